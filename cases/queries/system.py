"""How the watcher is doing, for the bars above every page and for the health checks. Asks PostgreSQL only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import DateTimeField, IntegerField
from django.db.models.expressions import RawSQL

from cases.access import visible_to
from cases.models import Case, Deadline, User
from cases.rules.calendar import local_day

OUTBOX_IS_LATE_AFTER = 300  # seconds
LISTED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class DueToday:
    uuid: str  # of the case
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemState:
    """`sweep_stalled_since`: the last round, if that is too long ago (or `never_swept`)."""

    sweep_age: float | None  # seconds since the newest heartbeat; None = never
    sweep_stalled_since: datetime | None
    never_swept: bool
    outbox_waiting: int
    outbox_oldest: datetime | None
    now: datetime

    @property
    def stalled(self) -> bool:
        return self.never_swept or self.sweep_stalled_since is not None


WAITS = (
    "(SELECT {} FROM (SELECT created_at FROM cases_outbox WHERE sent_at IS NULL"
    " AND created_at < clock_timestamp() - make_interval(secs => %s) ORDER BY created_at LIMIT 1000) AS late)"
)


def state_columns() -> dict[str, RawSQL]:
    """What `state_of` reads, as columns of another statement: a page asks for who is logged in anyway."""
    return {
        "state_now": RawSQL("clock_timestamp()", [], DateTimeField()),
        "state_beat": RawSQL("(SELECT max(at) FROM cases_heartbeat)", [], DateTimeField()),
        "state_waiting": RawSQL(WAITS.format("count(*)"), [OUTBOX_IS_LATE_AFTER], IntegerField()),  # noqa: S611 - our own words
        "state_oldest": RawSQL(WAITS.format("min(created_at)"), [OUTBOX_IS_LATE_AFTER], DateTimeField()),  # noqa: S611 - our own words
    }


def state_of(row: Any) -> SystemState:
    """How it goes, out of a row with `state_columns`."""
    now, beat = row.state_now, row.state_beat
    age = (now - beat).total_seconds() if beat else None
    stalled = age is not None and age > settings.SWEEP_STALLED_AFTER_SECONDS
    return SystemState(
        sweep_age=age,
        sweep_stalled_since=beat if stalled else None,
        never_swept=beat is None,
        outbox_waiting=row.state_waiting,
        outbox_oldest=row.state_oldest,
        now=now,
    )


def due_today(user: User, at: datetime) -> tuple[DueToday, ...]:
    """The terms of this user's cases that end today, for when nobody warns them."""
    rows = (
        Deadline.objects.open()
        .filter(due_on=local_day(at), case__in=visible_to(user, Case))
        .select_related("case")
        .order_by("due_at")[:LISTED]
    )
    return tuple(DueToday(uuid=str(row.case.uuid), label=row.case.number) for row in rows if row.case)
