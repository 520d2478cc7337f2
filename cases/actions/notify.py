"""A signal becomes a message in the application: ordinary terms share one a day, what cannot wait comes alone."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from cases.actions.alarm import CLOSES, RESUMES
from cases.actions.mail import queue_mail
from cases.contract import CaseError, Nature, Phase, Term, Unit, local_day
from cases.models import Deadline, Message, MessageItem, MessageKind, Outbox, User
from cases.queries.clock import database_now
from cases.queries.recipients import recipients_of, team_of
from cases.queries.terms import term_of

MOVED = "moved"  # the kind of signal that says that a last day changed without an act of the colleague
BREACH = "breach"


class NobodyToTellError(CaseError):
    """Nobody works on this: the message waits, visible, until somebody does."""


@transaction.atomic
def tell(*, deadline_id: int, kind: str, due_version: int, at: datetime) -> int:
    """Tell who should know that a warning of `kind` went off; returns how many were told.

    Told twice it changes nothing. A term that ended or moved meanwhile tells nobody. Raises NobodyToTellError.
    """
    deadline = Deadline.objects.filter(pk=deadline_id, due_version=due_version, ended_at=None).first()
    if deadline is None or _overtaken(deadline, kind, at):
        return 0
    if deadline.task is not None and deadline.task.case.phase == Phase.CLOSED:
        return 0  # nothing signals for a closed case; its tasks stay on the list until somebody ends them
    term = term_of(deadline)
    if kind == BREACH and term.nature is Nature.WINDOW:
        return 0  # somebody else's time is over: nobody is late
    recipients = team_of(deadline, at) if _at_start(term, kind) else recipients_of(deadline, at)
    if not recipients:
        raise NobodyToTellError("Niemand werkt aan deze zaak: er is niemand om te waarschuwen.")
    single = is_urgent(deadline, term, kind)
    for user in recipients:
        _add(user, deadline, kind, single=single, at=at)
    return len(recipients)


def is_urgent(deadline: Deadline, term: Term, kind: str) -> bool:
    """Whether this warning gets a message of its own. News of a moved day can wait, unless hours count."""
    if kind == MOVED:
        return deadline.unit == Unit.HOURS
    warning = next((warning for warning in term.warnings if warning.kind == kind), None)
    return deadline.urgent or kind == BREACH or (warning is not None and warning.urgent)


def _at_start(term: Term, kind: str) -> bool:
    return any(warning.kind == kind and warning.at_start for warning in term.warnings)


def queue_moved(deadline: Deadline) -> None:
    """Let the people of this term know that its last day moved; in the transaction that moved it."""
    now = database_now()
    Outbox.objects.create(
        key=f"moved:{deadline.pk}:{deadline.due_version}",
        kind="signal",
        payload={"deadline": deadline.pk, "kind": MOVED, "version": deadline.due_version},
        created_at=now,
        not_before=now,
    )


def mark_read(*, user: User, message: int, upto: int, at: datetime) -> bool:
    """Mark a message as read up to item `upto`; what came in after the page was shown stays unread."""
    newer = MessageItem.objects.filter(message=OuterRef("pk"), pk__gt=upto)
    return bool(user.messages.filter(~Exists(newer), pk=message, read_at=None).update(read_at=at))


def _overtaken(deadline: Deadline, kind: str, at: datetime) -> bool:
    """Whether a later warning of the same end is due as well: that one says it all (after a pause of the watcher)."""
    alarms = deadline.alarms.filter(due_version=deadline.due_version)
    own = alarms.filter(kind=kind).values_list("at", flat=True).first()
    if own is None:
        return False
    return alarms.filter(at__gt=own, at__lte=at).exclude(kind__in=(CLOSES, RESUMES)).exists()


def _add(user: User, deadline: Deadline, kind: str, *, single: bool, at: datetime) -> None:
    told = MessageItem.objects.filter(
        message__recipient=user, deadline=deadline, signal_kind=kind, due_version=deadline.due_version
    )
    if told.exists():
        return
    if single:
        message = Message.objects.create(recipient=user, kind=MessageKind.SINGLE, day=local_day(at), created_at=at)
    else:
        message, _ = Message.objects.get_or_create(
            recipient=user, kind=MessageKind.DAILY, day=local_day(at), defaults={"created_at": at}
        )
    MessageItem.objects.create(
        message=message,
        deadline=deadline,
        signal_kind=kind,
        due_version=deadline.due_version,
        added_at=at,
        mail=queue_mail(message),
    )
    Message.objects.filter(pk=message.pk).update(read_at=None)  # there is news in it
