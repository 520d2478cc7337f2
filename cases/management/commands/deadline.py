"""`manage.py deadline wmo.onderzoek 2026-11-21`: the last day of a term, with its proof.

Works without a database, then with the shipped days alone. Mistakes: one Dutch sentence, exit code 2.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NoReturn

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandParser
from django.db import Error as DatabaseError

from cases.contract import ActLength, Length, LocalLength, Nature, Roll, Term, Unit, laws
from cases.management.commands import _deadline_input as given
from cases.management.commands._deadline_output import as_json, as_text
from cases.models import LocalRule
from cases.queries.lengths import local_length
from cases.queries.terms import calendar as stored_calendar
from cases.queries.terms import facts_from
from cases.rules.atw import ATW
from cases.rules.basis import Certainty, LegalBasis
from cases.rules.calendar import SHIPPED, Calendar, local_day
from cases.rules.deadlines import Facts, reckon
from cases.rules.wording import plain_date

USAGE = (
    "Zo roep je dit aan: manage.py deadline TERMIJN DATUM [--suspend UITGENODIGD AANGEVULD] [--json], "
    "of manage.py deadline --length “6 weeks” DATUM."
)
OWN_RECKONING = LegalBasis(
    text="Eigen berekening, zonder Algemene termijnenwet",
    url="",
    checked_on=date(2026, 11, 21),
    certainty=Certainty.SEEN,
    valid_from=date(2026, 11, 21),
)


NO_DATABASE = (DatabaseError, ImproperlyConfigured)


class OneSentenceParser(CommandParser):
    """Options in any place, and one Dutch sentence for every mistake in the call."""

    def parse_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> argparse.Namespace:  # type: ignore[override]
        """Let options stand between the term and the date too."""
        found: argparse.Namespace = self.parse_intermixed_args(args, namespace)
        return found

    def error(self, message: str) -> NoReturn:
        """Leave with the sentence and exit code 2; argparse's own words are English."""
        refuse(USAGE)


def refuse(sentence: str) -> NoReturn:
    """End with one sentence on stderr and exit code 2."""
    sys.stderr.write(f"{sentence}\n")
    sys.exit(2)


class Command(BaseCommand):
    help = "Rekent een termijn uit: de laatste dag, met de uitleg per stap."
    requires_system_checks = ()

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.__class__ = OneSentenceParser
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", nargs="*", metavar="TERMIJN DATUM", help="zoals: awb.beslis_8w 2026-11-21")
        parser.add_argument("--json", action="store_true", help="het antwoord voor een ander programma")
        parser.add_argument(
            "--length", metavar="LENGTE", help="zonder termijn: “6 weeks”, “3 working days”, “48 hours”"
        )
        parser.add_argument("--geen-atw", action="store_true", help="met --length: zonder de Algemene termijnenwet")
        parser.add_argument(
            "--suspend",
            nargs=2,
            action="append",
            default=[],
            metavar=("UITGENODIGD", "AANGEVULD"),
            help="de termijn stond stil (Awb 4:15); mag vaker",
        )

    def handle(self, *, what: list[str], json: bool, suspend: list[list[str]], **options: Any) -> None:
        try:
            length = Length.parse(options["length"]) if options["length"] is not None else None
            if len(what) == 1 and length:
                term, facts = None, bare_facts(what[0], length, suspend, covered=not options["geen_atw"])
            elif len(what) == 2 and not options["geen_atw"]:  # noqa: PLR2004 - a term and a day
                term, facts = term_facts(what[0], what[1], length, suspend)
            else:
                refuse(USAGE)
            calendar, source = calendar_and_source()
            proof = reckon(facts, calendar)
        except ValueError as error:
            refuse(str(error))
        notes = list(remarks(term, facts, what[-1], source, length))
        for note in notes:
            self.stderr.write(note)
        if json:
            self.stdout.write(as_json(proof, term, length=facts.length, calendar=source, notes=notes))
        else:
            self.stdout.write(as_text(proof))


def bare_facts(when: str, length: Length, suspend: list[list[str]], *, covered: bool) -> Facts:
    """The facts of a length without a term; `covered` by the Algemene termijnenwet."""
    start = given.read_start(when, length.unit)
    return Facts(
        term="",
        label=f"Termijn van {length.text}",
        basis=ATW if covered else OWN_RECKONING,
        start=start,
        length=length,
        roll=Roll.ATW if covered else Roll.NONE,
        suspensions=given.read_suspensions(suspend, start),
    )


def term_facts(key: str, when: str, typed: Length | None, suspend: list[list[str]]) -> tuple[Term, Facts]:
    """The facts of a known term; `typed` is the length for a term that gets it from its act."""
    day = given.read_day(when.partition("T")[0])
    term = given.find_term(key, laws.terms(), day)
    length = given.length_of(term, typed, norm_of(term.length, day) if isinstance(term.length, LocalLength) else None)
    if suspend:
        given.refuse_standstill(term, length)
    start = given.read_start(when, length.unit)
    return term, replace(facts_from(term, start, length), suspensions=given.read_suspensions(suspend, start))


def calendar_and_source() -> tuple[Calendar, str]:
    """The days of the database, or the shipped ones alone when it cannot be reached."""
    try:
        return stored_calendar(), "database"
    except NO_DATABASE:
        return SHIPPED, "meegeleverd"


def norm_of(length: LocalLength, day: date) -> Length:
    """The norm of the municipality; the default when several municipalities differ, or without a database."""
    try:
        names = LocalRule.objects.filter(rule=length.rule).values_list("municipality", flat=True).distinct()
        norms = {local_length(length, name, day) for name in names}
    except NO_DATABASE:
        return length.default
    return norms.pop() if len(norms) == 1 else length.default


def remarks(term: Term | None, facts: Facts, typed: str, source: str, length: Length | None) -> Iterator[str]:
    """What the reader must know about how this was reckoned, one sentence each."""
    if source == "meegeleverd":
        yield "Geen database bereikbaar: gerekend met de meegeleverde vrije dagen alleen."
    if facts.length.unit is Unit.HOURS and "T" not in typed:
        yield "Je gaf geen tijd: gerekend vanaf 00.00 uur."
    if term is None:
        return
    if term.nature is Nature.NORM:
        yield f"De lengte van {facts.length.text} is een norm of afspraak, geen wettelijke termijn."
    if isinstance(term.length, ActLength) and length is None:
        yield f"De lengte van {facts.length.text} is een voorstel: wat in de brief staat, telt."
    if local_day(facts.start) < facts.basis.valid_from:
        yield f"De regel is gelezen in de tekst van {plain_date(facts.basis.valid_from)}, niet in een oudere."
