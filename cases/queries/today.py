"""What asks for attention today, beside the work list: the last days of today and the newest unread messages."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from cases.access import visible_to
from cases.contract import Unit, local_day
from cases.models import Case, Deadline, MessageItem, User
from cases.models.deadline import windows
from cases.queries.clocks import near_day
from cases.queries.signed_in import surroundings_of
from cases.queries.terms import term_of
from cases.rules.calendar import AMSTERDAM, ONE_DAY, end_of_day

LISTED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One line: whose case, which term, and a word about it. Words come from the contract, not from a stored text."""

    case: UUID
    name: str
    text: str
    until: str = ""
    late: bool = False


def due_today(cases: QuerySet[Case], at: datetime) -> tuple[Notice, ...]:
    """The terms of these cases (already through the gate) whose last day is today; windows of residents left out."""
    today = local_day(at)
    rows = (  # the range says nothing new, but due_at is the column with an index
        Deadline.objects.open()
        .filter(due_on=today, due_at__range=(end_of_day(today - ONE_DAY), end_of_day(today)), case__in=cases)
        .exclude(term__in=windows())
        .select_related("case__household")
        .order_by("due_at", "pk")[:LISTED]
    )
    return tuple(_notice(row, at) for row in rows)


def unread(user: User, at: datetime) -> tuple[Notice, ...]:
    """The running terms of the newest unread messages, each once, of cases this user may still see."""
    if not surroundings_of(user).unread:
        return ()
    items = MessageItem.objects.filter(message__recipient=user, message__read_at=None)
    newest = items.filter(deadline=OuterRef("pk")).order_by("-added_at").values("added_at")[:1]
    rows = (
        Deadline.objects.open()
        .filter(pk__in=items.values("deadline"), case__in=visible_to(user, Case))
        .annotate(told_at=Subquery(newest))
        .select_related("case__household")
        .order_by("-told_at", "pk")[:LISTED]
    )
    return tuple(_notice(row, at) for row in rows)


def _notice(deadline: Deadline, at: datetime) -> Notice:
    assert deadline.case is not None
    return Notice(
        case=deadline.case.uuid,
        name=deadline.case.household.name,
        text=term_of(deadline).label,
        until=_until(deadline, at),
        late=deadline.is_overdue(at),
    )


def _until(deadline: Deadline, at: datetime) -> str:
    if deadline.due_on is None or deadline.due_at is None:
        return "staat stil"
    clock = f" {deadline.due_at.astimezone(AMSTERDAM):%H.%M} uur" if deadline.unit == Unit.HOURS else ""
    return f"{'te laat: ' if deadline.is_overdue(at) else ''}uiterlijk {near_day(deadline.due_on, at)}{clock}"
