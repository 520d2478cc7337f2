"""The page of a person over HTTP: who may see what, the forms with bad input, and two colleagues at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.actions.person import correct_person
from cases.models import AddressSituation, Case, Person, ReadLog, Representative, User
from cases.rules.names import Name
from tests.factories.case import make_case, make_team, make_user
from tests.factories.person import bsn_at, make_household, make_person
from tests.factories.reach import make_representative, make_situation

pytestmark = pytest.mark.django_db
HIDDEN = ("Geheimlaan", "Verborgen", "Postbus 7", "Merelstraat")


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "toylaw.work", "cases.register", "cases.read_protected", team=make_team())


@pytest.fixture
def case(fenna: User) -> Case:
    return make_case(
        fenna, timezone.now() - timedelta(minutes=5), data={"received_on": timezone.localdate()}, handler=fenna
    )


@pytest.fixture
def anna(case: Case) -> Person:
    return case.person


@pytest.fixture
def signed_in(client: Client, fenna: User) -> Client:
    client.force_login(fenna)
    return client


def text_of(client: Client, person: Person, what: str = "") -> str:
    response = client.get(f"/personen/{person.uuid}{what}")
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def post(client: Client, person: Person, what: str, **data: Any) -> Any:
    seen = data.pop("seen", Person.objects.get(pk=person.pk).version)
    return client.post(f"/personen/{person.uuid}/{what}", {"seen": seen, **data})


def test_the_page_says_how_to_reach_and_who_acts(signed_in: Client, anna: Person, case: Case) -> None:
    Person.objects.filter(pk=anna.pk).update(
        phone="06 00 00 00 01", contact_note="na 18 uur", reads_with_difficulty=True, language="ar", interpreter="1"
    )
    make_situation(anna, "post")
    make_representative(anna, "bewindvoerder", name="Kantoor De Brug", phone="050 2")
    page = text_of(signed_in, anna)
    for part in ("Anna Postma", "06 00 00 00 01", "na 18 uur", "leest moeilijk", "tolk Arabisch", "Veilig postadres",
                 "Postbus 7, 9999 ZZ", "Bewindvoerder: Kantoor De Brug", "Geldzaken", case.number,
                 "Brieven over zorg en hulp", "Over geld", "Merelstraat 8"):  # fmt: skip
        assert part in page, part
    head = text_of(signed_in, anna) and " ".join(signed_in.get(f"/zaken/{case.uuid}").content.decode().split())
    for part in ("Veilig bereikbaar", "06 00 00 00 01", "Bewindvoerder</span> <b>Kantoor De Brug", "leest moeilijk",
                 "tolk Arabisch", f"/personen/{anna.uuid}"):  # fmt: skip
        assert part in head, part


def test_opening_leaves_a_line_and_another_team_gets_404_with_one_too(
    client: Client, signed_in: Client, anna: Person
) -> None:
    text_of(signed_in, anna)
    line = ReadLog.objects.get(kind="cases.open_person")
    assert (line.person_id, line.outcome, line.ground) == (anna.pk, "ok", "case")
    stranger = make_user("karim", "toylaw.work", "cases.register", "cases.read_protected",
                         team=make_team("west", "Wijkteam West"))  # fmt: skip
    client.force_login(stranger)
    for address in ("", "/bereik", "/gegevens", "/adres", "/overlijden", "/vertegenwoordiger", "/bestaat-niet"):
        assert client.get(f"/personen/{anna.uuid}{address}").status_code == 404
    assert post(client, anna, "bereik", phone="06 66 66 66 66").status_code == 404
    assert ReadLog.objects.filter(actor_id=stranger.pk, outcome="refused", person_id=anna.pk).count() == 8
    assert Person.objects.get(pk=anna.pk).phone == ""


def test_a_shelter_shows_to_who_handles_the_case_with_the_permission_and_to_nobody_else(
    client: Client, signed_in: Client, fenna: User, anna: Person
) -> None:
    make_situation(anna, "shelter", street="Geheimlaan", house_number=3, city="Verborgen")
    make_situation(anna, "post")
    assert "Geheimlaan 3" in text_of(signed_in, anna)
    for name, rights in (
        ("team", ("toylaw.work", "cases.read_protected")),
        ("register", ("toylaw.work", "cases.register")),
    ):
        client.force_login(make_user(name, *rights, team=make_team()))
        page = text_of(client, anna)
        assert "adres afgeschermd" in page
        assert not [word for word in (*HIDDEN, "opvang", "veilig postadres") if word in page]
        assert client.get(f"/personen/{anna.uuid}/adres").status_code == 404
    fenna.groups.all()[0].permissions.remove(*fenna.groups.all()[0].permissions.filter(codename="cases.read_protected"))
    client.force_login(User.objects.get(pk=fenna.pk))
    assert "Geheimlaan" not in text_of(client, anna)  # handles it, without the permission


def test_the_other_in_the_old_household_s_case_leads_to_no_number(client: Client, anna: Person, case: Case) -> None:
    """Who works for the one somebody hides from sees neither address, nor number, nor who acts."""
    Person.objects.filter(pk=anna.pk).update(phone="06 00 00 00 01", contact_note="bij haar zus")
    make_situation(anna, "shelter", street="Geheimlaan", city="Verborgen")
    make_representative(anna, "gemachtigde", name="Zus Ina")
    ex = make_person("Bert", "Boos", sex="M")
    home = make_household((ex, "partner"), (anna, "partner"))
    noord = make_team("noord", "Wijkteam Noord")
    karim = make_user("karim", "toylaw.work", "cases.register", "cases.read_protected", team=noord)
    make_case(
        None,
        timezone.now(),
        data={"received_on": timezone.localdate()},
        team=noord,
        household=home,
        person=ex,
        handler=karim,
    )
    client.force_login(karim)
    page = text_of(client, anna)
    assert not [word for word in (*HIDDEN, "06 00 00 00 01", "haar zus", "Zus Ina", case.number) if word in page]
    for what in ("bereik", "adres", "vertegenwoordiger"):
        assert client.get(f"/personen/{anna.uuid}/{what}").status_code == 404


def test_a_machtiging_for_one_case_shows_to_who_may_see_that_case(
    client: Client, signed_in: Client, anna: Person
) -> None:
    other = make_case(None, timezone.now(), data={"received_on": timezone.localdate()}, person=anna,
                      team=make_team("west", "Wijkteam West"))  # fmt: skip
    make_representative(anna, "gemachtigde", scope="case", case=other, name="Zus Ina")
    make_representative(anna, "gemachtigde", scope="law", law="anders", name="Oom Jan")
    page = text_of(signed_in, anna)
    assert "Zus Ina" not in page
    assert "Oom Jan" not in page


@pytest.mark.parametrize("many", [1, 30])
def test_the_page_takes_as_many_statements_however_much_there_is(
    signed_in: Client, anna: Person, fenna: User, many: int
) -> None:
    for number in range(many):
        known = make_person("Kennis", f"Nummer{number}")
        make_household((known, "other"))
        make_representative(anna, "ouder", known_as=known)
        make_case(
            None,
            timezone.now(),
            data={"received_on": timezone.localdate()},
            person=anna,
            household=make_household((anna, "other")),
        )
    text_of(signed_in, anna)
    with CaptureQueriesContext(connection) as found:
        text_of(signed_in, anna)
    assert len(found) <= STATEMENTS, "\n".join(query["sql"][:150] for query in found)


STATEMENTS = 36


# The forms


def test_names_are_corrected(signed_in: Client, anna: Person) -> None:
    assert "Anna" in text_of(signed_in, anna, "/gegevens")
    answer = post(signed_in, anna, "gegevens", given="Annie", family="Postma", use="E", birth="30-5-1950", sex="V")
    assert answer.status_code == 302
    assert Person.objects.get(pk=anna.pk).given_names == "Annie"


BAD = [
    ("gegevens", {"use": "P", "birth": "31-2-1950", "bsn": "123", "sex": "X"},
     ["Vul in: achternaam", "achternaam van de partner", "Vul een datum in die bestaat", "Een BSN heeft 9 cijfers", "Kies een mogelijkheid"]),
    ("bereik", {"phone": "belt niet", "email": "naam", "interpreter": "1", "contact_note": "x" * 201},
     ["telefoonnummer in, zoals", "Vul een e-mailadres in", "welke taal de tolk", "hoogstens 200"]),
    ("bereik", {"language": "xx", "interpreter": "9"}, ["Taal, als dat geen Nederlands is", "Tolk nodig?"]),
    ("overlijden", {"died": "gisteren"}, ["Vul een datum in die bestaat", "Zet een vinkje bij “Ik heb dit nagekeken”"]),
    ("overlijden", {"died": "1-1-1900", "sure": "on"}, ["eerder dan de geboortedatum"]),
    ("overlijden", {"died": "1-1-2100", "sure": "on"}, ["ligt in de toekomst"]),
    ("adres", {}, ["Kies een mogelijkheid bij “Wat is er aan de hand?”"]),
    ("adres", {"kind": "post", "postcode": "12", "house": "acht", "starts_on": "eens"},
     ["straat of postbus", "Vul een plaats in", "4 cijfers en 2 letters", "huisnummer in, zoals 8", "Vul een datum in"]),
    ("adres", {"kind": "none", "street": "Kade", "city": "Veen"}, ["Laat het adres leeg"]),
    ("vertegenwoordiger", {}, ["Als wat?", "Vul de naam in", "Vul een straat of postbus in", "Vul een plaats in"]),
    ("vertegenwoordiger", {"role": "voogd", "name": "Vos", "street": "Kade", "city": "Veen"}, ["18 jaar of ouder"]),
    ("vertegenwoordiger", {"role": "curator", "known_as": "0", "scope": "x", "phone": "abc"},
     ["Wie is het?", "Waarvoor geldt de machtiging?", "telefoonnummer in, zoals"]),
    ("vertegenwoordiger", {"role": "mentor", "name": "Vos", "street": "Kade", "city": "Veen", "starts_on": "2-1-2026",
                           "ends_on": "1-1-2026"}, ["niet voor de eerste dag"]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "data", "says"), BAD)
def test_bad_input_comes_back_with_every_reason_and_all_that_was_typed(
    signed_in: Client, anna: Person, what: str, data: dict[str, str], says: list[str]
) -> None:
    answer = post(signed_in, anna, what, **data)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "Er is nog niets bewaard" in page
    for sentence in says:
        assert sentence in page, sentence
    for typed in ("belt niet", "gisteren", "acht", "31-2-1950"):
        assert (typed in data.values()) <= (typed in page)
    assert Person.objects.get(pk=anna.pk).version == 1


def test_a_bsn_of_somebody_else_is_refused_at_its_field(signed_in: Client, anna: Person) -> None:
    make_person(bsn=bsn_at(3))
    answer = post(signed_in, anna, "gegevens", family="Postma", use="E", bsn=bsn_at(3))
    assert answer.status_code == 400
    assert "hoort al bij iemand anders" in answer.content.decode()


def test_an_old_version_shows_both_and_keeps_what_was_typed(signed_in: Client, anna: Person) -> None:
    page = text_of(signed_in, anna, "/gegevens")
    basis = {
        "basis-given": "Anna",
        "basis-family": "Postma",
        "basis-birth": "30-5-1950",
        "basis-use": "E",
        "basis-sex": "V",
    }
    assert all(f'name="{name}" value="{value}"' in page for name, value in basis.items())
    correct_person(person=anna.uuid, seen=1, actor=None, at=timezone.now(), name=Name(given="Anneke", family="Bos"))
    typed = {"given": "Annie", "family": "Postma", "use": "E", "birth": "31-5-1950", "sex": "V", **basis}
    answer = post(signed_in, anna, "gegevens", seen=1, **typed)
    assert answer.status_code == 409
    conflict = " ".join(answer.content.decode().split())
    for part in ("Samenhang zelf</b> dit ook", "Annie", "Anneke", 'name="seen" value="2"', "31-5-1950",
                 "alleen door een ander gewijzigd", "Gegevens gewijzigd"):  # fmt: skip
        assert part in conflict, part
    assert Person.objects.get(pk=anna.pk).given_names == "Anneke"
    again = {"given": "Annie", "family": "Bos", "use": "E", "birth": "31-5-1950", "sex": "V"}
    assert post(signed_in, anna, "gegevens", seen=2, **again).status_code == 302
    assert Person.objects.get(pk=anna.pk).display_name == "Annie Bos"


def test_an_address_is_recorded_and_ended(signed_in: Client, anna: Person) -> None:
    data = {
        "kind": "post",
        "street": "Postbus 9",
        "postcode": "9999 za",
        "city": "Elders",
        "care_of": "Stichting Thuis",
    }
    assert post(signed_in, anna, "adres", **data).status_code == 302
    row = AddressSituation.objects.get()
    assert row.address_lines == ("Stichting Thuis", "Postbus 9", "9999 ZA  Elders")
    assert "Stichting Thuis, Postbus 9" in text_of(signed_in, anna)
    assert post(signed_in, anna, f"adres-einde/{row.uuid}", ends_on="").status_code == 302
    row.refresh_from_db()
    assert row.ends_on == timezone.localdate()
    for wrong in (f"adres-einde/{anna.uuid}", "adres-einde", f"adres/{row.uuid}"):
        assert signed_in.get(f"/personen/{anna.uuid}/{wrong}").status_code == 404


def test_a_representative_is_recorded_from_the_household_and_ended(signed_in: Client, anna: Person, case: Case) -> None:
    sister = make_person("Ina", "Postma", birth="19550101")
    case.household.memberships.create(person=sister, role="other", starts_on=timezone.localdate())
    assert "Ina Postma" in text_of(signed_in, anna, "/vertegenwoordiger")
    data = {"role": "gemachtigde", "scope": f"case:{case.uuid}", "known_as": str(sister.uuid)}
    assert post(signed_in, anna, "vertegenwoordiger", **data).status_code == 302
    row = Representative.objects.get()
    assert (row.known_as, row.case, row.scope) == (sister, case, "case")
    assert f"Alleen zaak {case.number}" in text_of(signed_in, anna)
    assert post(signed_in, anna, f"vertegenwoordiger-einde/{row.uuid}", ends_on="1-1-2020").status_code == 400
    assert post(signed_in, anna, f"vertegenwoordiger-einde/{row.uuid}").status_code == 302
    assert "tot en met" in text_of(signed_in, anna)


def test_a_death_ends_the_right_to_record_one_again(signed_in: Client, anna: Person) -> None:
    assert post(signed_in, anna, "overlijden", died="", sure="on").status_code == 302
    assert signed_in.get(f"/personen/{anna.uuid}/overlijden").status_code == 404
    assert "De erven van mevrouw A. Postma" in text_of(signed_in, anna)


def test_without_the_right_the_page_is_for_reading(client: Client, anna: Person) -> None:
    client.force_login(make_user("lezer", "toylaw.work", team=make_team()))
    page = text_of(client, anna)
    assert "Wijzig" not in page.replace("Wijzigingen", "")
    assert client.get(f"/personen/{anna.uuid}/bereik").status_code == 404


def test_a_linked_row_leads_to_the_person_that_remains(signed_in: Client, anna: Person, case: Case) -> None:
    double = make_person("A.", "Postma")
    case.household.memberships.create(person=double, role="other", starts_on=timezone.localdate())
    Person.objects.filter(pk=double.pk).update(merged_into=anna)
    assert signed_in.get(f"/personen/{double.uuid}").headers["Location"] == f"/personen/{anna.uuid}"
