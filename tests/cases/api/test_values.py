"""From JSON to what a form reads: types are strict, a moment is one ISO text, and a form decides what it says."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django import forms

from cases.api.errors import ShapeError
from cases.api.message import posted
from cases.forms.base import BaseForm
from cases.forms.fields import ClockField, DayField, MomentField, NumberField, RadioField, YesNoField

SAY = "Stuur een moment met een tijdzone, zoals 2026-11-24T10:42:00+01:00"


class Sample(BaseForm):
    moment = MomentField(label="Wanneer", required=False)
    day = DayField(label="Dag", required=False)
    clock = ClockField(label="Tijd", required=False)
    number = NumberField(label="Getal", required=False)
    whole = forms.IntegerField(label="Heel getal", required=False)
    choice = RadioField(label="Keus", choices=(("a", "A"), ("b", "B")), required=False)
    several = forms.MultipleChoiceField(label="Keuzes", choices=(("a", "A"), ("b", "B")), required=False)
    asked = YesNoField(label="Vraag", required=False)
    tick = forms.BooleanField(label="Vinkje", required=False)
    words = forms.CharField(label="Tekst", required=False)
    hidden = forms.BooleanField(widget=forms.HiddenInput, required=False)


def cleaned(**given: Any) -> dict[str, Any]:
    form = Sample(data=posted(Sample(), given))
    assert form.is_valid(), form.errors
    return form.cleaned_data


@pytest.mark.parametrize(
    ("name", "sent", "value"),
    [
        ("day", "2026-11-24", "2026-11-24"),
        ("clock", "14:30", "14:30:00"),
        ("number", 12.5, "12.5"),
        ("number", "12,50", "12.50"),
        ("whole", 3, "3"),
        ("choice", "b", "b"),
        ("several", ["a", "b"], "['a', 'b']"),
        ("asked", True, "True"),
        ("asked", False, "False"),
        ("asked", None, "None"),
        ("tick", True, "True"),
        ("tick", False, "False"),
        ("tick", None, "False"),
        ("words", "Een zin", "Een zin"),
    ],
)
def test_a_value_of_the_right_type(name: str, sent: Any, value: str) -> None:
    assert str(cleaned(**{name: sent})[name]) == value


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("tick", "nee"),
        ("tick", 0),
        ("asked", "ja"),
        ("asked", 1),
        ("words", 12),
        ("words", True),
        ("day", 20261124),
        ("moment", ["2026-11-24", "10:42"]),
        ("moment", 1_795_513_320),
        ("number", True),
        ("choice", ["a"]),
        ("several", "a"),
        ("several", [["a"]]),
        ("several", {"a": 1}),
        ("hidden", True),
        ("moment_dag", "24-11-2026"),
    ],
)
def test_a_value_of_another_type_or_of_a_field_nobody_fills_in(name: str, sent: Any) -> None:
    with pytest.raises(ShapeError) as caught:
        posted(Sample(), {name: sent})
    assert caught.value.errors.keys() == {name}


@pytest.mark.parametrize("text", ["2026-11-24T10:42:00+01:00", "2026-11-24T09:42:00Z", "2026-11-24T04:42-05:00"])
def test_a_moment_with_any_offset_is_the_moment_of_the_page(text: str) -> None:
    page = Sample(data={"moment_dag": "24-11-2026", "moment_tijd": "10.42"})
    assert page.is_valid()
    found = cleaned(moment=text)["moment"]
    assert found == page.cleaned_data["moment"] == datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
    assert found.isoformat() == page.cleaned_data["moment"].isoformat()  # so the event says the same


def test_a_moment_knows_which_of_two_equal_hours_is_meant() -> None:
    first, second = cleaned(moment="2026-10-25T02:30+02:00"), cleaned(moment="2026-10-25T02:30+01:00")
    assert first["moment"].astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert second["moment"].astimezone(UTC) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    ["2026-11-24T10:42:00", "2026-11-24", "10:42", "gisteren", "2026-02-30T10:00Z", "0001-01-01T00:00+14:00", "\0",
     "9999-12-31T23:59-12:00", "x" * 100_000],
)  # fmt: skip
def test_a_moment_that_cannot_be_read_says_what_to_send(text: str) -> None:
    form = Sample(data=posted(Sample(), {"moment": text}))
    assert form.errors == {"moment": [SAY]}
    assert "moment_dag" in form.as_p()  # a page that was sent such a value can still be drawn


def test_a_moment_outside_a_life_is_refused_with_the_range() -> None:
    form = Sample(data=posted(Sample(), {"moment": "1789-07-14T12:00:00Z"}))
    assert form.errors == {"moment": ["Vul een datum in van 01-01-1880 tot en met 31-12-2100"]}


def test_an_aware_datetime_from_code_is_read_too() -> None:
    at = datetime(2026, 11, 24, 9, 42, 7, tzinfo=UTC)
    assert MomentField().clean(at) == at
    with pytest.raises(forms.ValidationError):
        MomentField().clean(at.replace(tzinfo=None))


@pytest.mark.parametrize("empty", ["", None, []])
def test_a_required_moment_asks_for_one(empty: Any) -> None:
    with pytest.raises(forms.ValidationError) as caught:
        MomentField().clean(empty)
    assert caught.value.code == "required"
