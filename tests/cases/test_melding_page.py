"""The page for a new melding, on the toy law: find or name the person, keep what was typed, one case for two clicks."""

from uuid import uuid4

import pytest
from django.urls import reverse

from cases.models import Case, Event, Household, Person, ReadLog
from tests.factories.case import make_team, make_user
from tests.factories.person import bsn_at, make_household, make_person

pytestmark = pytest.mark.django_db
URL = "/melding"


@pytest.fixture
def intaker(client):
    user = make_user("sanne", "cases.register", "toylaw.work", team=make_team())
    client.force_login(user)
    session = client.session
    session["started_at"] = 9_999_999_999.0
    session.save()
    return user


def form(**fields):
    base = {
        "actie": "vastleggen",
        "onderwerp": "toylaw.request",
        "once": str(uuid4()),
        "received_on": "24-11-2020",
        "wish": "Een lift",
    }
    return base | {name: value for name, value in fields.items() if value is not None}


def test_page_without_permission_is_404(client):
    client.force_login(make_user("gast", "toylaw.work", team=make_team()))
    assert client.get(URL).status_code == 404


def test_search_shows_who_it_is_and_keeps_what_was_typed(client, intaker):
    person = make_person("Gerrit", "Postma", birth="19470312")
    make_household((person, "partner"))
    answer = client.post(URL, form(actie="zoek", z_naam="Postma", z_geboren="12-3-1947", wish="Hij valt steeds"))
    page = answer.content.decode()
    assert "Gerrit Postma" in page
    assert "past precies" in page
    assert "Merelstraat 8" in page
    assert "Hij valt steeds" in page
    assert "foutenlijst" not in page
    assert str(person.uuid) not in answer.request["PATH_INFO"] + answer.request["QUERY_STRING"]


@pytest.mark.parametrize("button", ["zoek", "kies"])
def test_every_search_is_logged_without_what_was_looked_for(client, intaker, button):
    person = make_person("Gerrit", "Postma", birth="19470312")
    page = client.post(URL, form(actie=button, z_naam="Postma")).content.decode()
    assert "Gerrit Postma" in page
    line = ReadLog.objects.get(kind="cases.search_person")
    assert (line.actor_id, line.payload) == (intaker.pk, {"persons": [person.pk]})


def test_known_person_gets_a_case_in_their_household(client, intaker):
    person = make_person()
    household = make_household((person, "partner"))
    answer = client.post(URL, form(persoon=str(person.uuid)))
    case = Case.objects.get()
    assert answer.status_code == 302
    assert (case.person, case.household, case.title) == (person, household, "Een lift")


def test_own_household_when_that_is_chosen(client, intaker):
    person = make_person()
    household = make_household((person, "partner"))
    client.post(URL, form(persoon=str(person.uuid), huishouden="alleen"))
    case = Case.objects.get()
    assert case.household != household


def test_new_person_without_bsn_or_address(client, intaker):
    client.post(URL, form(persoon="nieuw", n_voornaam="Geertje", n_achternaam="Postma", n_geboren="1950"))
    case = Case.objects.get()
    assert (case.person.display_name, case.person.birth_year, case.person.has_bsn) == ("Geertje Postma", 1950, False)
    assert Household.objects.get().pk == case.household_id


def test_likely_duplicate_asks_first(client, intaker):
    make_person("Geertje", "Postma", birth="19500530")
    fields = {"persoon": "nieuw", "n_voornaam": "Geertje", "n_achternaam": "Postma", "n_geboren": "30-5-1950"}
    answer = client.post(URL, form(**fields))
    assert answer.status_code == 400
    assert "Er zijn mensen die hierop lijken" in answer.content.decode()
    assert not Case.objects.exists()
    assert Person.objects.count() == 1
    client.post(URL, form(**fields, anders="on"))
    assert Case.objects.count() == 1


def test_bsn_of_somebody_else_is_refused_and_nothing_is_half_written(client, intaker):
    make_person("Gerrit", "Smit", bsn=bsn_at(0))
    answer = client.post(URL, form(persoon="nieuw", n_achternaam="Jansen", n_bsn=bsn_at(0)))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "hoort al bij iemand anders" in page
    assert (Case.objects.count(), Person.objects.count(), Household.objects.count(), Event.objects.count()) == (
        0,
        1,
        0,
        0,
    )


def test_all_errors_at_once_and_text_kept(client, intaker):
    answer = client.post(URL, form(z_geboren="31-11-1947", received_on="", wish="Een lange vraag"))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Vul een datum in die bestaat" in page
    assert "Zoek de persoon en kies wie het is" in page or "persoon" in page
    assert 'value="31-11-1947"' in page
    assert "Een lange vraag" in page
    assert not Case.objects.exists()


def test_two_posts_with_one_key_open_one_case(client, intaker):
    person = make_person()
    data = form(persoon=str(person.uuid))
    first, second = client.post(URL, data), client.post(URL, data)
    assert Case.objects.count() == 1
    assert first.headers["Location"] == second.headers["Location"]


def test_person_who_died_is_refused(client, intaker):
    person = make_person()
    Person.objects.filter(pk=person.pk).update(deceased=True)
    answer = client.post(URL, form(persoon=str(person.uuid)))
    assert answer.status_code == 400
    assert "overleden" in answer.content.decode()


def test_unknown_person_id_is_an_error_not_a_crash(client, intaker):
    for chosen in (str(uuid4()), "abc", "1 OR 1=1"):
        assert client.post(URL, form(persoon=chosen)).status_code == 400
    assert reverse("melding") == URL


@pytest.mark.parametrize("count", [1, 12])
def test_same_number_of_statements_for_one_and_many(client, intaker, count, django_assert_num_queries):
    for number in range(count):
        person = make_person(f"Gerrit{number}", "Postma")
        make_household((person, "other"), name=f"Postma {number}")
    client.get(URL)
    with django_assert_num_queries(STATEMENTS):
        client.post(URL, form(actie="zoek", z_naam="Postma"))


STATEMENTS = 14


def test_an_address_fills_a_household_without_one_and_overwrites_none(client, intaker):
    known, unknown = make_person(), make_person("Piet", "Smit")
    make_household((known, "other"))
    make_household((unknown, "other"), street="", house_number=None, postcode="")
    address = {"n_straat": "Lindelaan", "n_huis": "14 B", "n_postcode": "9712 ab", "n_plaats": "Noorderveen"}
    for person in (known, unknown):
        client.post(URL, form(persoon=str(person.uuid), **address))
    lines = [Case.objects.get(person=person).household.address_lines for person in (known, unknown)]
    assert lines[0][0] == "Merelstraat 8"
    assert lines[1] == ("Lindelaan 14 B", "9712 AB  Noorderveen")
