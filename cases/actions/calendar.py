"""A day by royal decree: what it would move, and adding it."""

from dataclasses import dataclass
from datetime import date, datetime

from cases import access, events
from cases.actions.alarm import shifted_alarms
from cases.actions.deadline import recompute
from cases.actions.hold import holding
from cases.actions.notify import queue_moved
from cases.contract import Certainty, InvalidError, short_date
from cases.models import Alarm, Deadline, EquatedDay, User
from cases.queries.moves import Touch, touches, with_day_in_it
from cases.queries.terms import calendar as read_calendar
from cases.rules.calendar import Calendar, ClosedDay

PERMISSION = "cases.manage_terms"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What adding a day does: the terms that move, and how many have the day in them and stay."""

    moved: tuple[Touch, ...]
    stay: int


def effect_of(day: date, *, at: datetime) -> Effect:
    """Say what adding `day` would do now; changes nothing. Raises InvalidError for a day that cannot be added."""
    _raise_if_closed(day, read_calendar())
    found = touches(with_day_in_it(day), _calendar_with(day), at)
    moved = tuple(touch for touch in found if touch.moves)
    return Effect(moved=moved, stay=len(found) - len(moved))


def add_equated_day(*, day: date, name: str, source: str, actor: User, at: datetime) -> Effect:
    """Add a day that counts as a holiday (Atw art. 3 lid 3), and move every open term it touches: all or nothing.

    Raises NoAccessError; InvalidError for a day that is closed already or a decree without name or source;
    CaseError when too many acts are under way to hold them all.
    """
    access.require(actor, PERMISSION)
    missing = {field: [sentence] for field, value, sentence in (
        ("name", name, "Vul in hoe deze dag heet"), ("source", source, "Vul in waar het besluit staat"),
    ) if not value.strip()}  # fmt: skip
    if missing:
        raise InvalidError(missing)
    return holding(EquatedDay._meta.db_table, lambda: _add(day, name.strip(), source.strip(), actor, at))  # noqa: SLF001


def _add(day: date, name: str, source: str, actor: User, at: datetime) -> Effect:
    # The event goes first: it takes the lock on the log's chain, so that nothing is left to wait for halfway.
    events.record(kind="cases.equated_day_added", subject=None, actor=actor, at=at, payload={"day": day})
    _raise_if_closed(day, read_calendar())
    EquatedDay.objects.create(day=day, name=name, source=source, added_by=actor, added_at=at)
    ids = with_day_in_it(day)
    list(Deadline.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))
    calendar = read_calendar()
    found = touches(ids, calendar, at)
    moved = tuple(touch for touch in found if touch.moves)
    shifted: list[Alarm] = []
    for touch in found:
        if touch.moves:
            _move(touch, day, calendar, actor, at)
        else:
            shifted += shifted_alarms(touch.deadline, touch.term, calendar)
    Alarm.objects.bulk_update(shifted, ["at"], batch_size=500)
    return Effect(moved=moved, stay=len(found) - len(moved))


def _move(touch: Touch, day: date, calendar: Calendar, actor: User, at: datetime) -> None:
    deadline = touch.deadline
    recompute(deadline, touch.term, calendar, at)
    payload = {
        "term": deadline.term,
        "was": touch.was,
        "due_on": deadline.due_on,
        "due_version": deadline.due_version,
        "reason": "equated_day",
        "day": day,
    }
    events.record(
        kind="cases.term_moved", subject=deadline.subject, actor=actor, at=at, payload=payload, law=deadline.law
    )
    queue_moved(deadline)


def _raise_if_closed(day: date, calendar: Calendar) -> None:
    """A day that is shipped and not confirmed yet may be added: with its source named, its dates may enter a letter.

    Second-hand are the days by decree, from memory is a Koningsdag that moved because the 27th is a Sunday.
    """
    closed = calendar.closed(day)
    if closed and closed.certainty is Certainty.SEEN:
        sentence = f"{short_date(day).capitalize()} telt al niet mee: {closed.name}. Kies een andere dag"
        raise InvalidError({"day": [sentence]})


def _calendar_with(day: date) -> Calendar:
    return read_calendar().with_days([ClosedDay(day, "", "")])
