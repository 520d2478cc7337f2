"""Little burden: a scootmobiel goes from melding to a sent beschikking with the counted fields, and with none fewer."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import call_command

from cases.actions.transition import perform
from cases.contract import ContractError, InvalidError, Registry
from cases.forms.burden import GOAL, count_road, total
from cases.management.commands import figures
from cases.models import Case, Event, Letter
from tests.factories.case import make_case, make_team, make_user
from tests.factories.person import make_household, make_person
from wmo.law import LAW
from wmo.procedure import MAATWERK

PAGE = Path("docs/figures.md")
NO_DANGER = dict.fromkeys(("danger", "no_basics", "eviction", "help_lost"), "nee")
ANSWERS = {
    "register_melding": {"safe_contact": "06 00000000", "own_words": "Ik kom niet meer bij de winkel.", **NO_DANGER},
    "offer_clientondersteuning": {"medium": "telefoon", "plan_wish": "no"},
    "give_verslag": {
        "problems": "Lopen gaat tot de hoek van de straat.",
        "needed": "Zelf naar de winkel en naar vrienden kunnen gaan.",
        "own_strength": "De buurman rijdt soms. De bus stopt te ver weg.",
        "remainder": "Vervoer in de buurt, elke dag.",
    },
    "grant": {"category": "12", "starts_on": "2026-12-07"},
}
ROAD = count_road(MAATWERK)


def needed(key: str) -> set[str]:
    return {name for step in ROAD if step.key == key for name, _ in step.fields}


@pytest.fixture
def worker(db):
    return make_user("fenna", "wmo.intake", "wmo.work", "wmo.decide", "cases.register", team=make_team())


def test_the_answers_are_exactly_the_counted_fields():
    assert {step.key: set(ANSWERS.get(step.key, {})) for step in ROAD if step.key} == {
        step.key: needed(step.key) for step in ROAD if step.key
    }


def test_with_the_counted_fields_alone_the_beschikking_is_sent(worker, at):
    first, *rest = MAATWERK.shortest
    case = make_case(worker, at, law="wmo", key=first, data=ANSWERS[first])
    for key in rest:
        refuse_each_gap(case, key, worker, at)
        case = step(case, key, worker, at, ANSWERS.get(key, {}))
    assert case.state == "beschikking_toegekend"
    assert list(Letter.objects.filter(case=case).order_by("pk").values_list("kind", "state")) == [
        ("ontvangstbevestiging", "sent"),
        ("verslag", "draft"),  # many a verslag is handed over by hand
        ("beschikking", "sent"),
    ]


def test_the_opening_step_refuses_each_gap(worker, at):
    first = MAATWERK.shortest[0]
    for name in sorted(needed(first)):
        with pytest.raises(InvalidError) as refused:
            make_case(worker, at, law="wmo", key=first, data=without(name, ANSWERS[first]))
        assert set(refused.value.errors) == {name}
    assert not Case.objects.exists()


def test_the_page_asks_for_the_person_and_nothing_more(client, worker):
    """As a browser without JavaScript posts it: everything else empty or as the page offers it."""
    person = make_person()
    make_household((person, "other"))
    client.force_login(worker)
    session = client.session
    session["started_at"] = 9_999_999_999.0
    session.save()
    whole = {"actie": "vastleggen", "onderwerp": "wmo.register_melding", **ANSWERS["register_melding"]}
    fields = {name for step in ROAD[:2] for name, _ in step.fields}
    whole["persoon"] = str(person.uuid)
    assert fields == whole.keys() - {"actie", "onderwerp"}
    for name in sorted(fields):
        answer = client.post("/melding", without(name, whole) | {"once": str(uuid4())})
        assert (name, answer.status_code) == (name, 400)
    assert not Case.objects.exists()
    client.post("/melding", whole | {"once": str(uuid4())})
    assert Case.objects.get().person == person


def test_the_total_keeps_the_goal():
    assert total(ROAD) <= GOAL == 15


def test_the_page_with_figures_is_fresh():
    text = PAGE.read_text()
    day = re.search(r"^Counted on (.+?) by ", text, re.MULTILINE)
    assert day, "no day"
    counted_on = datetime.strptime(day[1], "%d %B %Y").replace(tzinfo=UTC).date()
    counted, _, _ = text.partition(figures.MEASURED)  # what stands below that is of `make bench`
    assert counted.rstrip("\n") == figures.page(counted_on).rstrip("\n"), "run `make docs`"
    assert f"[{total(ROAD)} answers](docs/figures.md)" in Path("README.md").read_text()


def test_the_command_writes_the_page(tmp_path):
    call_command("figures", write=tmp_path / "figures.md")
    text = (tmp_path / "figures.md").read_text()
    assert text.splitlines()[0] == "# Figures"
    assert f"| **Total** | **{total(ROAD)}** |" in text


def test_one_required_field_more_shows_in_the_total():
    longer = (*MAATWERK.shortest[:5], "send_verslag", *MAATWERK.shortest[5:])
    assert total(count_road(replace(MAATWERK, shortest=longer))) == total(ROAD)
    refused = (*MAATWERK.shortest[:6], "refuse", "publish_refusal")
    assert {name for name, _ in count_road(replace(MAATWERK, shortest=refused))[-2].fields} == {"ground", "reasons"}


@pytest.mark.parametrize(
    ("shortest", "sentence"),
    [
        (("register_melding", "dance"), "wmo/maatwerk v1: de kortste weg noemt de onbekende stap 'dance'."),
        (
            ("start_onderzoek",),
            "wmo/maatwerk v1: de kortste weg begint met 'start_onderzoek', en die stap opent geen zaak.",
        ),
        (
            ("register_melding", "grant"),
            "wmo/maatwerk v1: op de kortste weg past de stap 'grant' niet bij de toestand 'melding_ontvangen'.",
        ),
    ],
)
def test_a_road_that_cannot_be_walked_stops_the_start_up(shortest, sentence):
    law = replace(LAW, procedures=(replace(MAATWERK, shortest=shortest),))
    with pytest.raises(ContractError) as refused:
        Registry().register(law)
    assert str(refused.value) == sentence


def refuse_each_gap(case, key, worker, at):
    """Without any one of its counted fields the step is refused, at that field, and nothing is written."""
    before = (Case.objects.get(pk=case.pk).version, Event.objects.count())
    for name in sorted(needed(key)):
        with pytest.raises(InvalidError) as refused:
            step(case, key, worker, at, without(name, ANSWERS[key]))
        assert set(refused.value.errors) == {name}
    assert (Case.objects.get(pk=case.pk).version, Event.objects.count()) == before


def step(case, key, worker, at, data):
    return perform(case_id=case.pk, key=key, actor=worker, data=data, at=at, seen=case.version, once=uuid4())


def without(name, answers):
    return {key: value for key, value in answers.items() if key != name}
