"""The watcher: finds what is due, signals it once, and ends what ends by itself (architecture 9, ADR 0004).

The rows are the truth. Any number of sweepers may run at once, be killed at any point and start again: a lost round
delays, it never loses. Locks are taken in the order of an act (subject, term, alarm) or skipped, never waited for.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, models, transaction
from django.db.models import F, Q, QuerySet, Value

from cases.actions.alarm import CLOSES, RESUMES
from cases.actions.deadline import close_window, let_suspension_run_out
from cases.actions.deliver import MOST_ATTEMPTS, RightNow, deliver_mail, deliver_outbox, retry_after
from cases.actions.document_files import finish_destroying
from cases.actions.files import clear_on_the_way
from cases.models import Alarm, Deadline

logger = logging.getLogger(__name__)
BATCH = 200  # alarms claimed by one statement
AT_MOST = 200  # acts, and messages, in one round: what falls due meanwhile must not wait for a long queue, nor the beat
MONTHS_AHEAD = 4
ACTS: Mapping[str, Callable[..., bool]] = {CLOSES: close_window, RESUMES: let_suspension_run_out}

# One statement claims, signals and queues, so that no crash can come between them. The term is locked too (shared,
# skipped when somebody works on it): its row is what the signal points to, and waiting for it could be a deadlock.
CLAIM = """
WITH due AS (
    SELECT alarm.id, alarm.deadline_id, alarm.kind, alarm.due_version
    FROM cases_alarm alarm JOIN cases_deadline term ON term.id = alarm.deadline_id
    WHERE alarm.fired_at IS NULL AND alarm.at <= %(at)s AND alarm.kind <> ALL(%(acts)s)
      AND term.ended_at IS NULL AND term.due_version = alarm.due_version
    ORDER BY alarm.at, alarm.id
    LIMIT %(limit)s
    FOR UPDATE OF alarm SKIP LOCKED
    FOR SHARE OF term SKIP LOCKED
), signals AS (
    INSERT INTO cases_signal (deadline_id, kind, due_version, at)
    SELECT deadline_id, kind, due_version, %(at)s FROM due
    ON CONFLICT DO NOTHING
    RETURNING 1
), messages AS (
    INSERT INTO cases_outbox (key, kind, payload, created_at, not_before, attempts, failure)
    SELECT concat_ws(':', 'signal', deadline_id, kind, due_version), 'signal',
        jsonb_build_object('deadline', deadline_id, 'kind', kind, 'version', due_version),
        statement_timestamp(), statement_timestamp(), 0, ''
    FROM due
    ON CONFLICT (key) DO NOTHING
), claimed AS (
    UPDATE cases_alarm alarm SET fired_at = %(at)s FROM due WHERE alarm.id = due.id RETURNING 1
)
SELECT (SELECT count(*) FROM claimed), (SELECT count(*) FROM signals)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round did. `more`: it stopped at its limit, the next must follow at once."""

    fired: int
    acted: int
    delivered: int
    failed: int
    more: bool


def sweep(name: str, *, at: datetime) -> Round:
    """One whole round of the sweeper called `name` ("beat", "sweep"); `at` is the database's now."""
    acted, failing = act_on_due(at=at, limit=AT_MOST)
    fired = 0
    while claimed := fire_due(at=at, limit=BATCH):
        fired += claimed
    delivered, failed = deliver_outbox(at=at, limit=AT_MOST)
    make_log_partitions()
    _finish_destroying(at)
    beat(name, fired)
    mailed, unmailed = deliver_mail(at=at)  # last: a mail server that hangs holds up nothing, nor the heartbeat
    delivered, failed = delivered + mailed, failed + unmailed
    more = max(acted + failing, delivered + failed) >= AT_MOST
    return Round(fired=fired, acted=acted, delivered=delivered, failed=failing + failed, more=more)


def _finish_destroying(at: datetime) -> None:
    """What a page could not take from the disk, because it was stopped just after its act or halfway an upload."""
    try:
        finish_destroying()
        clear_on_the_way(at=at)
    except OSError as error:  # a disk that refuses must not hold up a term
        logger.warning("files that should go stay: %s", type(error).__name__)


