"""`manage.py import_brp FILE`: bring in a file in the form of the BRP test set, and report by row what did not fit."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand
from django.db import OperationalError
from django.utils import timezone

from cases.actions.brp import import_brp
from cases.actions.brp.store import Report
from cases.contract import CaseError
from cases.rules.brp_row import Problem

UNUSABLE = 2
BAR = 30


class UnusableError(Exception):
    """The run can't begin; the message is one Dutch sentence."""


class Command(BaseCommand):
    help = "Leest personen en huishoudens uit een BRP-testbestand (JSON). Alleen voor demo en test; herhalen mag."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="BESTAND", nargs="?", help="JSON-bestand met een lijst van personen")
        parser.add_argument("--json", action="store_true", help="het verslag als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            refuse_production()
            if not (file := options["file"]):
                raise UnusableError("Noem het bestand: manage.py import_brp BESTAND.")  # noqa: TRY301
            rows = read_file(Path(file))
            now = timezone.now()
            report = import_brp(rows=rows, on=timezone.localdate(now), at=now, progress=self.progress)
        except (UnusableError, CaseError, ImproperlyConfigured) as error:
            self.stderr.write(str(error))
            sys.exit(UNUSABLE)
        except OperationalError:
            self.stderr.write("De database is niet bereikbaar. Start haar met `make run`, of kijk DATABASE_URL na.")
            sys.exit(UNUSABLE)
        if options["json"]:
            self.stdout.write(json.dumps(asdict(report), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(report_lines(report)))

    def progress(self, what: str, done: int, total: int) -> None:
        """Show a bar on a terminal, else a line for each hundred; on stderr, so that --json stays clean."""
        if not total:
            return
        if self.stderr.isatty():
            filled = BAR * done // total
            bar = f"\r{'█' * filled}{'░' * (BAR - filled)} {done} van {total} {what}"
            self.stderr.write(bar, ending="\n" if done >= total else "")
            self.stderr.flush()
        else:
            self.stderr.write(f"{done} van {total} {what}")


def refuse_production() -> None:
    """A file would bypass the melding, the purpose and the read log. Raises UnusableError."""
    if not settings.DEMO:
        raise UnusableError(
            "Dit kan alleen in een demo- of testomgeving (DEMO=1). "
            "In productie komt een persoon binnen met een melding."
        )


def read_file(path: Path) -> list[object]:
    """Return the rows. Raises UnusableError with what is wrong with the file as a whole."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UnusableError(f"Het bestand {path} is er niet. Kijk de naam na.") from None
    except OSError as error:
        raise UnusableError(f"Het bestand {path} is niet te lezen: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise UnusableError(f"Het bestand {path} is geen tekst in UTF-8.") from None
    try:
        rows = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnusableError(f"Het bestand {path} is geen JSON: kijk naar regel {error.lineno}.") from None
    except (ValueError, RecursionError):
        raise UnusableError(f"Het bestand {path} is geen JSON die wij kunnen lezen.") from None
    if not isinstance(rows, list):
        raise UnusableError(f"Het bestand {path} is geen lijst van personen: het begint niet met [.")
    return rows


def report_lines(report: Report) -> list[str]:
    """Return the report for people: what came in, then what did not, by row."""
    persons = report.new + report.changed + report.unchanged
    relatives = report.relatives_linked + report.relatives_named
    family = f"{report.relatives_linked} ook als persoon, {report.relatives_named} alleen een naam"
    known = f"{report.new} nieuw, {report.changed} gewijzigd, {report.unchanged} hetzelfde"
    lines = [
        f"{report.rows} rijen gelezen.",
        "",
        "Ingelezen",
        f"  personen      {persons}: {known}; {report.deceased} van hen zijn overleden",
        f"  huishoudens   {report.households_new} nieuw, {report.households_changed} gewijzigd",
        f"  familieleden  {relatives}: {family}",
    ]
    for title, came_in in (("Niet ingelezen", False), ("Wel ingelezen, maar niet alles", True)):
        problems = [problem for problem in report.problems if problem.came_in is came_in]
        count = len({row for problem in problems for row in problem.rows})
        lines += ["", f"{title}: {count} {'rij' if count == 1 else 'rijen'}"]
        lines += [f"  {named(problem)}: {problem.text}" for problem in problems]
    return lines


def named(problem: Problem) -> str:
    """`rij 118`, `rijen 73-86, 90`."""
    return f"{'rij' if len(problem.rows) == 1 else 'rijen'} {', '.join(spans(problem.rows))}"


def spans(rows: Iterable[int]) -> list[str]:
    """Write three or more consecutive numbers as a span: 73, 74, 75, 90 -> ["73-75", "90"]."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [
        part
        for run in runs
        for part in ([f"{run[0]}-{run[-1]}"] if len(run) > 2 else map(str, run))  # noqa: PLR2004
    ]
