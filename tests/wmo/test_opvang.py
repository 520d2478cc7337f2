"""Opvang and beschermd wonen: their own door, products and grounds, and a warm handover to another municipality."""

import pytest

from cases.contract import InvalidError
from cases.models import Case, Deadline, Event, Note
from tests.contract.drive import drive, ways
from tests.factories.case import act
from tests.wmo.examples import ASKED, GRANT, REFUSE

pytestmark = pytest.mark.django_db
WAY = next(way for way in ways() if way.key == "wmo-opvang")


def on_road(*road, at):
    journey = drive(WAY, ("register_opvang", *road), at)
    return Case.objects.get(pk=journey.case.pk), journey.worker, journey.at


def test_the_same_terms_run_from_its_own_door(at):
    case, _, _ = on_road(at=at)
    assert case.procedure == "opvang"
    assert set(Deadline.objects.filter(case=case).values_list("term", flat=True)) >= {
        "wmo.onderzoek", "wmo.persoonlijk_plan", "wmo.melding_bevestiging",
    }  # fmt: skip


@pytest.mark.parametrize(("category", "fits"), [("15", True), ("17", True), ("01", False)])
def test_only_its_own_products_can_be_granted(at, category, fits):
    case, worker, now = on_road(*ASKED[1:], at=at)
    data = {**GRANT, "category": category, "form": "zin"}
    if fits:
        assert act(case, "grant", worker, now, **data).state == "toekenning_klaar"
        return
    with pytest.raises(InvalidError) as refused:
        act(case, "grant", worker, now, **data)
    assert set(refused.value.errors) == {"category"}


def test_where_somebody_lives_is_no_ground_to_refuse(at):
    case, worker, now = on_road(*ASKED[1:], at=at)
    with pytest.raises(InvalidError) as refused:
        act(case, "refuse", worker, now, **{**REFUSE, "ground": "residence"})
    assert set(refused.value.errors) == {"ground"}


def test_another_municipality_takes_over_with_a_name_and_a_place_until_then(at):
    case, worker, now = on_road(at=at)
    data = dict(WAY.examples["hand_over_to_municipality"].data)
    for name in data:
        with pytest.raises(InvalidError) as refused:
            act(case, "hand_over_to_municipality", worker, now, **{**data, name: ""})
        assert set(refused.value.errors) == {name}
    assert act(case, "hand_over_to_municipality", worker, now, **data).state == "overgedragen"
    assert "Kanariestad" in Note.objects.get(case=case).text
    assert "Kanarie" not in str(Event.objects.get(kind="wmo.hand_over_to_municipality").payload)
