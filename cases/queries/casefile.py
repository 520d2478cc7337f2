"""One case with all that its page shows, in a fixed number of statements however much there is of it.

The gate and the read line are not here: `access.open_case()` goes first.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from cases import access
from cases.contract import Panel, Phase, Slot
from cases.models import Case, Coordinator, LetterState, NoteKind, User
from cases.queries.bring import bring
from cases.queries.caseterms import Ended, Running, Urgent, deadlines_of, ended, running, urgent_lane
from cases.queries.colleagues import Colleague, colleagues_of, may_hand_over, may_take_over
from cases.queries.coordinators import COORDINATORS, coordinator_of
from cases.queries.documents import DocumentRow, documents_of
from cases.queries.reach import REACH
from cases.queries.records import RecordRow, editables_of
from cases.queries.retention import Kept, kept
from cases.queries.tasks import TASKS, TaskRow, tasks_of
from cases.queries.timeline import Item, Looks, events_of, looks, looks_at, names_of, timeline
from cases.queries.undoable import Undoable, undoable
from cases.rules.calendar import local_day
from cases.rules.wording import SHORT_MONTHS

RELATIONS = (  # of every case, whatever its law
    "deadlines__suspensions",
    "deadlines__extensions",
    "letters__withdrawal",
    "notes__author",
    "followed_by",
    *TASKS,
    *(f"household__{path}" for path in COORDINATORS),
    *(f"person__{path}" for path in REACH),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One stop of the road: passed (with its day), where the case stands, or still to come."""

    label: str
    done: bool
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """`withdrawn`: a draft that another replaced; it never became a letter and can't be opened."""

    uuid: str
    title: str
    sent_on: date | None
    channel: str
    state_text: str
    withdrawn: bool
    clock: str
    taken_back: bool = False  # it was sent, and withdrawn afterwards


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    text: str
    kind_text: str
    happened_on: date
    author_name: str
    own_words: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A law's panel with what it found."""

    panel: Panel
    context: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """All of one case for one reader at one moment."""

    case: Case
    at: datetime
    permissions: frozenset[str]
    road: tuple[Stop, ...]
    running: tuple[Running, ...]
    ended: tuple[Ended, ...]
    urgent: Urgent | None
    panels: tuple[Box, ...]
    top: tuple[Box, ...]  # across the page, above all else
    aside: tuple[Box, ...]  # in the narrow column
    letters: tuple[LetterRow, ...]
    notes: tuple[NoteRow, ...]
    documents: tuple[DocumentRow, ...]
    tasks: tuple[TaskRow, ...]
    owners: tuple[Colleague, ...]  # who could do a task here
    timeline: tuple[Item, ...]
    looks: Looks
    editables: tuple[RecordRow, ...]  # what of the law this reader may edit beside the steps
    undoable: tuple[Undoable, ...]  # what this reader may take back
    coordinator: Coordinator | None
    may_take: bool  # this reader may take the case over
    kept: Kept | None  # how long, once it is closed
    takers: tuple[Colleague, ...]  # to whom this reader may hand it

    @property
    def today(self) -> date:
        return local_day(self.at)

    @property
    def open_tasks(self) -> tuple[TaskRow, ...]:
        return tuple(row for row in self.tasks if row.done_at is None)

    @property
    def done_tasks(self) -> tuple[TaskRow, ...]:
        return tuple(row for row in self.tasks if row.done_at is not None)

    @property
    def main(self) -> Running | None:
        """The ordinary term whose proof stands open: what the law sets goes before norms and windows."""
        return next((row for row in self.running if not row.term.urgent), None)

    @property
    def first(self) -> Running | None:
        """The ordinary term that is over first and that somebody here has to meet."""
        ours = [row for row in self.running if not row.is_window and not row.term.urgent and row.proof.due_at]
        return min(ours, key=lambda row: row.proof.due_at or self.at, default=None)

    @property
    def status(self) -> tuple[str, str]:
        """The badge in the head: its words and its tone."""
        if self.case.phase == Phase.CLOSED:
            return "gesloten", "is-rust"
        if self.urgent:
            return "spoed", "is-spoed"
        if pressing := next((row.term.presses for row in reversed(self.running) if row.term.presses), ""):
            return pressing, "is-spoed"
        if any(row.late for row in self.running):
            return "te laat", "is-let-op"
        if self.main and self.main.proof.suspended:
            return "termijn staat stil", "is-pauze"
        return self.case.state_data.label.lower(), "is-rust"


