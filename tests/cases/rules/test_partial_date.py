from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.partial_date import Ages, PartialDate, age

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "shown"),
    [
        ("19470312", date(1947, 3, 12), date(1947, 3, 12), "12 maart 1947"),
        ("19480200", date(1948, 2, 1), date(1948, 2, 29), "februari 1948"),
        ("19470000", date(1947, 1, 1), date(1947, 12, 31), "1947"),
        ("00000000", None, None, "onbekend"),
    ],
)
def test_brp_date_is_a_range(text: str, earliest: date | None, latest: date | None, shown: str) -> None:
    day = PartialDate.parse(text)
    assert (day.earliest, day.latest, day.text) == (earliest, latest, shown)


@pytest.mark.parametrize(
    "text",
    ["19480538", "19821291", "20230229", "19470012", "00000312", "1947031", "194703121", "abcdefgh", "", "²0470312"],
)
def test_impossible_date_is_refused_in_dutch(text: str) -> None:
    with pytest.raises(ValueError, match="bestaat niet"):
        PartialDate.parse(text)


def test_impossible_parts_are_refused() -> None:
    for parts in ((None, 3, 1), (1947, None, 1), (1947, 0, None), (0, None, None), (10000, 1, 1)):
        with pytest.raises(ValueError, match="bestaat niet"):
            PartialDate(*parts)


@given(day=DAYS, on=DAYS)
def test_true_age_always_lies_within_the_range(day: date, on: date) -> None:
    for known in (PartialDate.of(day), PartialDate(day.year, day.month), PartialDate(day.year)):
        ages = known.ages_on(on)
        if day > on:
            assert ages is None or ages.youngest == 0
        else:
            assert ages is not None
            assert ages.youngest <= age(day, on) <= ages.oldest
            assert ages.oldest - ages.youngest <= 1
    assert PartialDate().ages_on(on) is None


@given(day=DAYS)
def test_range_holds_every_day_of_the_month(day: date) -> None:
    month = PartialDate(day.year, day.month)
    assert month.earliest is not None
    assert month.latest is not None
    assert month.earliest <= day <= month.latest
    assert (month.latest + timedelta(days=1)).day == 1


def test_age_changes_on_the_birthday() -> None:
    assert age(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age(date(2008, 2, 29), date(2026, 3, 1)) == 18
    assert PartialDate(2008, 11).ages_on(date(2026, 11, 15)) == Ages(17, 18)


def test_ages_are_shown_as_one_or_as_a_choice() -> None:
    assert [Ages(34, 34).text, Ages(17, 18).text, Ages(1, 3).text] == ["34", "17 of 18", "1 tot en met 3"]
    assert (Ages(34, 34).exact, Ages(17, 18).exact) == (34, None)
