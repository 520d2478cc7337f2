"""The figures of the watcher for a monitoring system: ages and counts, nothing about anybody."""

from dataclasses import asdict, dataclass

from django.conf import settings
from django.db import connection

COUNTED = 1000  # beyond this it no longer matters how many


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Progress, not ping: ages in seconds, None for never swept and for nothing waiting.

    `failing` is how many alarms and messages failed at least once and will be tried again.
    """

    sweep_age_seconds: float | None
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
            " extract(epoch FROM clock_timestamp() - (SELECT min(created_at) FROM cases_outbox WHERE sent_at IS NULL))"
            "::float8,"
            " (SELECT count(*) FROM (SELECT 1 FROM cases_outbox WHERE sent_at IS NULL AND attempts > 0 LIMIT %s) a)"
            " + (SELECT count(*) FROM (SELECT 1 FROM cases_alarm WHERE fired_at IS NULL AND attempts > 0 LIMIT %s) b)",
            [COUNTED, COUNTED],
        )
        sweep_age, outbox_age, failing = cursor.fetchone()
    return Health(sweep_age_seconds=sweep_age, outbox_oldest_seconds=outbox_age, failing=failing)
