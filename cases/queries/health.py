"""The figures of the watcher for a monitoring system: ages and counts, nothing about anybody."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection

from cases.models import Alarm, Outbox
from cases.models.deadline import WATCHERS
from cases.queries.recipients import case_of

COUNTED = 1000  # beyond this it no longer matters how many
LISTED = 20
WHAT = {
    "signal": "Bericht over een termijn",
    "reaction": "Gevolg voor een andere wet",
    "mail": "E-mail aan een collega",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Progress, not ping: ages in seconds, None for never swept and for nothing waiting.

    `watchers` has the age of each watcher's last round: one of them is enough, and `stalled` is about both.
    `failing` is how many alarms and messages failed at least once and will be tried again.
    """

    sweep_age_seconds: float | None
    watchers: dict[str, float | None]
    outbox_oldest_seconds: float | None
    failing: int

    @property
    def stalled(self) -> bool:
        return self.sweep_age_seconds is None or self.sweep_age_seconds > settings.SWEEP_STALLED_AFTER_SECONDS

    def as_dict(self) -> dict[str, object]:
        return asdict(self) | {"stalled": self.stalled}


def health() -> Health:
    """One statement, on the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT extract(epoch FROM clock_timestamp() - (SELECT max(at) FROM cases_heartbeat))::float8,"
            " (SELECT jsonb_object_agg(who.name, extract(epoch FROM clock_timestamp() - heart.at)::float8)"
            " FROM unnest(%s::text[]) AS who(name) LEFT JOIN cases_heartbeat heart USING (name)),"
            " extract(epoch FROM clock_timestamp() - (SELECT min(created_at) FROM cases_outbox WHERE sent_at IS NULL"
            " AND created_at < clock_timestamp()))::float8,"
            " (SELECT count(*) FROM (SELECT 1 FROM cases_outbox WHERE sent_at IS NULL AND attempts > 0 LIMIT %s) a)"
            " + (SELECT count(*) FROM (SELECT 1 FROM cases_alarm WHERE fired_at IS NULL AND attempts > 0 LIMIT %s) b)",
            [list(WATCHERS), COUNTED, COUNTED],
        )
        sweep_age, watchers, outbox_age, failing = cursor.fetchone()
    return Health(
        sweep_age_seconds=sweep_age, watchers=json.loads(watchers), outbox_oldest_seconds=outbox_age, failing=failing
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that failed and is tried again: nothing is ever dropped. `error` is a class name, never a text."""

    what: str
    about: str
    attempts: int
    error: str
    again_at: datetime | None


def failures() -> tuple[Failure, ...]:
    """What keeps failing, the most often tried first; two statements, with case numbers and no names."""
    alarms = Alarm.objects.filter(fired_at=None, attempts__gt=0).order_by("-attempts", "pk")
    related = ("deadline__case", "deadline__task__case", "deadline__grant__content_object")
    found = [
        Failure(
            what="Termijn afsluiten of weer laten lopen",
            about=_about(alarm),
            attempts=alarm.attempts,
            error="",
            again_at=alarm.next_try_at,
        )
        for alarm in alarms.select_related(*related)[:LISTED]
    ]
    found += [
        Failure(
            what=WHAT.get(row.kind, row.kind),
            about=row.key,
            attempts=row.attempts,
            error=row.failure,
            again_at=row.not_before,
        )
        for row in Outbox.objects.filter(sent_at=None, attempts__gt=0).order_by("-attempts", "pk")[:LISTED]
    ]
    return tuple(sorted(found, key=lambda failure: -failure.attempts)[:LISTED])


def _about(alarm: Alarm) -> str:
    case = case_of(alarm.deadline)
    return f"{case.number}: {alarm.deadline.term}" if case else alarm.deadline.term
