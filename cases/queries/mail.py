"""What may leave the building in an e-mail: a case number and a term. No name, no law, no free text."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cases.contract import Unit
from cases.models import Deadline, MessageItem, User
from cases.queries.messages import SUBJECTS, behind, visible_behind
from cases.queries.recipients import case_of
from cases.queries.terms import term_of
from cases.rules.calendar import AMSTERDAM
from cases.rules.wording import full_date


@dataclass(frozen=True, slots=True, kw_only=True)
class MailLine:
    """One term. `number` is "" and `case` None for a term of a household or a person: those have no number."""

    number: str
    case: UUID | None
    text: str
    late: bool


def mail_lines(user: User, key: str, at: datetime) -> tuple[MailLine, ...]:
    """The terms of this e-mail that still run, of what the colleague may see now; the soonest first."""
    items = MessageItem.objects.filter(mail=key, message__recipient=user, deadline__ended_at=None)
    related = items.select_related(*(f"deadline__{path}" for path in SUBJECTS))
    deadlines = {row.deadline_id: row.deadline for row in related.order_by("deadline__due_at", "pk")}
    visible = visible_behind(user, deadlines.values())
    return tuple(_line(row, at) for row in deadlines.values() if (type(behind(row)), behind(row).pk) in visible)


def _line(deadline: Deadline, at: datetime) -> MailLine:
    case = case_of(deadline)
    late = deadline.is_overdue(at)
    return MailLine(
        number=case.number if case else "",
        case=case.uuid if case else None,
        text=f"{term_of(deadline).label}: {_last_day(deadline, late=late)}",  # never the label of a task: free text
        late=late,
    )


def _last_day(deadline: Deadline, *, late: bool) -> str:
    """With the whole date: an e-mail may be read days later."""
    if deadline.due_on is None or deadline.due_at is None:
        return "staat nu stil"
    until = full_date(deadline.due_on)
    if deadline.unit == Unit.HOURS:
        until += f" {deadline.due_at.astimezone(AMSTERDAM):%H.%M} uur"
    return f"te laat, dit moest uiterlijk {until}" if late else f"uiterlijk {until}"
