"""The closed days: cross-checked with a well-kept library, differences listed with their reason."""

from datetime import date

import holidays
import pytest

from cases.rules.basis import Certainty
from cases.rules.calendar import SHIPPED, Calendar, ClosedDay, plus
from cases.rules.holidays import DECREED_DAYS, easter, recognised
from cases.rules.length import Length, Unit

from .reckoning import day, reckoned

YEARS = range(1990, 2101)
# A public holiday to the library, to the Atw an ordinary Sunday (closed as a Sunday all the same).
SUNDAYS_ONLY = {"Easter Sunday", "Pentecost"}


@pytest.mark.parametrize("year", YEARS)
def test_recognised_days_agree_with_the_library(year: int) -> None:
    library = holidays.NL(years=year, categories=("public", "optional"), language="en_US")
    theirs = {each for each, name in library.items() if name not in SUNDAYS_ONLY}
    assert set(recognised(year)) == theirs


@pytest.mark.parametrize("year", range(1970, 2101))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    assert easter(year).weekday() == 6
    assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


@pytest.mark.parametrize("decreed", DECREED_DAYS)
def test_decreed_days_are_ordinary_days_to_the_library(decreed: date) -> None:
    """They come from a royal decree, so no library knows them; each must add something."""
    assert Calendar({}).is_working_day(decreed)
    closed = SHIPPED.closed(decreed)
    assert closed is not None
    assert (closed.certainty, closed.basis) == (Certainty.SECOND_HAND, "Atw art. 3 lid 3")


# fmt: off
NAMES = [
    ("2026-01-01", "Nieuwjaarsdag"), ("2026-04-03", "Goede Vrijdag"), ("2026-04-06", "Tweede Paasdag"),
    ("2026-04-27", "Koningsdag"), ("2025-04-26", "Koningsdag"), ("2026-05-05", "Bevrijdingsdag"),
    ("2026-05-14", "Hemelvaartsdag"), ("2026-05-25", "Tweede Pinksterdag"), ("2026-12-25", "Eerste Kerstdag"),
    ("2026-12-26", "Tweede Kerstdag"), ("2016-05-05", "Bevrijdingsdag en Hemelvaartsdag"),
    ("2013-04-30", "Koninginnedag"), ("2026-11-21", "zaterdag"), ("2026-11-22", "zondag"),
    ("2026-04-05", "zondag"), ("2027-05-07", "extra vrije dag bij koninklijk besluit"),
]
# fmt: on


@pytest.mark.parametrize(("when", "name"), NAMES)
def test_closed_day_says_its_name(when: str, name: str) -> None:
    closed = SHIPPED.closed(day(when))
    assert closed is not None
    assert sorted(closed.name.split(" en ")) == sorted(name.split(" en "))


@pytest.mark.parametrize("when", ["2026-11-23", "2025-04-28", "2026-05-04", "2026-05-06", "2026-12-24", "2026-12-31"])
def test_ordinary_day_is_open(when: str) -> None:
    assert SHIPPED.closed(day(when)) is None


def test_added_day_moves_a_term() -> None:
    decree = ClosedDay(day("2026-12-21"), "extra vrije dag", "Stcrt. 2026, 1")
    calendar = SHIPPED.with_days([decree])
    assert calendar.closed(day("2026-12-21")) == decree
    assert SHIPPED.closed(day("2026-12-21")) is None


def test_unconfirmed_day_makes_the_proof_unconfirmed() -> None:
    assert reckoned("2026-11-09", "6 weken").confirmed
    assert reckoned("2026-11-21", "6 weken").confirmed
    assert not reckoned("2026-04-17", "4 weken").confirmed  # ends on a decreed day
    assert not reckoned("2027-05-04", "3 werkdagen").confirmed  # counts over one
    assert not reckoned("2025-03-15", "6 weken").confirmed  # Koningsdag on the 26th: from memory


def test_hours_are_not_counted_on_a_calendar() -> None:
    with pytest.raises(ValueError, match="Uren tel je op een klok"):
        plus(day("2026-11-21"), Length(48, Unit.HOURS), SHIPPED)


def test_length_beyond_every_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="kalender"):
        plus(day("2026-11-21"), Length(10**12, Unit.WEEKS), SHIPPED)


def test_working_days_count_back_too() -> None:
    assert SHIPPED.working_days(day("2027-01-04"), -5) == day("2026-12-24")
    assert SHIPPED.working_days(day("2027-01-04"), 0) == day("2027-01-04")


@pytest.mark.parametrize("certainty", Certainty)
def test_certainty_reads_as_a_sentence_part(certainty: Certainty) -> None:
    assert certainty.text.split()[0] in {"gezien", "gelezen,", "uit", "ingevoerd"}
