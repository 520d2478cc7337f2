"""The forms by which a household changes: what each does, what it refuses, and that nothing typed gets lost."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Coordinator, Event, Household, HouseholdMerger, Membership, Person, PersonMerger, ReadLog, User
from tests.factories.case import make_case, make_team, make_user
from tests.factories.person import bsn_at, make_household, make_person

pytestmark = pytest.mark.django_db
RIGHTS = ("toylaw.work", "cases.register", "cases.read_household")
ACTS = ("erbij", "weg", "verblijf", "adres", "regisseur", "splitsen", "samenvoegen", "zelfde-persoon", "losmaken")


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", *RIGHTS, team=make_team())


@pytest.fixture
def client(fenna: User) -> Client:
    found = Client()
    found.force_login(fenna)
    return found


@pytest.fixture
def home(fenna: User) -> Household:
    return household("Mia", "Jos")


def household(*names: str, family: str = "Kuipers") -> Household:
    people = [(make_person(name, family), "parent") for name in names]
    made = make_household(*people, name=family)
    made.team = make_team()
    made.save()
    return made


def person(home: Household, name: str) -> Person:
    return home.memberships.get(person__given_names=name, ends_on=None).person


def post(client: Client, home: Household, key: str, **data: Any) -> Any:
    version = Household.objects.get(pk=home.pk).version
    fields = {"seen": version, "once": uuid4(), "actie": "bewaar"} | data
    return client.post(f"/huishoudens/{home.uuid}/wijzigen/{key}", fields)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def confirmed(client: Client, home: Household, key: str, **data: Any) -> Any:
    """Look first, then confirm what was shown."""
    shown = post(client, home, key, **data)
    assert shown.status_code == 200, text(shown)
    token = re.search(r'name="bekeken" value="(\w+)"', shown.content.decode())
    assert token
    return post(client, home, key, bekeken=token[1], **data)


def today() -> str:
    return timezone.localdate().isoformat()


def test_the_overview_offers_what_this_colleague_may(client: Client, home: Household) -> None:
    shown = text(client.get(f"/huishoudens/{home.uuid}/wijzigen"))
    for key in set(ACTS) - {"losmaken"}:
        assert f"/wijzigen/{key}" in shown
    assert "/wijzigen/losmaken" not in shown
    client.force_login(make_user("lezer", "cases.read_household", team=home.team))
    shown = text(client.get(f"/huishoudens/{home.uuid}/wijzigen"))
    assert "/wijzigen/regisseur" in shown
    assert "/wijzigen/splitsen" not in shown
    assert client.get(f"/huishoudens/{home.uuid}/wijzigen/splitsen").status_code == 404


@pytest.mark.parametrize("key", ACTS)
def test_an_empty_form_says_everything_at_once_and_changes_nothing(client: Client, home: Household, key: str) -> None:
    assert client.get(f"/huishoudens/{home.uuid}/wijzigen/{key}").status_code == 200
    response = post(client, home, key)
    assert response.status_code == 400
    assert "Er is nog niets bewaard" in text(response)
    assert not Event.objects.exists()


@pytest.mark.parametrize("key", ACTS)
def test_nonsense_is_a_sentence_and_never_an_error(client: Client, home: Household, key: str) -> None:
    response = post(
        client, home, key, lid="x", on="31-02-2026", share="kasteel", role="koning", persoon="x", reden="\x00",
        nummer="<b>", blijft="?", wat="huis:x", regisseur="999999", straat="a" * 300, postcode="12", huis="B",
        zaken=["x"], arrangement="a" * 300, seen="-4", once="x",
    )  # fmt: skip
    assert response.status_code == 400
    assert not Event.objects.exists()


def test_a_day_to_come_is_refused(client: Client, home: Household) -> None:
    response = post(client, home, "weg", lid=person(home, "Jos").uuid, on="2090-01-01")
    assert "Deze dag moet nog komen" in text(response)


def test_somebody_known_comes_to_belong(client: Client, home: Household) -> None:
    oma = make_person("Ria", "Wit", birth="19591230")
    found = post(client, home, "erbij", actie="zoek", z_naam="Wit", role="other", on=today(), arrangement="op zondag")
    assert found.status_code == 200
    assert str(oma.uuid) in text(found)
    assert 'value="op zondag"' in text(found), "what was typed stays"
    assert "Er is nog niets bewaard" not in text(found)
    assert ReadLog.objects.filter(kind="cases.search_person", payload={"persons": [oma.pk]}).exists()
    done = post(client, home, "erbij", persoon=oma.uuid, role="other", share="elsewhere", on=today())
    assert done.status_code == 302
    assert home.memberships.get(person=oma).share == "elsewhere"


def test_a_baby_is_registered_and_moved_in_at_once(client: Client, home: Household) -> None:
    new = {"persoon": "nieuw", "n_voornaam": "Bo", "n_achternaam": "Kuipers", "n_geboren": "1-11-2026"}
    data = new | {"role": "child", "share": "whole", "on": today(), "once": uuid4()}
    assert post(client, home, "erbij", **data).status_code == 302
    assert post(client, home, "erbij", **data).status_code == 302, "a second post is harmless"
    assert Person.objects.filter(given_names="Bo").count() == 1
    again = post(client, home, "erbij", **(data | {"once": uuid4()}))
    assert "Er zijn mensen die hierop lijken" in text(again)
    wrong = post(client, home, "erbij", **(data | {"n_bsn": "123456789", "once": uuid4(), "n_voornaam": "Al"}))
    assert wrong.status_code == 400
    assert Person.objects.filter(given_names="Bo").count() == 1


def test_who_belongs_already_can_not_come_again(client: Client, home: Household) -> None:
    jos = person(home, "Jos")
    response = post(client, home, "erbij", persoon=jos.uuid, role="parent", share="whole", on=today())
    assert response.status_code == 409
    assert "hoort in die tijd al bij het huishouden" in text(response)


def test_leaving_staying_otherwise_and_moving_house(client: Client, home: Household) -> None:
    jos, mia = person(home, "Jos"), person(home, "Mia")
    stays = {"share": "main", "arrangement": "door de week", "on": today()}
    assert post(client, home, "verblijf", lid=mia.uuid, **stays).status_code == 302
    assert home.memberships.get(person=mia, ends_on=None).arrangement == "door de week"
    assert post(client, home, "weg", lid=jos.uuid, on=today()).status_code == 302
    assert not home.memberships.filter(person=jos, ends_on=None).exists()
    new = {"straat": "Zeedijk", "huis": "61 B", "postcode": "9999zk", "plaats": "Noorderveen", "on": today()}
    assert post(client, home, "adres", **new).status_code == 302
    home.refresh_from_db()
    assert home.address_lines == ("Zeedijk 61 B", "9999 ZK  Noorderveen")
    shown = text(client.get(f"/huishoudens/{home.uuid}"))
    assert "Merelstraat 8" in shown.split("Wie en wat er eerder was")[1]


def test_the_coordinator_is_chosen_from_who_can_open_the_household(
    client: Client, home: Household, fenna: User
) -> None:
    karim = make_user("karim", *RIGHTS, team=home.team)
    stranger = make_user("vreemd", *RIGHTS, team=make_team("west", "West"))
    shown = text(client.get(f"/huishoudens/{home.uuid}/wijzigen/regisseur"))
    assert f'<option value="{karim.pk}">' in shown
    assert f'<option value="{stranger.pk}">' not in shown
    refused = post(client, home, "regisseur", regisseur=stranger.pk, reden="x")
    assert refused.status_code == 400
    same = post(client, home, "regisseur", regisseur=karim.pk, vervanger=karim.pk, reden="Kent hen")
    assert "zichzelf niet vervangen" in text(same)
    assert "Kent hen" in text(same)
    assert post(client, home, "regisseur", regisseur=karim.pk, vervanger=fenna.pk, reden="Kent hen").status_code == 302
    assert Coordinator.objects.get(ends_at=None).stand_in == fenna


def test_a_stale_form_keeps_what_was_typed_and_asks_again(client: Client, home: Household) -> None:
    jos, mia = person(home, "Jos"), person(home, "Mia")
    post(client, home, "weg", lid=jos.uuid, on=today())
    stale = post(client, home, "verblijf", lid=mia.uuid, share="also", arrangement="in het weekend", on=today(), seen=1)
    assert stale.status_code == 409
    shown = text(stale)
    assert "Er is niets weg" in shown
    assert 'value="in het weekend"' in shown
    assert "Jos Kuipers ging weg" in shown
    assert '<input type="hidden" name="seen" value="2">' in shown
    assert not Membership.objects.filter(share="also").exists()


def test_a_split_is_shown_before_it_is_done(client: Client, home: Household, fenna: User) -> None:
    case = make_case(fenna, timezone.now(), household=home, person=person(home, "Jos"))
    jos, mia = (home.memberships.get(person__given_names=name).pk for name in ("Jos", "Mia"))
    data = {f"lid_{jos}": "gaat", f"lid_{mia}": "blijft", "on": today(), "zaken": [str(case.uuid)]}
    shown = post(client, home, "splitsen", **data)
    assert "Dit gebeurt er" in text(shown)
    assert "Bevestig: huishouden splitsen" in text(shown)
    assert Household.objects.count() == 1
    other = post(client, home, "splitsen", bekeken="0123456789abcdef", **data)
    assert Household.objects.count() == 1, "confirming something else shows it first"
    assert "Dit gebeurt er" in text(other)
    assert confirmed(client, home, "splitsen", **data).status_code == 302
    new = Household.objects.exclude(pk=home.pk).get()
    assert [row.person.given_names for row in new.memberships.all()] == ["Jos"]
    case.refresh_from_db()
    assert case.household == new
    assert f"/huishoudens/{new.uuid}" in text(client.get(f"/huishoudens/{home.uuid}"))


def test_a_split_in_which_nobody_or_everybody_leaves_is_refused(client: Client, home: Household) -> None:
    ids = home.memberships.values_list("pk", flat=True)
    nobody = post(client, home, "splitsen", on=today(), **{f"lid_{pk}": "blijft" for pk in ids})
    assert "Nu blijft iedereen" in text(nobody)
    everybody = confirmed(client, home, "splitsen", on=today(), **{f"lid_{pk}": "gaat" for pk in ids})
    assert everybody.status_code == 409
    assert "Er blijft niemand over" in text(everybody)


def test_two_households_become_one_and_two_again(client: Client, home: Household) -> None:
    other = household("Mia", family="Kuiper")
    data = {"nummer": other.number, "blijft": "dit", "reden": "Zelfde gezin"}
    assert confirmed(client, home, "samenvoegen", **data).status_code == 302
    assert client.get(f"/huishoudens/{other.uuid}").headers["Location"] == f"/huishoudens/{home.uuid}"
    form = text(client.get(f"/huishoudens/{home.uuid}/wijzigen/losmaken"))
    assert other.number in form
    assert post(client, home, "losmaken", wat=f"huis:{other.uuid}").status_code == 302
    assert HouseholdMerger.objects.filter(undone_at=None).count() == 0
    assert client.get(f"/huishoudens/{other.uuid}").status_code == 200


def test_a_household_outside_ones_work_can_not_be_found_by_number(client: Client, home: Household) -> None:
    hidden = household("Zoë", family="Verborgen")
    hidden.team = make_team("west", "West")
    hidden.save()
    for number, sentence in (
        (hidden.number, "geen huishouden"),
        ("H-2020-99999", "geen huishouden"),
        (home.number, "zelf"),
    ):
        response = post(client, home, "samenvoegen", nummer=number, blijft="dit", reden="x")
        assert response.status_code == 409
        assert sentence in text(response)
        assert "Verborgen" not in text(response)


def test_a_double_person_is_linked_and_parted(client: Client, home: Household) -> None:
    mia, known = person(home, "Mia"), make_person("M.", "Kuipers", bsn=bsn_at(5))
    data = {"lid": mia.uuid, "persoon": known.uuid, "blijft": "ander", "reden": "Zelfde paspoort"}
    wrong = post(client, home, "zelfde-persoon", **(data | {"blijft": "lid"}))
    token = re.search(r'name="bekeken" value="(\w+)"', wrong.content.decode())
    refused = post(client, home, "zelfde-persoon", bekeken=token[1], **(data | {"blijft": "lid"}))
    assert "degene die blijft" in text(refused)
    assert confirmed(client, home, "zelfde-persoon", **data).status_code == 302
    assert PersonMerger.objects.get().kept == known
    assert "M. Kuipers" in text(client.get(f"/huishoudens/{home.uuid}"))
    assert post(client, home, "losmaken", wat=f"mens:{mia.uuid}").status_code == 302
    assert Person.objects.get(pk=mia.pk).merged_into is None
