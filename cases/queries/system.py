"""How the watcher is doing, for the bars above every page and for the health checks. Asks PostgreSQL only."""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import connection

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
    sweep_stalled_since: datetime | None = None
    never_swept: bool = False
    outbox_waiting: int = 0
    outbox_oldest: datetime | None = None
    due_today: tuple[DueToday, ...] = field(default_factory=tuple)
    now: datetime | None = None

    @property
    def stalled(self) -> bool:
        return self.never_swept or self.sweep_stalled_since is not None


def system_state() -> SystemState:
    """One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH late AS (SELECT created_at FROM cases_outbox WHERE sent_at IS NULL"
            " AND created_at < clock_timestamp() - make_interval(secs => %s) ORDER BY created_at LIMIT 1000)"
            " SELECT clock_timestamp(), (SELECT max(at) FROM cases_heartbeat),"
            " (SELECT count(*) FROM late), (SELECT min(created_at) FROM late)",
            [OUTBOX_IS_LATE_AFTER],
        )
        now, beat, waiting, oldest = cursor.fetchone()
    age = (now - beat).total_seconds() if beat else None
    stalled = age is not None and age > settings.SWEEP_STALLED_AFTER_SECONDS
    return SystemState(
        sweep_age=age,
        sweep_stalled_since=beat if stalled else None,
        never_swept=beat is None,
        outbox_waiting=waiting,
        outbox_oldest=oldest,
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
