"""Two versions of one form beside each other: who changed what, and that every typed text survives."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from cases.contract import ActForm
from cases.forms.base import BaseForm
from cases.forms.compare import BASIS, EMPTY, as_typed, basis_of, compare, typed
from cases.forms.fields import DayField, MomentField, NumberField, YesNoField


class ReportForm(BaseForm, ActForm[dict[str, Any]]):
    story = forms.CharField(label="Verhaal", required=False, widget=forms.Textarea)
    amount = NumberField(label="Hoeveel", required=False)
    unit = forms.ChoiceField(label="Eenheid", choices=(("04", "uur"), ("14", "etmalen")), required=False)
    day = DayField(label="Dag", required=False)
    known = YesNoField(label="Bekend", required=False)
    moment = MomentField(label="Moment", required=False)
    extra = forms.CharField(label="Alleen van nu", required=False)


RECORD = {"story": "Eerst.", "amount": None, "unit": "04", "day": None, "known": None, "moment": None}


def posted(**data: str) -> QueryDict:
    found = QueryDict(mutable=True)
    found.update({"csrfmiddlewaretoken": "x", "seen": "1", "once": "y"} | data)
    return found


def compared(data: dict[str, str], record: dict[str, Any]) -> Any:
    post = posted(**data)
    mine, theirs = as_typed(ReportForm(post)), ReportForm(initial=record)
    return compare(post, mine, theirs, me="Ik, nu", them="Jij, toen")


def test_values_are_compared_by_meaning_not_by_how_they_are_written() -> None:
    record = RECORD | {
        "amount": 2,
        "day": forms.DateField().to_python("2026-11-24"),
        "known": True,
        "story": "Een\ntwee",
    }
    data = {"story": " Een\r\ntwee ", "amount": "2,00", "unit": "04", "day": "24 11 2026", "known": "ja"}
    found = compared(data, record)
    assert found.choices == found.merged == ()


def test_a_field_that_only_the_other_changed_takes_theirs() -> None:
    found = compared({"story": "Eerst.", f"{BASIS}story": "Eerst.", "unit": "04"}, RECORD | {"story": "Later."})
    assert [(row.label, row.text, row.why) for row in found.merged] == [
        ("Verhaal", "Later.", "alleen door een ander gewijzigd")
    ]
    assert ("story", "Later.") in found.carried
    assert ("story", "Eerst.") not in found.carried


def test_a_field_that_only_i_changed_stays_mine() -> None:
    found = compared({"story": "Anders.", f"{BASIS}story": "Eerst.", "unit": "04"}, RECORD)
    assert [(row.text, row.why) for row in found.merged] == [("Anders.", "alleen door jou gewijzigd")]
    assert ("story", "Anders.") in found.carried


def test_a_long_text_that_both_changed_keeps_both_unless_somebody_chooses() -> None:
    found = compared({"story": "Van mij.", f"{BASIS}story": "Eerst.", "unit": "04"}, RECORD | {"story": "Van jou."})
    (choice,) = found.choices
    assert choice.chosen == "both"
    assert choice.both == "Ik, nu:\nVan mij.\n\nJij, toen:\nVan jou."
    assert "<ins>mij.</ins>" in choice.mine_shown
    assert all(name != "story" for name, _ in found.carried)


def test_without_a_basis_every_difference_is_a_choice() -> None:
    found = compared({"story": "Eerst.", "unit": "14"}, RECORD)
    (choice,) = found.choices
    assert (choice.label, choice.chosen, choice.mine, choice.theirs, choice.both) == ("Eenheid", "mine", "14", "04", "")
    assert (choice.mine_shown, choice.theirs_shown) == ("<ins>etmalen</ins>", "<ins>uur</ins>")


def test_an_emptied_field_does_not_wipe_what_the_other_wrote_by_itself() -> None:
    found = compared({"story": "", f"{BASIS}story": "Eerst.", "unit": "04"}, RECORD | {"story": "Van jou."})
    (choice,) = found.choices
    assert (choice.chosen, choice.both, EMPTY in choice.mine_shown) == ("theirs", "", True)


MOMENT = {"moment_dag": "24-11-2026", "moment_tijd": "10.30"}
LATER = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


def test_what_cannot_be_one_radio_button_is_chosen_in_its_own_inputs() -> None:
    found = compared({"story": "Eerst.", "unit": "04"} | MOMENT, RECORD)
    (choice,) = found.choices
    assert EMPTY in choice.theirs_shown
    assert 'value="24-11-2026"' in str(choice.inputs)
    assert not {"moment", "moment_dag", "moment_tijd"} & {name for name, _ in found.carried}


def test_a_field_of_several_inputs_that_only_the_other_changed_takes_theirs() -> None:
    basis = {f"{BASIS}moment": '["24-11-2026", "10.30"]'}
    found = compared({"story": "Eerst.", "unit": "04"} | MOMENT | basis, RECORD | {"moment": LATER})
    assert [row.why for row in found.merged] == ["alleen door een ander gewijzigd"]
    assert {("moment_dag", "25-11-2026"), ("moment_tijd", "09.00")} <= set(found.carried)


class TickForm(BaseForm, ActForm[dict[str, Any]]):
    secret = forms.BooleanField(label="Vertrouwelijk", required=False)
    plans = forms.MultipleChoiceField(
        label="Plannen", choices=(("a", "Auto"), ("b", "Bus")), required=False, widget=forms.CheckboxSelectMultiple
    )


def ticked(data: dict[str, Any], record: dict[str, Any]) -> Any:
    post = QueryDict(mutable=True)
    for name, value in data.items():
        post.setlist(name, value if isinstance(value, list) else [value])
    return compare(post, as_typed(TickForm(post)), TickForm(initial=record), me="Ik", them="Jij")


def test_a_box_that_only_the_other_ticked_stays_ticked() -> None:
    basis = {"basis-secret": "", "basis-plans": '["a"]'}
    found = ticked({"plans": ["a"]} | basis, {"secret": True, "plans": ["b", "a"]})
    assert {row.text for row in found.merged} == {"Ja", "Auto, Bus"}
    assert sorted(found.carried) == [("plans", "a"), ("plans", "b"), ("secret", "on")]


def test_boxes_that_only_i_ticked_stay_mine_in_whatever_order() -> None:
    basis = {"basis-secret": "", "basis-plans": '["b", "a"]'}
    found = ticked({"secret": "on", "plans": ["a", "b"]} | basis, {"secret": False, "plans": ["a", "b"]})
    assert [row.text for row in found.merged] == ["Ja"]
    assert ("secret", "on") in found.carried


def test_fields_that_are_not_kept_are_carried_and_those_of_the_page_are_not() -> None:
    found = compared({"story": "Eerst.", "unit": "04", "extra": "Nieuw", f"{BASIS}unit": "04"}, RECORD)
    assert ("extra", "Nieuw") in found.carried
    assert {name for name, _ in found.carried} == {"story", "unit", "extra"}
    assert ("basis-story", "Eerst.") in found.basis


def test_markup_in_a_text_is_shown_as_text() -> None:
    found = compared({"story": "<script>x</script>", "unit": "04"}, RECORD)
    assert "&lt;script&gt;" in found.choices[0].mine_shown


def test_the_basis_is_what_the_inputs_would_post() -> None:
    day = forms.DateField().to_python("2026-11-24")
    basis = dict(basis_of(ReportForm(initial=RECORD | {"day": day, "known": True})))
    assert basis["basis-day"] == "24-11-2026"
    assert basis["basis-known"] == "ja"
    assert basis["basis-moment"] == '["", ""]'


@pytest.mark.parametrize(("data", "label", "text"), [
    ({"story": "Een\r\ntwee"}, "Verhaal", "Een\ntwee"),
    ({"unit": "14"}, "Eenheid", "etmalen"),
    ({"known": "nee"}, "Bekend", "Nee"),
    ({"day": "31-11-2026"}, "Dag", "31-11-2026"),
    ({"amount": "2,50"}, "Hoeveel", "2,5"),
    ({"moment_dag": "24-11-2026", "moment_tijd": ""}, "Moment", "24-11-2026"),
])  # fmt: skip
def test_everything_typed_can_be_copied_also_what_is_wrong(data: dict[str, str], label: str, text: str) -> None:
    assert [(row.label, row.text) for row in typed(as_typed(ReportForm(posted(**data))))] == [(label, text)]
