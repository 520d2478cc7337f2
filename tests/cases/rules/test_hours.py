"""Terms in hours: exact in UTC, through weekends and both changes of the clock."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cases.rules.atw import exempt
from cases.rules.calendar import AMSTERDAM, SHIPPED
from cases.rules.deadlines import reckon
from cases.rules.length import Length, Unit

from .reckoning import facts, longer, pause, reckoned


def amsterdam(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM)


# fmt: off
TABLE = [
    # begin (Amsterdam)                uren       einde (Amsterdam)
    (amsterdam(2026, 11, 21, 14, 30), "48 uur", amsterdam(2026, 11, 23, 14, 30)),   # een gewoon weekend
    (amsterdam(2026, 12, 24, 16, 0),  "24 uur", amsterdam(2026, 12, 25, 16, 0)),    # op Eerste Kerstdag: geen Atw
    (amsterdam(2027, 3, 27, 14, 30),  "48 uur", amsterdam(2027, 3, 29, 15, 30)),    # zomertijd: een uur later op de klok
    (amsterdam(2027, 10, 30, 14, 30), "48 uur", amsterdam(2027, 11, 1, 13, 30)),    # wintertijd: een uur eerder
    (amsterdam(2027, 3, 28, 1, 30),   "1 uur",  amsterdam(2027, 3, 28, 3, 30)),
]
# fmt: on


@pytest.mark.parametrize(("start", "length", "end"), TABLE)
def test_hours_run_on_the_clock_that_never_jumps(start: datetime, length: str, end: datetime) -> None:
    proof = reckoned(start, length)
    assert (proof.due_at, proof.due) == (end.astimezone(UTC), end)


def test_last_day_of_hours_is_the_day_in_amsterdam() -> None:
    assert reckoned(amsterdam(2026, 11, 21, 14, 30), "48 uur").due_on == date(2026, 11, 23)
    assert reckoned(amsterdam(2026, 11, 21), "48 uur").due_on == date(2026, 11, 22)  # over at midnight


def test_hours_in_utc_and_in_amsterdam_give_the_same_moment() -> None:
    start = amsterdam(2027, 3, 27, 14, 30)
    assert reckoned(start, "48 uur").due_at == reckoned(start.astimezone(UTC), "48 uur").due_at


def test_hours_are_lengthened_by_hours() -> None:
    proof = reckoned(amsterdam(2026, 11, 21, 14, 30), "24 uur", extensions=(longer("24 uur"),))
    assert proof.due_at == amsterdam(2026, 11, 23, 14, 30).astimezone(UTC)


def test_day_term_starts_on_the_amsterdam_day_of_a_moment() -> None:
    late_evening = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # already 21 November in Amsterdam
    assert reckoned(late_evening, "6 weken").due_on == date(2027, 1, 4)


def test_day_term_ends_at_the_start_of_the_next_amsterdam_day() -> None:
    winter, summer = reckoned("2026-11-09", "6 weken"), reckoned("2027-06-01", "2 weken")
    assert winter.due_at == datetime(2026, 12, 21, 23, tzinfo=UTC)
    assert summer.due_at == datetime(2027, 6, 15, 22, tzinfo=UTC)
    change = reckoned("2027-03-14", "14 dagen")  # rolls from Sunday 28 and Monday 29 (Easter) to Tuesday
    assert change.due_at == datetime(2027, 3, 30, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "more"),
    [
        (date(2026, 11, 21), {}),
        (datetime(2026, 11, 21, 14, 30), {}),
        (amsterdam(2026, 11, 21), {"suspensions": (pause("2026-11-21", "2026-11-24"),)}),
        (amsterdam(2026, 11, 21), {"extensions": (longer("1 dag"),)}),
        (amsterdam(2100, 12, 31, 20), {}),
    ],
)
def test_hours_that_cannot_be_are_refused(start: date, more: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        reckoned(start, "48 uur", **more)


def test_day_term_refuses_a_moment_without_zone() -> None:
    with pytest.raises(ValueError, match="tijdzone"):
        reckoned(datetime(2026, 11, 21, 14, 30), "6 weken")


def test_hours_too_many_for_any_calendar_are_refused() -> None:
    endless = replace(facts(amsterdam(2026, 11, 21), "48 uur"), length=Length(10**9, Unit.HOURS))
    with pytest.raises(ValueError, match="kalender"):
        reckon(endless, SHIPPED)


def test_negative_length_is_refused() -> None:
    with pytest.raises(ValueError, match="korter zijn dan nul"):
        reckon(replace(facts("2026-11-21", "6 weken"), length=Length(-1, Unit.WEEKS)), SHIPPED)


def test_hours_are_outside_the_atw() -> None:
    assert exempt(Length(48, Unit.HOURS)) == "een termijn in uren"