def bring_whole(case: Case, *more: str) -> None:
    """All that hangs on a case that is read: what each has, and what its law names. Never for an act: that asks."""
    bring([case], *RELATIONS, *case.law_data.relations, *more)


def casefile(user: User, case: Case, at: datetime) -> CaseFile:
    """Read the case for this user, with what its law names as its relations: the rows stay on the case, for its panels
    and guards.
    """
    permissions = access.permissions_on(user, case)
    bring_whole(case)
    rows = events_of(case)
    grouped, lines = looks_at(case, whole_log="cases.read_log" in permissions)
    names = names_of([row.actor_id for row in [*rows, *(lines or [])]] + [row["actor_id"] for row in grouped])
    items = timeline(case, rows, names)
    deadlines = deadlines_of(case)
    open_terms = running(deadlines, at)
    is_open = case.phase != Phase.CLOSED
    boxes = _panels(user, case, permissions)
    people = colleagues_of(case)
    return CaseFile(
        case=case,
        at=at,
        permissions=permissions,
        road=_road(case, items),
        running=open_terms,
        ended=ended(case, deadlines),
        urgent=urgent_lane(case, deadlines, open_terms, items, at),
        panels=boxes[Slot.CASE],
        top=boxes[Slot.TOP],
        aside=boxes[Slot.ASIDE],
        letters=_letters(case),
        notes=_notes(case),
        documents=documents_of(user, case),
        tasks=tasks_of(case, at),
        owners=people,
        timeline=items,
        looks=looks(grouped, lines, names),
        editables=editables_of(case, permissions),
        undoable=tuple(
            step for step in undoable(case, rows, case.letters.all()) if step.transition.permission in permissions
        ),
        coordinator=coordinator_of(case.household),
        kept=kept(case, rows),
        may_take=is_open and may_take_over(user, case, urgent=any(row.term.urgent for row in open_terms)),
        takers=tuple(one for one in people if one.pk != user.pk) if is_open and may_hand_over(user, case) else (),
    )


def _road(case: Case, items: tuple[Item, ...]) -> tuple[Stop, ...]:
    """The main road with the days on which it was walked. A case beside the road promises no next stops."""
    procedure = case.procedure_data
    reached: dict[str, datetime] = {}
    for item in items:  # newest first, so the first time that a state was reached stays
        state = str(item.payload.get("state", ""))
        if item.key and procedure.transition(item.key).target == state:
            reached[state] = item.at
    on_road = case.state in procedure.road
    keys = [key for key in procedure.road if on_road or key in reached]
    if not on_road:
        keys.append(case.state)
    return tuple(
        Stop(
            label=_dated(procedure.state(key).label, reached.get(key)),
            done=key in reached and (key != case.state or procedure.state(key).final),
            current=key == case.state,
        )
        for key in keys
    )


def _dated(label: str, at: datetime | None) -> str:
    if at is None:
        return label
    day = local_day(at)
    return f"{label} {day.day} {SHORT_MONTHS[day.month - 1]}"


def _panels(user: User, case: Case, permissions: frozenset[str]) -> dict[Slot, tuple[Box, ...]]:
    wanted = [p for p in case.law_data.panels if p.slot is not Slot.HOUSEHOLD and p.permission in permissions]
    boxes = [Box(panel=p, context=p.context(case, user)) for p in sorted(wanted, key=lambda p: p.order)]
    return {slot: tuple(box for box in boxes if box.context and box.panel.slot is slot) for slot in Slot}


def _letters(case: Case) -> tuple[LetterRow, ...]:
    law = case.law_data
    return tuple(
        LetterRow(
            uuid=str(row.uuid),
            title=law.letter(row.kind).label,
            sent_on=row.sent_on if row.state == LetterState.SENT else None,
            channel=row.channel,
            state_text=LetterState(row.state).label,
            withdrawn=row.state == LetterState.WITHDRAWN,
            clock=law.letter(row.kind).clock,
            taken_back=hasattr(row, "withdrawal"),
        )
        for row in sorted(case.letters.all(), key=lambda row: (row.drafted_at, row.pk), reverse=True)
    )


def _notes(case: Case) -> tuple[NoteRow, ...]:
    rows = sorted(case.notes.all(), key=lambda row: (row.happened_on, row.written_at, row.pk), reverse=True)
    return tuple(
        NoteRow(
            text=row.text,
            kind_text=NoteKind(row.kind).label,
            happened_on=row.happened_on,
            author_name=row.author.display_name,
            own_words=row.kind == NoteKind.OWN_WORDS,
        )
        for row in rows
    )
