"""The outbox: what has to happen because of something that is already true, one message to a transaction."""

import logging
import time
from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import DateTimeField, Func

from cases.actions import mail, notify
from cases.contract import ContractError, Reaction, laws
from cases.models import Outbox

logger = logging.getLogger(__name__)
LONGEST_WAIT = timedelta(hours=1)
MAIL_SECONDS = 5  # of one round, for mail: what falls due meanwhile waits for it
MOST_ATTEMPTS = 30_000  # the column is a smallint


class RightNow(Func):
    """The database's clock at this statement: also within a transaction that is already long."""

    template = "statement_timestamp()"
    output_field = DateTimeField()


def retry_after(attempts: int) -> timedelta:
    """How long something that failed `attempts` times waits: 10 s, 20 s, 40 s, … at most an hour."""
    return min(timedelta(seconds=5 * 2 ** min(attempts, 10)), LONGEST_WAIT)


def deliver_outbox(*, at: datetime, limit: int) -> tuple[int, int]:
    """Deliver at most `limit` messages, but for mail, whose time has come: how many went well, how many failed.

    `at` is what the messages say; the queue itself runs on the database's clock. What fails backs off, keeps the
    class name of its error (never its text: that may show a row) and stays visible; it never holds up the rest.
    """
    delivered = failed = 0
    waiting = Outbox.objects.exclude(kind=mail.MAIL).order_by("not_before", "pk")
    while delivered + failed < limit:
        done = _deliver_next(waiting, at)
        if done is None:
            break
        delivered += done
        failed += not done
    return delivered, failed


def deliver_mail(*, at: datetime) -> tuple[int, int]:
    """Send e-mail for some seconds, until the server fails: how many went out, how many failed.

    Apart, because a mail server may hang: nothing else waits for it, and it is left in peace a while.
    """
    sent = failed = 0
    waiting = Outbox.objects.filter(kind=mail.MAIL).order_by("attempts", "not_before", "pk")  # the fresh ones first
    until = time.monotonic() + MAIL_SECONDS
    while time.monotonic() < until:
        done = _deliver_next(waiting, at)
        if done is None:
            break
        sent += done
        failed += not done
    return sent, failed


@transaction.atomic
def _deliver_next(waiting: "models.QuerySet[Outbox]", at: datetime) -> bool | None:
    """Deliver the first of these; None when nothing waits that another sweeper does not already hold."""
    row = waiting.select_for_update(skip_locked=True).filter(sent_at=None, not_before__lte=RightNow()).first()
    if row is None:
        return None
    this_one = Outbox.objects.filter(pk=row.pk)
    try:
        with transaction.atomic():  # what fails leaves nothing but its mark
            _hand_over(row, at)
    except Exception as error:  # noqa: BLE001 - whatever it is, the other messages must go out
        attempts = min(row.attempts + 1, MOST_ATTEMPTS)
        logger.warning("outbox %s (%s): %s, attempt %s", row.pk, row.kind, type(error).__name__, attempts)
        wait = models.Value(retry_after(attempts), output_field=models.DurationField())
        this_one.update(attempts=attempts, failure=type(error).__name__[:120], not_before=RightNow() + wait)
        if row.kind == mail.MAIL and mail.is_about_the_server(error):
            mail.put_off(retry_after)
        return False
    this_one.update(sent_at=RightNow(), failure="")
    return True


def _hand_over(row: Outbox, at: datetime) -> None:
    payload = row.payload
    match row.kind:
        case "signal":
            notify.tell(deadline_id=payload["deadline"], kind=payload["kind"], due_version=payload["version"], at=at)
        case mail.MAIL:
            mail.send_mail(key=row.key, user_id=payload["user"], at=at)
        case "reaction":
            _reaction(payload["law"], payload["handler"]).handle(payload["event"])
        case _:
            raise ContractError(f"Een bericht van de soort {row.kind!r} bestaat niet.")


def _reaction(law: str, handler: str) -> Reaction:
    for reaction in laws[law].reactions:
        if reaction.handle.__name__ == handler:
            return reaction
    raise ContractError(f"De wet {law!r} kent de reactie {handler!r} niet.")
