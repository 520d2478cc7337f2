"""One conversation about several laws: typed once, asked where chosen, a case under each, all or nothing."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django import forms
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

from cases.contract import laws
from cases.models import Case, Event, Household, OnceKey, Person
from tests.factories.case import make_team, make_user
from tests.factories.person import make_household, make_person
from tests.toylaw.forms import RequestForm
from tests.toylaw.others import law_like

pytestmark = pytest.mark.django_db
URL = "/melding"
BOTH = ["toylaw.request", "moonlaw.request"]


class MoonForm(RequestForm):
    """Asks what the toy law asks, needs the wish, and asks one thing more."""

    wish = forms.CharField(label="Vraag", max_length=60)
    moons = forms.IntegerField(label="Hoeveel manen?")


@pytest.fixture
def intaker(client, monkeypatch):
    moon = law_like("moonlaw")
    main = moon.procedures[1]
    steps = tuple(replace(t, form=MoonForm) if t.key == "request" else t for t in main.transitions)
    moon = replace(moon, procedures=(moon.procedures[0], replace(main, transitions=steps), *moon.procedures[2:]))
    monkeypatch.setitem(laws._laws, "moonlaw", moon)
    monkeypatch.setattr(laws, "_terms", ())
    type_ = ContentType.objects.get_for_model(Case)
    Permission.objects.create(content_type=type_, codename="moonlaw.work", name="Manen")
    user = make_user("sanne", "cases.register", "toylaw.work", "moonlaw.work", team=make_team())
    client.force_login(user)
    session = client.session
    session["started_at"] = 9_999_999_999.0
    session.save()
    return user


def form(person: Person, **fields):
    base = {
        "actie": "vastleggen",
        "onderwerp": BOTH,
        "persoon": str(person.uuid),
        "once": str(uuid4()),
        "received_on": "24-11-2020",
        "wish": "Een lift",
        "moons": "3",
    }
    return base | fields


def page(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_two_laws_get_a_case_each_out_of_what_was_typed_once(client, intaker):
    person = make_person()
    home = make_household((person, "partner"))
    answer = client.post(URL, form(person), follow=True)
    cases = Case.objects.order_by("pk")
    assert [(c.law, c.title, c.household, c.person) for c in cases] == [
        ("toylaw", "Een lift", home, person),
        ("moonlaw", "Een lift", home, person),
    ]
    assert answer.redirect_chain == [(f"/huishoudens/{home.uuid}", 302)]
    text = page(answer)
    assert f"zaak {cases[0].number} (Speel) en zaak {cases[1].number} (Moonlaw)" in text
    assert Event.objects.filter(kind__in=("toylaw.request", "moonlaw.request")).count() == 2


def test_what_both_ask_is_asked_once_and_the_rest_where_chosen(client, intaker):
    person = make_person()
    alone = page(client.post(URL, form(person, actie="kies", onderwerp=["toylaw.request"])))
    both = page(client.post(URL, form(person, actie="kies")))
    assert 'name="moons"' not in alone
    for name in ("wish", "received_on", "moons"):
        assert both.count(f'name="{name}"') == 1, name
    assert 'value="Een lift"' in both
    assert "Ook voor: Verzoek" in both
    assert "(verplicht)" in both.split('for="id_wish"')[1].split("</label>")[0], "the moon law needs it"
    assert "(verplicht)" not in alone.split('for="id_wish"')[1].split("</label>")[0]


def test_what_one_law_refuses_stops_both_and_stands_at_its_field(client, intaker):
    person = make_person()
    answer = client.post(URL, form(person, wish="", moons=""))
    text = page(answer)
    assert answer.status_code == 400
    assert text.count("Vul “Vraag” in") >= 1
    assert "Vul een getal in bij “Hoeveel manen?”" in text
    assert not Case.objects.exists()
    assert not OnceKey.objects.exists()


def test_nothing_chosen_is_told(client, intaker):
    answer = client.post(URL, form(make_person(), onderwerp=[]))
    assert answer.status_code == 400
    assert "Kies waar het over gaat." in page(answer)
    assert not Case.objects.exists()


def test_the_same_key_gives_the_same_cases(client, intaker):
    person = make_person()
    data = form(person)
    client.post(URL, data)
    client.post(URL, data)
    assert Case.objects.count() == 2
    assert Household.objects.count() == 1


def test_each_law_may_go_to_a_team_of_its_own(client, intaker):
    west = make_team("west", "Wijkteam West")
    client.post(URL, form(make_person(), **{"team-moonlaw.request": west.pk}))
    assert [c.team.key for c in Case.objects.order_by("pk")] == ["oost", "west"]


def test_a_law_that_somebody_may_not_open_is_no_choice(client, intaker):
    client.force_login(make_user("balie", "cases.register", "toylaw.work", team=make_team()))
    client.post(URL, form(make_person()))
    assert [c.law for c in Case.objects.all()] == ["toylaw"]
