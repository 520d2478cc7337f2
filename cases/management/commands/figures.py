"""`manage.py figures`: the required fields on each law's shortest road, as Markdown. Needs no database."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from cases.contract import Law, Procedure, laws
from cases.forms.burden import GOAL, count_road, total

HEAD = """\
# Figures

Counted on {on} by `manage.py figures` from the forms themselves; `make docs` writes this page again.

## Little burden: what must be filled in for one single question

From a melding to a sent beschikking, for example for a scootmobiel, along the shortest road that the law's procedure
declares (`Procedure.shortest`). A field counts when its step is refused without it; yes or no is an answer too.
Goal: at most {goal} fields. No life area, no score and no plan has to be filled in.
"""
MEASURED = "## Speed\n"
NOTES = """
What is left empty takes what is known already: today, what the resident said, an earlier step, who is logged in.

Not counted: the words with which a colleague looks the person up. Somebody whom nobody knew yet takes one field more:
the surname.
"""


class Command(BaseCommand):
    help = "Telt de verplichte velden van melding tot verstuurd besluit, per wet."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", metavar="BESTAND", type=Path, help="zoals docs/figures.md; anders op het scherm")

    def handle(self, *, write: Path | None, **options: Any) -> None:
        text = page(timezone.localdate())
        if write is None:
            self.stdout.write(text, ending="")
        else:
            old = write.read_text(encoding="utf-8") if write.exists() else ""
            _, mark, measured = old.partition(MEASURED)  # by `make bench`, which leaves this part alone too
            write.write_text(text + (f"\n{mark}{measured}" if mark else ""), encoding="utf-8")


def page(on: date) -> str:
    """The whole page, counted on this day: one table for each procedure that declares a shortest road."""
    roads = [(law, procedure) for law in laws for procedure in law.procedures if procedure.current]
    tables = "".join(line for law, procedure in roads if procedure.shortest for line in _table(law, procedure))
    return HEAD.format(on=f"{on:%-d %B %Y}", goal=GOAL) + tables + NOTES


def _table(law: Law, procedure: Procedure) -> Iterator[str]:
    road = count_road(procedure)
    yield f"\n### {law.short_name}: {procedure.label.lower()}\n\n"
    yield "| Step | Required | Which |\n|---|---:|---|\n"
    for step in road:
        yield f"| {step.label} | {len(step.fields)} | {' · '.join(label for _, label in step.fields)} |\n"
    yield f"| **Total** | **{total(road)}** | goal: at most {GOAL} |\n"
