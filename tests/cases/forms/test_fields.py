"""Fields read what people type."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from cases.forms.fields import ClockField, DayField, MomentField, NumberField, WholeNumberField, YesNoField

A_DAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text", ["24-11-2026", "24 11 2026", "2026-11-24", "24/11/2026", "24.11.2026", " 24  11 2026 ", "24 - 11 - 2026"]
)
def test_day_is_read_in_every_common_way(text):
    assert DayField().clean(text) == A_DAY


@pytest.mark.parametrize(
    "text",
    [
        "31-11-2026",
        "29 2 2027",
        "24-11-26",
        "11-24-2026",
        "morgen",
        "2026-11-24T10:00",
        "24",
        "24-11-2026x",
        "٢٤-11-2026x",
    ],
)
def test_day_that_does_not_exist_says_what_to_do(text):
    with pytest.raises(forms.ValidationError):
        DayField().clean(text)


@pytest.mark.parametrize("text", ["1-1-0001", "31-12-9999", "1-1-1879"])
def test_day_outside_a_life_is_refused_with_the_range(text):
    with pytest.raises(forms.ValidationError) as caught:
        DayField().clean(text)

    assert caught.value.messages == ["Vul een datum in van 01-01-1880 tot en met 31-12-2100"]


@given(st.text(max_size=40))
def test_no_text_breaks_a_day(text):
    try:
        value = DayField(required=False).clean(text)
    except forms.ValidationError:
        return
    assert value is None or isinstance(value, date)


@pytest.mark.parametrize(
    ("text", "hour", "minute"),
    [("14.30", 14, 30), ("14:30", 14, 30), ("1430", 14, 30), ("14u30", 14, 30), ("14 uur", 14, 0), ("8.05 uur", 8, 5)],
)
def test_time_is_read_in_every_common_way(text, hour, minute):
    value = ClockField().clean(text)

    assert (value.hour, value.minute) == (hour, minute)


@pytest.mark.parametrize("text", ["25.00", "14.60", "half drie", "143", "14.3", ""])
def test_time_that_does_not_exist_is_refused(text):
    with pytest.raises(forms.ValidationError):
        ClockField().clean(text)


def test_moment_is_an_amsterdam_time():
    assert MomentField().clean(["24-11-2026", "10.42"]) == datetime(2026, 11, 24, 9, 42, tzinfo=UTC)


def test_moment_in_the_hour_that_comes_twice_is_the_first_one():
    """A term in hours then ends earlier, never later."""
    assert MomentField().clean(["25-10-2026", "02.30"]).astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_moment_in_the_hour_that_does_not_exist_is_refused():
    with pytest.raises(forms.ValidationError) as caught:
        MomentField().clean(["29-3-2026", "02.30"])

    assert caught.value.messages == [
        "Deze tijd bestaat niet: de klok ging die nacht een uur vooruit. Kies een andere tijd"
    ]


def test_half_a_moment_asks_for_the_other_half():
    with pytest.raises(forms.ValidationError) as caught:
        MomentField().clean(["24-11-2026", ""])

    assert caught.value.messages == ["Vul een tijd in, zoals 14.30"]


def test_half_of_an_optional_moment_is_no_moment_either():
    with pytest.raises(forms.ValidationError) as caught:
        MomentField(required=False).clean(["24-11-2026", ""])

    assert caught.value.messages == ["Vul de datum en de tijd allebei in"]


@pytest.mark.parametrize(("answer", "value"), [("ja", True), ("nee", False)])
def test_yes_or_no(answer, value):
    assert YesNoField().clean(answer) is value


@pytest.mark.parametrize("answer", ["", None, "misschien", "True"])
def test_no_answer_is_never_a_no(answer):
    with pytest.raises(forms.ValidationError):
        YesNoField().clean(answer)


def test_open_question_that_may_stay_open_is_none():
    assert YesNoField(required=False).clean("") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,50", "12.50"),
        ("12.50", "12.50"),
        ("1.234,50", "1234.50"),
        ("€ 12,50", "12.50"),
        ("1.234.567,5", "1234567.5"),
    ],
)
def test_number_is_read_as_dutch_people_write_it(text, value):
    assert NumberField().clean(text) == Decimal(value)


@pytest.mark.parametrize("text", ["12,5,0", "1,234.50", "NaN", "veel", "1e5x"])
def test_number_that_cannot_be_read_is_refused(text):
    with pytest.raises(forms.ValidationError):
        NumberField().clean(text)


@pytest.mark.parametrize("text", ["2,5", "twee", "2 3"])
def test_whole_number_that_cannot_be_read_is_refused(text):
    with pytest.raises(forms.ValidationError):
        WholeNumberField().clean(text)