def fire_due(*, at: datetime, limit: int) -> int:
    """Signal at most `limit` warnings whose moment has come; returns how many were claimed."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, {"at": at, "acts": list(ACTS), "limit": limit})
        claimed, signalled = cursor.fetchone()
    if claimed != signalled:
        logger.warning("%s alarms had been signalled before", claimed - signalled)
    return int(claimed)


def act_on_due(*, at: datetime, limit: int) -> tuple[int, int]:
    """End the windows and suspensions that are over, each in its own transaction: (how many, how many failed).

    A window that closes may start another that is over too: hence until a pass has nothing left to do.
    """
    acted = failed = 0
    while acted + failed < limit:
        due = list(_waiting(at).order_by("at", "pk").values_list("pk", flat=True)[: limit - acted - failed])
        results = [_act(pk, at) for pk in due]
        acted += results.count(True)
        failed += results.count(False)
        if True not in results:
            break
    return acted, failed


def beat(name: str, fired: int = 0) -> None:
    """Show that this sweeper finished a round: the dead-man's switch of every page looks at it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cases_heartbeat (name, at, fired) VALUES (%s, clock_timestamp(), %s)"
            " ON CONFLICT (name) DO UPDATE SET at = excluded.at, fired = excluded.fired",
            [name, fired],
        )


@transaction.atomic
def make_log_partitions() -> bool:
    """Make the log's partitions of the coming months where they are missing; whether it tried.

    Without them a line goes to the partition for everything else: nothing is lost, only harder to put away.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_regclass(to_char(current_date + make_interval(months => %s), '\"cases_readlog\"_YYYY_MM'))"
            " IS NULL AND pg_try_advisory_xact_lock(hashtextextended('log partitions', 0))",
            [MONTHS_AHEAD - 1],
        )
        missing: bool = cursor.fetchone()[0]
        if missing:
            cursor.execute("SET LOCAL lock_timeout = '2s'")
            cursor.execute("SELECT cases_make_log_partitions(current_date, %s)", [MONTHS_AHEAD])
    return missing


def _waiting(at: datetime) -> QuerySet[Alarm]:
    """Acts whose moment has come, of terms that still run, that do not wait after a failure."""
    return Alarm.objects.filter(
        Q(next_try_at=None) | Q(next_try_at__lte=RightNow()),
        kind__in=ACTS, fired_at=None, at__lte=at, deadline__ended_at=None, deadline__due_version=F("due_version"),
    )  # fmt: skip


@transaction.atomic
def _act(alarm_id: int, at: datetime) -> bool | None:
    """Carry out one; False if it failed and waits, None if somebody else is busy with it."""
    alarm = _waiting(at).filter(pk=alarm_id).select_related("deadline").first()
    if alarm is None or not _hold(alarm.deadline):
        return None
    this_one = _waiting(at).filter(pk=alarm_id)  # asked again: who held the term before us may have done it
    try:
        with transaction.atomic():
            if not this_one.update(fired_at=at):  # first: an act deletes the alarms that have not gone off
                return None
            ACTS[alarm.kind](deadline_id=alarm.deadline_id, at=at)
    except Exception as error:  # noqa: BLE001 - one bad row never holds up the others
        attempts = min(alarm.attempts + 1, MOST_ATTEMPTS)
        logger.warning("alarm %s (%s): %s, attempt %s", alarm_id, alarm.kind, type(error).__name__, attempts)
        wait = Value(retry_after(attempts), output_field=models.DurationField())
        this_one.update(attempts=attempts, next_try_at=RightNow() + wait)
        return False
    return True


def _hold(deadline: Deadline) -> bool:
    """Lock what the term belongs to, and the term, as an act does; False when somebody holds them: it comes round."""
    return all(_lock(row) for row in (deadline.subject, deadline))


def _lock(row: models.Model) -> bool:
    rows = type(row)._default_manager.select_for_update(skip_locked=True).filter(pk=row.pk)  # noqa: SLF001
    return bool(rows.order_by().values_list("pk"))
