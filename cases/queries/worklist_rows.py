"""One row of the work list: what the term, the law's own data and the case say, ready to be drawn."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from textwrap import shorten
from uuid import UUID, uuid4

from django.db.models import Case as Choice
from django.db.models import Q, TextField, Value, When
from django.db.models.expressions import Combinable

from cases.contract import Law, Nature, Phase, Term, Unit, laws, local_day
from cases.models import Case, Deadline, User
from cases.models.deadline import pressing
from cases.queries.bring import bring
from cases.queries.clocks import Mark, clock_of, marks_of, near_day, up_to_date
from cases.queries.colleagues import Colleague, Dividing
from cases.queries.terms import calendar as read_calendar
from cases.queries.terms import term_of
from cases.rules.calendar import Calendar
from cases.rules.clock import Clock

SOON = 7  # days
SHOWN = 110  # characters of the resident's own words


class Band(IntEnum):
    """How pressing a row is, in the order of the page."""

    URGENT = 0
    LATE = 1
    SOON = 2
    LATER = 3
    STILL = 4


TONES = {Band.URGENT: "is-spoed", Band.LATE: "is-let-op", Band.STILL: "is-pauze"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A case in the list. Texts are Dutch; `clock` is None where no term runs."""

    uuid: UUID
    number: str
    household: UUID
    version: int
    name: str
    title: str
    own_words: str  # their beginning, while the case has no subject yet
    law: Law
    phase: Phase
    state_label: str
    band: Band
    clock: Clock | None
    term_label: str  # which term the clock draws
    is_norm: bool
    law_text: str  # beside a norm: "wet: onverwijld (Wmo 2015 art. 2.3.3)"
    step: str
    step_note: str  # why it presses: what the law says once the term is over
    pause: str  # why the term stands still
    contact: str
    handler: User | None
    may_take: bool  # nobody has it, and the reader may
    takers: tuple[Colleague, ...]  # to whom the reader may give it
    marks: tuple[Mark, ...]
    norm_hours: int | None
    once: UUID = field(default_factory=uuid4)  # for the form of this row

    @property
    def tone(self) -> str:
        return TONES.get(self.band, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What all rows of a page share."""

    at: datetime
    calendar: Calendar
    divide: Dividing


def rows_of(cases: Sequence[Case], at: datetime, divide: Dividing, *, loaded: bool = False) -> list[Row]:
    """The rows of these cases (annotated with `deciding` and `said`), in their order.

    `loaded`: their deadlines hang on them already, with suspensions and extensions.
    """
    terms = {case.pk: list(filter(_counts, case.deadlines.all())) for case in cases} if loaded else _terms_of(cases)
    page = _Page(at=at, calendar=read_calendar(), divide=divide)
    return [_row(case, terms[case.pk], page) for case in cases]


def _counts(deadline: Deadline) -> bool:
    return deadline.ended_at is None or deadline.urgent


def _terms_of(cases: Sequence[Case]) -> dict[int, list[Deadline]]:
    """The open terms of each case and its urgent ones; why one stands still is asked only where one does."""
    wanted = Q(ended_at=None) | Q(urgent=True)
    rows = list(Deadline.objects.filter(wanted, case__in=[case.pk for case in cases]).order_by("pk"))
    bring([row for row in rows if row.suspended], "suspensions", "extensions")
    found: dict[int, list[Deadline]] = {case.pk: [] for case in cases}
    for row in rows:
        assert row.case_id is not None
        found[row.case_id].append(row)
    return found


def own_words() -> Combinable:
    """What the resident said, as each law keeps it: to annotate cases with."""
    said = [When(law=law.key, then=law.own_words) for law in laws if law.own_words is not None]
    return Choice(*said, default=Value(""), output_field=TextField())


def _row(case: Case, terms: list[Deadline], page: _Page) -> Row:
    at = page.at
    *_, deciding = case.deciding  # type: ignore[attr-defined]
    said = case.said or ""  # type: ignore[attr-defined]
    deadline = next((row for row in terms if row.pk == deciding), None)
    if deadline:
        up_to_date(deadline, page.calendar, at)
    term = _term(case, deadline) if deadline else None
    late = deadline is not None and deadline.is_overdue(at)
    still = deadline is not None and deadline.suspended
    band = _band(deadline, at)
    return Row(
        uuid=case.uuid,
        number=case.number,
        household=case.household.uuid,
        version=case.version,
        name=case.household.name,
        title=case.title,
        own_words="" if case.title else shorten(said, SHOWN, placeholder=" …"),
        law=case.law_data,
        phase=Phase(case.phase),
        state_label=case.state_data.label,
        band=band,
        clock=clock_of(deadline, page.calendar, at) if deadline else None,
        term_label=term.label if term else "",
        is_norm=term is not None and term.nature is Nature.NORM,
        law_text=_law_text(case, term, terms, at),
        step=_step(case, term, still=still),
        step_note=term.on_lapse if term and late else "",
        pause=_pause(deadline, term) if deadline and term and still else "",
        contact=near_day(case.contact_on, at, weekday=False) if case.contact_on else "",
        handler=case.handler,
        may_take=page.divide.may_take(case),
        takers=page.divide.takers(case),
        marks=marks_of(terms, at) if band is Band.URGENT else (),
        norm_hours=deadline.amount if deadline and deadline.unit == Unit.HOURS else None,
    )


def _band(deadline: Deadline | None, at: datetime) -> Band:
    """A window brings no band of its own above "later" once it is over: nobody is late for it."""
    if deadline is None:
        return Band.LATER
    if deadline.urgent:
        return Band.URGENT
    if deadline.suspended or deadline.due_on is None:
        return Band.STILL
    if deadline.is_overdue(at) or deadline.term in pressing():
        return Band.LATE
    return Band.SOON if 0 <= (deadline.due_on - local_day(at)).days <= SOON else Band.LATER


def _term(case: Case, deadline: Deadline) -> Term:
    """The text of the case's own procedure: another law may use the same term with other acts."""
    wanted = (deadline.term, deadline.term_valid_from)
    return next((t for t in case.procedure_data.terms if (t.key, t.valid_from) == wanted), None) or term_of(deadline)


def _step(case: Case, term: Term | None, *, still: bool) -> str:
    """What to do next: the act that meets the deciding term if it fits now, else what the state asks for.

    No guard runs: that would ask the database about every row. The case page says what stands in the way.
    """
    possible = [t for t in case.procedure_data.transitions if case.state in t.sources and t.by_people]
    keys = (
        frozenset[str]() if term is None or term.nature is Nature.WINDOW else term.resumed_by if still else term.met_by
    )
    if fitting := next((t for t in possible if t.key in keys), None):
        return fitting.label
    if todo := case.state_data.todo:
        return todo
    ordinary = next((t for t in possible if t.primary), None)
    return ordinary.label if ordinary else ""


def _law_text(case: Case, term: Term | None, terms: list[Deadline], at: datetime) -> str:
    """What the statute itself asks, beside a norm of the municipality: always when urgent, else when it presses too."""
    if term is None or term.nature is not Nature.NORM:
        return ""
    if term.law_says:
        return f"wet: {term.law_says} ({term.basis.text})"
    running = ((row.due_on, _term(case, row)) for row in terms if row.ended_at is None and row.due_on)
    due_on, statute = min(((day, t.label) for day, t in running if t.nature is Nature.STATUTE), default=(None, ""))
    if due_on is None or (not term.urgent and (due_on - local_day(at)).days > SOON):
        return ""
    return f"wet: {statute[:1].lower()}{statute[1:]} uiterlijk {near_day(due_on, at)}"


def _pause(deadline: Deadline, term: Term) -> str:
    waiting = next((row for row in deadline.suspensions.all() if row.completed_on is None), None)
    return next((pause.reason for pause in term.pauses if waiting and pause.by == waiting.by), "")
