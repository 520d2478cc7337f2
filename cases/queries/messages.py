"""The messages of a colleague. What they say is read from the term as it is now: no text was stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Model

from cases.access import visible_to
from cases.contract import Law, Term, Unit, laws
from cases.models import Case, Deadline, Household, Message, MessageItem, MessageKind, Outcome, Person, User
from cases.queries.clocks import near_day
from cases.queries.recipients import case_of
from cases.queries.terms import term_of
from cases.rules.calendar import AMSTERDAM
from cases.rules.wording import full_date

SHOWN = 20
SUBJECTS = ("case__household", "household", "person", "task__case__household", "grant__content_object__household")
MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One term in a message: about whom, and how it stands now. `case` and `number` are empty without a case."""

    case: UUID | None
    number: str
    name: str
    law: Law
    label: str
    text: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One message. `upto` is its last item when it was read here: only that far can it be marked as read."""

    pk: int
    upto: int
    title: str
    sent: datetime
    new: bool
    lines: tuple[Line, ...]

    alone: bool  # its title is the label of its only line

    @property
    def tone(self) -> str:
        return self.lines[0].tone if self.alone else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    mails: tuple[Mail, ...]
    more: bool

    @property
    def unread(self) -> tuple[Mail, ...]:
        return tuple(mail for mail in self.mails if mail.new)


def inbox(user: User, at: datetime, *, shown: int = SHOWN) -> Inbox:
    """The newest messages; what a line is about must still pass the gate. The number of statements is fixed."""
    messages = list(user.messages.order_by("-created_at", "-pk")[: shown + 1])
    items = list(
        MessageItem.objects.filter(message__in=messages[:shown])
        .select_related(*(f"deadline__{path}" for path in SUBJECTS))
        .order_by("deadline__due_at", "pk")
    )
    visible = visible_behind(user, [item.deadline for item in items])
    by_message: dict[int, list[MessageItem]] = {}
    for item in items:
        by_message.setdefault(item.message_id, []).append(item)
    mails = (_mail(message, by_message.get(message.pk, []), visible, at) for message in messages[:shown])
    return Inbox(mails=tuple(mails), more=len(messages) > shown)


def visible_behind(user: User, deadlines: Iterable[Deadline]) -> set[tuple[type[Model], int]]:
    """Which of the cases, households and persons behind these terms this user may see."""
    wanted: dict[type[Model], set[int]] = {Case: set(), Household: set(), Person: set()}
    for deadline in deadlines:
        subject = behind(deadline)
        wanted[type(subject)].add(subject.pk)
    return {
        (model, pk)
        for model, pks in wanted.items()
        if pks
        for pk in visible_to(user, model).filter(pk__in=pks).values_list("pk", flat=True)
    }


def behind(deadline: Deadline) -> Model:
    """What the gate is asked about: for a task or a grant its case."""
    return case_of(deadline) or deadline.subject


def _mail(message: Message, items: list[MessageItem], visible: set[tuple[type[Model], int]], at: datetime) -> Mail:
    seen = [item for item in items if (type(behind(item.deadline)), behind(item.deadline).pk) in visible]
    lines = tuple(_line(item, at) for item in seen)
    daily = message.kind == MessageKind.DAILY
    return Mail(
        pk=message.pk,
        upto=max((item.pk for item in items), default=0),
        title=f"Overzicht van {full_date(message.day)}" if daily or not lines else lines[0].label,
        sent=message.created_at,
        new=message.read_at is None,
        lines=lines,
        alone=bool(lines) and not daily,
    )


def _line(item: MessageItem, at: datetime) -> Line:
    deadline, case, term = item.deadline, case_of(item.deadline), term_of(item.deadline)
    late = deadline.is_overdue(at)
    open_tone = "is-spoed" if deadline.urgent else "is-let-op" if late else ""
    return Line(
        case=case.uuid if case else None,
        number=case.number if case else "",
        name=_name(deadline, case),
        law=laws[deadline.law],
        label=f"{term.label} “{deadline.task.label}”" if deadline.task else term.label,
        text=_text(item, term, at),
        tone=open_tone if deadline.ended_at is None else "",
    )


def _name(deadline: Deadline, case: Case | None) -> str:
    if case:
        return case.household.name
    return deadline.household.name if deadline.household else deadline.person.display_name if deadline.person else ""


def _text(item: MessageItem, term: Term, at: datetime) -> str:
    """How the term stands now: what can follow its label and a colon."""
    deadline = item.deadline
    if deadline.ended_at is not None:
        return _ended(deadline, at)
    if deadline.due_on is None or deadline.due_at is None:
        return "staat nu stil."
    until = near_day(deadline.due_on, at)
    if deadline.unit == Unit.HOURS:
        until += f" {deadline.due_at.astimezone(AMSTERDAM):%H.%M} uur"
    if deadline.is_overdue(at):
        return f"te laat, dit moest uiterlijk {until}. {term.on_lapse}".strip()
    if item.signal_kind == MOVED or item.due_version != deadline.due_version:
        return f"nu uiterlijk {until}. De laatste dag is verschoven."
    return f"uiterlijk {until}."


def _ended(deadline: Deadline, at: datetime) -> str:
    assert deadline.ended_on is not None
    if deadline.outcome == Outcome.MET:
        return f"gehaald op {near_day(deadline.ended_on, at)}."
    return "voorbij." if deadline.outcome == Outcome.PASSED else "vervallen, dit hoeft niet meer."
