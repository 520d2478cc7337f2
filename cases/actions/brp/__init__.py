"""Carry out the plan of a BRP file: the second time it finds everything in place and changes nothing.

For the demonstration and tests; in production a person enters through a melding. All in one transaction, so that an
import that is cut off leaves nothing behind.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import connection, transaction

from cases import events
from cases.actions.person import end_memberships
from cases.contract import CaseError
from cases.models import User
from cases.rules.brp import make_plan

from .households import place
from .persons import find_known, write_persons
from .relatives import write_relatives
from .store import Progress, Report

LOCK = 8_230_417  # any number, the same for every import


@transaction.atomic
def import_brp(
    *, rows: Sequence[object], on: date, at: datetime, progress: Progress, actor: User | None = None
) -> Report:
    """Bring in the rows of a file as of the day `on`. Raises CaseError when another import is running."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise CaseError("Er wordt al een BRP-bestand ingelezen. Probeer het straks nog eens.")
    plan = make_plan(rows, on)
    progress("rijen nagekeken", len(rows), len(rows))
    report = Report(rows=plan.rows, problems=list(plan.problems))
    known = find_known(plan)
    persons = write_persons(plan, known, report, progress)
    write_relatives(plan, persons, known, report)
    end_memberships(persons.died, fallback=on)
    place(plan, persons, on=on, report=report, progress=progress, actor=actor, at=at)
    report.problems.sort(key=lambda problem: (problem.rows, problem.reason))
    report.unchanged = len(persons.by_bsn) - len(persons.new) - len(persons.changed)
    report.new, report.changed = len(persons.new), len(persons.changed)
    report.deceased = sum(person.deceased for person in persons.by_bsn.values())
    if report.wrote_something:
        events.record(
            kind="cases.brp_imported",
            subject=None,
            actor=actor,
            at=at,
            payload={"new": sorted(persons.new), "changed": sorted(persons.changed)},
            via="command",
        )
    return report
