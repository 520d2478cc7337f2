"""How the watcher is doing, for the bars above every page and for the health checks. Asks PostgreSQL only."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db.models import DateTimeField, Field, IntegerField
from django.db.models.expressions import RawSQL

from cases.access import visible_to
from cases.models import Case, Deadline, User
from cases.models.deadline import WATCHERS
from cases.rules.calendar import local_day

OUTBOX_IS_LATE_AFTER = 300  # seconds
LISTED = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class DueToday:
    uuid: str  # of the case
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemState:
    """`sweep_stalled_since`: the last round, if that is too long ago (or `never_swept`).

    `one_silent`: one of the two watchers did no round for too long (`silent_since`, None = never), the other did.
    """

    sweep_age: float | None  # seconds since the newest heartbeat; None = never
    sweep_stalled_since: datetime | None
    never_swept: bool
    one_silent: bool
    silent_since: datetime | None
    outbox_waiting: int
    outbox_oldest: datetime | None
    mail_waiting: int
    mail_oldest: datetime | None
    now: datetime

    @property
    def stalled(self) -> bool:
        return self.never_swept or self.sweep_stalled_since is not None


WAITS = (
    "(SELECT {} FROM (SELECT created_at FROM cases_outbox WHERE sent_at IS NULL AND kind {} 'mail'"
    " AND created_at < clock_timestamp() - make_interval(secs => %s) ORDER BY created_at LIMIT 1000) AS late)"
)
WATCHES = (
    "(SELECT array_agg(heart.at) FROM unnest(%s::text[]) AS who(name) LEFT JOIN cases_heartbeat AS heart USING (name))"
)


def state_columns() -> dict[str, RawSQL]:
    """What `state_of` reads, as columns of another statement: a page asks for who is logged in anyway."""
    return {
        "state_now": RawSQL("clock_timestamp()", [], DateTimeField()),
        "state_beat": RawSQL("(SELECT max(at) FROM cases_heartbeat)", [], DateTimeField()),
        "state_watchers": RawSQL(WATCHES, [list(WATCHERS)], ArrayField(DateTimeField())),  # noqa: S611 - our own words
        "state_waiting": _waits("count(*)", "<>", IntegerField()),
        "state_oldest": _waits("min(created_at)", "<>", DateTimeField()),
        "state_mails": _waits("count(*)", "=", IntegerField()),
        "state_oldest_mail": _waits("min(created_at)", "=", DateTimeField()),
    }


def _waits(what: str, mail: str, output: "Field[Any, Any]") -> RawSQL:
    return RawSQL(WAITS.format(what, mail), [OUTBOX_IS_LATE_AFTER], output)  # noqa: S611 - our own words


def state_of(row: Any) -> SystemState:
    """How it goes, out of a row with `state_columns`."""
    now, beat = row.state_now, row.state_beat
    age = (now - beat).total_seconds() if beat else None
    longest = timedelta(seconds=settings.SWEEP_STALLED_AFTER_SECONDS)
    stalled = beat is not None and now - beat > longest
    silent = [last for last in row.state_watchers if last is None or now - last > longest]
    return SystemState(
        sweep_age=age,
        sweep_stalled_since=beat if stalled else None,
        never_swept=beat is None,
        one_silent=0 < len(silent) < len(WATCHERS),
        silent_since=silent[0] if silent else None,
        outbox_waiting=row.state_waiting,
        outbox_oldest=row.state_oldest,
        mail_waiting=row.state_mails,
        mail_oldest=row.state_oldest_mail,
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
