"""`manage.py deadline wmo.onderzoek 2026-11-21`: the last day of a term, with its proof.

Works without a database, then with the shipped days alone. Mistakes: one Dutch sentence, exit code 2.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandParser
from django.db import Error as DatabaseError
from django.db.models import Q

from cases.contract import ActLength, Length, LocalLength, Nature, Roll, Term, Unit, laws
from cases.management.commands import _deadline_input as given
from cases.management.commands._deadline_output import as_json, as_text
from cases.models import LocalRule
from cases.queries.terms import calendar as stored_calendar
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


class OneSentenceParser(CommandParser):
    """Options in any place, and one Dutch sentence for every mistake in the call."""

    def parse_args(self, args: Sequence[str] | None = None, namespace: Any = None) -> argparse.Namespace:  # type: ignore[override]
        """Let options stand between the term and the date too."""
        return self.parse_intermixed_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """Leave with the sentence and exit code 2; argparse's own words are English."""
        refuse(USAGE)


def refuse(sentence: str) -> NoReturn:
    """End with one sentence on stderr and exit code 2."""
    sys.stderr.write(f"{sentence}\n")
    sys.exit(2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What the database adds; without one the shipped days and the default norms."""

    calendar: Calendar
    norms: dict[str, Length]
    source: str  # "database" or "meegeleverd"


class Command(BaseCommand):
    help = "Rekent een termijn uit: de laatste dag, met de uitleg per stap."
    requires_system_checks = ()

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.__class__ = OneSentenceParser
        return parser

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", nargs="*", metavar="TERMIJN DATUM", help="zoals: wmo.onderzoek 2026-11-21")
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
            term, facts, reference = self.facts(what, length, suspend, covered=not options["geen_atw"])
            proof = reckon(facts, reference.calendar)
        except ValueError as error:
            refuse(str(error))
        notes = remarks(term, facts, what[-1], reference, length)
        for note in notes:
            self.stderr.write(note)
        if json:
            self.stdout.write(as_json(proof, term, length=facts.length, calendar=reference.source, notes=notes))
        else:
            self.stdout.write(as_text(proof))

    def facts(
        self, what: list[str], length: Length | None, suspend: list[list[str]], *, covered: bool
    ) -> tuple[Term | None, Facts, Reference]:
        """The facts that were typed; `term` is None for a bare length."""
        if len(what) not in ({1, 2} if length else {2}) or (len(what) == 2 and not covered):  # noqa: PLR2004
            raise ValueError(USAGE)
        if len(what) == 1 and length:
            start = given.read_start(what[0], length.unit)
            facts = Facts(
                term="",
                label=f"Termijn van {length.text}",
                basis=ATW if covered else OWN_RECKONING,
                start=start,
                length=length,
                roll=Roll.ATW if covered else Roll.NONE,
                suspensions=given.read_suspensions(suspend, start),
            )
            return None, facts, reference_data(local_day(start))
        key, when = what
        day = given.read_day(when.partition("T")[0])
        term = given.find_term(key, laws.terms(), day)
        reference = reference_data(day)
        norm = reference.norms.get(term.length.rule) if isinstance(term.length, LocalLength) else None
        length = given.length_of(term, length, norm)
        if suspend:
            given.refuse_standstill(term, length)
        start = given.read_start(when, length.unit)
        facts = Facts(
            term=term.key,
            label=term.label,
            basis=term.basis,
            start=start,
            length=length,
            roll=term.roll,
            direction=term.direction,
            suspensions=given.read_suspensions(suspend, start),
            start_text=term.start_text,
            met_text=term.met_text,
        )
        return term, facts, reference


def reference_data(day: date) -> Reference:
    """The days and norms of the database, or what is shipped when none can be reached."""
    rows = LocalRule.objects.filter(Q(valid_until=None) | Q(valid_until__gt=day), valid_from__lte=day)
    try:
        calendar = stored_calendar()
        found: dict[str, set[Length]] = {}
        for rule, amount, unit in rows.values_list("rule", "amount", "unit"):
            found.setdefault(rule, set()).add(Length(amount, Unit(unit)))
    except (DatabaseError, ImproperlyConfigured):
        return Reference(calendar=SHIPPED, norms={}, source="meegeleverd")
    # Joint services run several verordeningen: a norm counts here only where all of them agree.
    norms = {rule: next(iter(lengths)) for rule, lengths in found.items() if len(lengths) == 1}
    return Reference(calendar=calendar, norms=norms, source="database")


def remarks(term: Term | None, facts: Facts, typed: str, reference: Reference, length: Length | None) -> list[str]:
    """What the reader must know about how this was reckoned, one sentence each."""
    found = []
    if reference.source == "meegeleverd":
        found.append("Geen database bereikbaar: gerekend met de meegeleverde vrije dagen alleen.")
    if facts.length.unit is Unit.HOURS and "T" not in typed:
        found.append("Je gaf geen tijd: gerekend vanaf 00.00 uur.")
    if term and term.nature is Nature.NORM:
        found.append(f"De lengte van {facts.length.text} is een norm of afspraak, geen wettelijke termijn.")
    if term and isinstance(term.length, ActLength) and length is None:
        found.append(f"De lengte van {facts.length.text} is een voorstel: wat in de brief staat, telt.")
    if local_day(facts.start) < facts.basis.valid_from and term:
        found.append(f"De regel is gelezen in de tekst van {plain_date(facts.basis.valid_from)}, niet in een oudere.")
    return found
