"""What a functional administrator adds to the calendar and to the rules: a day by royal decree, a lawyer's word."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected, LockNotAvailable

from cases import access, events
from cases.actions.alarm import shifted_alarms
from cases.actions.deadline import recompute
from cases.actions.notify import queue_moved
from cases.contract import CaseError, Certainty, InvalidError, local_day, short_date
from cases.models import Alarm, Confirmation, Deadline, EquatedDay, User
from cases.queries.moves import Touch, touches, with_day_in_it
from cases.queries.rulebook import references
from cases.queries.terms import calendar as read_calendar
from cases.rules.calendar import Calendar, ClosedDay

PERMISSION = "cases.manage_terms"
ATTEMPTS = 20
BUSY = "Er wordt nu te veel tegelijk gewerkt om alle termijnen vast te houden. Probeer het over een minuut opnieuw."


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
    for _ in range(ATTEMPTS):
        try:
            return _add(day, name.strip(), source.strip(), actor, at)
        except OperationalError as error:
            if not isinstance(error.__cause__, (LockNotAvailable, DeadlockDetected)):
                raise
    raise CaseError(BUSY)


@transaction.atomic
def _add(day: date, name: str, source: str, actor: User, at: datetime) -> Effect:
    _hold_the_calendar()
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


def confirm_rule(*, reference: str, lawyer: str, confirmed_on: date, actor: User, at: datetime) -> Confirmation:
    """Record that a named lawyer of the municipality confirmed a rule: from now on its dates may stand in a letter.

    Raises NoAccessError, and InvalidError for an unknown rule, one that was confirmed already, or a day to come.
    """
    access.require(actor, PERMISSION)
    if reference not in references():
        raise InvalidError({"reference": ["Kies een regel uit de lijst"]})
    if not lawyer.strip():
        raise InvalidError({"lawyer": ["Vul de naam in van de jurist die deze regel bevestigt"]})
    if confirmed_on > local_day(at):
        raise InvalidError({"confirmed_on": ["Deze dag moet nog komen. Vul de dag in waarop de jurist bevestigde"]})
    with transaction.atomic():
        try:
            with transaction.atomic():
                confirmation = Confirmation.objects.create(
                    reference=reference, lawyer=lawyer.strip(), confirmed_on=confirmed_on, recorded_by=actor
                )
        except IntegrityError:
            raise InvalidError({"reference": ["Deze regel is al bevestigd"]}) from None
        payload = {"reference": reference, "confirmed_on": confirmed_on}
        events.record(kind="cases.rule_confirmed", subject=None, actor=actor, at=at, payload=payload)
    return confirmation


def _raise_if_closed(day: date, calendar: Calendar) -> None:
    """A day that is shipped and not confirmed yet may be added: with the decree named, its dates may enter a letter."""
    closed = calendar.closed(day)
    if closed and closed.certainty is not Certainty.SECOND_HAND:
        sentence = f"{short_date(day).capitalize()} telt al niet mee: {closed.name}. Kies een andere dag"
        raise InvalidError({"day": [sentence]})


def _calendar_with(day: date) -> Calendar:
    return read_calendar().with_days([ClosedDay(day, "", "")])


def _hold_the_calendar() -> None:
    """Wait for every act that read the calendar, and keep new ones from reading it until we are done.

    Else a term that starts this very moment would miss the day. Who reads holds the table in share until its
    transaction ends. What we wait for is given up soon, before PostgreSQL sees a circle and ends somebody's act.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '300ms'")
        cursor.execute("LOCK TABLE cases_equatedday IN ACCESS EXCLUSIVE MODE")
