"""The page of one household: what the reader may see, and not one word more."""

from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from cases.actions.coordinator import appoint_coordinator
from cases.actions.merge import merge_households, merge_persons
from cases.actions.note import add_note
from cases.models import Case, Household, Membership, Person, ReadLog, User
from tests.factories.case import make_case, make_team, make_user
from tests.factories.person import make_household, make_person

pytestmark = pytest.mark.django_db
KNOWS = ("toylaw.work", "toylaw.decide")


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", *KNOWS, team=make_team())


@pytest.fixture
def client(fenna: User) -> Client:
    found = Client()
    found.force_login(fenna)
    return found


def family(children: int = 2, **facts: Any) -> tuple[Household, list[Person]]:
    people = [make_person("Mia", "Kuipers"), make_person("Jos", "Kuipers", sex="M")]
    people += [make_person(f"Kind{n}", "Kuipers", birth=f"{2010 + n}0101") for n in range(children)]
    roles = ["parent", "parent", *["child"] * children]
    return make_household(*zip(people, roles, strict=True), name="Kuipers", **facts), people  # type: ignore[arg-type]


def page(client: Client, home: Household, query: str = "") -> str:
    response = client.get(f"/huishoudens/{home.uuid}{query}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_the_page_shows_who_belongs_and_what_runs(client: Client, fenna: User, at: datetime) -> None:
    home, (mia, _, child, _) = family()
    child.gezag = "12"
    child.save()
    case = make_case(fenna, at, household=home, person=mia, handler=fenna)
    text = page(client, home)
    for words in (
        "Mia Kuipers", "Kind0 Kuipers", "gezag: beide ouders", "gezag niet bekend, kijk het na", "Merelstraat 8",
        home.number, case.number, "Fenna de Boer", "Mia, Jos, Kind0 en Kind1 wonen op Merelstraat 8.",
    ):  # fmt: skip
        assert words in text, words
    assert ReadLog.objects.filter(household_id=home.pk, case_id=None, kind="cases.open_household").count() == 1
    assert ReadLog.objects.get().ground == "case"


def test_a_case_of_another_team_leaves_no_trace(client: Client, fenna: User, at: datetime) -> None:
    home, (mia, jos, *_) = family()
    make_case(fenna, at, household=home, person=mia)
    karim = make_user("karim", *KNOWS, team=make_team("west", "Wijkteam West"))
    before = page(client, home)
    hidden = make_case(karim, at, household=home, person=jos, team=make_team("west", "Wijkteam West"), handler=karim)
    add_note(case=hidden, kind="call", text="Geheim", happened_on=at.date(), author=karim, at=at)
    other = Client()
    other.force_login(karim)
    assert hidden.number in page(other, home)
    after = page(client, home)
    for trace in (hidden.number, str(hidden.uuid), "Karim", "West", "Geheim", "Notitie"):
        assert trace not in after
    assert after.count("<tr>") == before.count("<tr>")
    assert after.count('class="termijn') == before.count('class="termijn')


def test_who_has_no_work_there_gets_404_and_a_line(client: Client, fenna: User) -> None:
    home, _ = family()
    registers = make_user("balie", "cases.register", "cases.assign", "cases.read_log", team=make_team())
    for user in (fenna, registers):
        client.force_login(user)
        for address in ("", "/wijzigen", "/wijzigen/erbij", "/wijzigen/niets"):
            assert client.get(f"/huishoudens/{home.uuid}{address}").status_code == 404
    assert ReadLog.objects.filter(household_id=home.pk, outcome="refused").count() == 8
    assert client.get(f"/huishoudens/{uuid4()}").status_code == 404


def test_the_team_with_the_right_sees_the_shell(client: Client) -> None:
    home, _ = family()
    home.team = make_team()
    home.save()
    marga = make_user("marga", "cases.read_household", team=make_team())
    client.force_login(marga)
    assert "Mia Kuipers" in page(client, home)
    assert ReadLog.objects.get().ground == "team"


def test_a_secret_address_is_on_no_line(client: Client, fenna: User, at: datetime) -> None:
    home, (mia, *_) = family()
    mia.address_secret = True
    mia.save()
    make_case(fenna, at, household=home, person=mia)
    text = page(client, home)
    assert "Merelstraat" not in text
    assert "adres is geheim" in text
    home.memberships.filter(person=mia).update(share=Membership.Share.ELSEWHERE)
    assert "Merelstraat" in page(client, home), "who lives elsewhere does not hide this address"


def test_another_home_of_a_child_shows_only_to_who_works_there(client: Client, fenna: User, at: datetime) -> None:
    home, (mia, _, child, _) = family()
    father = make_person("Pim", "Vaders", sex="M")
    other = make_household((father, "parent"), (child, "child"), name="Vaders", street="Zeedijk")
    other.memberships.filter(person=child).update(share="also")
    home.memberships.filter(person=child).update(share="main", arrangement="om de week, wissel op vrijdag")
    make_case(fenna, at, household=home, person=mia)
    text = page(client, home)
    assert "Hoofdverblijf: om de week, wissel op vrijdag" in text
    assert "Vaders" not in text
    make_case(fenna, at, household=other, person=father)
    assert f'ook bij <a href="/huishoudens/{other.uuid}">Vaders</a>' in page(client, home)


def test_a_law_shows_its_own_box_of_what_the_reader_may_see(client: Client, fenna: User, at: datetime) -> None:
    home, (mia, jos, *_) = family()
    wish = {"received_on": at.date(), "wish": "Een fiets"}
    case = make_case(fenna, at, household=home, person=mia, data=wish)
    assert case.title == "Een fiets"
    west = make_team("west", "Wijkteam West")
    make_case(None, at, household=home, person=jos, data=wish | {"wish": "Een boot"}, team=west)
    text = page(client, home)
    box = text.split('id="wensen"')[1].split("</section>")[0]
    assert "Een fiets" in box
    assert "Een boot" not in text
    Case.objects.update(title="")
    assert 'id="wensen"' not in page(client, home)


def test_the_timeline_is_filtered_by_links(client: Client, fenna: User, at: datetime) -> None:
    home, (mia, *_) = family()
    case = make_case(fenna, at, household=home, person=mia)
    add_note(case=case, kind="visit", text="Bezoek", happened_on=at.date(), author=fenna, at=at)
    everything = page(client, home)
    assert "Notitie: huisbezoek" in everything
    talks = page(client, home, "?tijdlijn=gesprekken")
    assert talks.count("<time datetime") == 1
    assert "Notitie: huisbezoek" in talks
    assert "Hier is niets van dit soort" in page(client, home, "?tijdlijn=brieven")
    assert page(client, home, "?tijdlijn=onzin").count("<time datetime") == everything.count("<time datetime")


def test_merged_households_are_shown_as_one_and_the_old_address_leads_there(
    client: Client, fenna: User, at: datetime
) -> None:
    home, (mia, *_) = family()
    double = make_household((make_person("Mia", "Kuiper"), "other"), name="Kuiper")
    first, second = (
        make_case(fenna, at, household=row, person=row.memberships.first().person) for row in (home, double)
    )
    known = {"reason": "Zelfde adres", "actor": None, "at": at}
    merge_households(
        double=double.uuid, seen_double=1, kept=home.uuid, seen_kept=1, once=uuid4(), **known
    )  # fmt: skip
    twin = double.memberships.get().person
    response = client.get(f"/huishoudens/{double.uuid}")
    assert (response.status_code, response.headers["Location"]) == (302, f"/huishoudens/{home.uuid}")
    text = page(client, home)
    assert first.number in text
    assert second.number in text
    assert "Mia Kuiper<" in text
    merge_persons(double=twin.uuid, seen_double=1, kept=mia.uuid, seen_kept=1, once=uuid4(), **known)
    members = page(client, home).split('id="gezin"')[1].split("</ul>")[0]
    assert members.count("<li>") == 4, "the same person stands there once"


def test_who_looked_tells_no_secret_of_another_team(client: Client, fenna: User, at: datetime) -> None:
    home, (mia, jos, *_) = family()
    make_case(fenna, at, household=home, person=mia)
    west = make_team("west", "Wijkteam West")
    karim = make_user("karim", *KNOWS, team=west)
    make_case(karim, at, household=home, person=jos, team=west)
    other = Client()
    other.force_login(karim)
    page(other, home)
    assert "Karim" not in page(client, home)
    fenna.groups.first().permissions.add(Permission.objects.get(codename="cases.read_log"))
    assert "Karim" in page(client, home)


def test_the_coordinator_stands_on_both_pages(client: Client, fenna: User, at: datetime) -> None:
    home, (mia, *_) = family()
    case = make_case(fenna, at, household=home, person=mia)
    karim = make_user("karim", *KNOWS, team=make_team())
    for n, who in enumerate((karim, fenna)):
        appoint_coordinator(
            household=home.uuid, seen=n + 1, coordinator=who, stand_in=None, reason=f"Reden {n}", actor=None,
            at=at.replace(hour=n + 1), once=uuid4(),
        )  # fmt: skip
    text = page(client, home)
    assert "Reden 1" in text
    assert "Karim de Boer" in text.split("Wie het eerder was")[1]
    shown = client.get(f"/zaken/{case.uuid}").content.decode()
    assert "Regisseur" in shown
    assert f"/huishoudens/{home.uuid}" in shown
