"""Who gets a letter in a case, out of the tables; and what the tables themselves refuse."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cases.actions.letter import compose, send
from cases.contract import CaseError, Matter
from cases.models import Case, Letter, Membership, Person
from cases.queries.addressees import addressees_for, delivery_for, reaches_home
from cases.queries.letters import facts_for
from tests.factories.case import act, make_case, make_team, make_user
from tests.factories.person import make_household, make_person
from tests.factories.reach import make_representative, make_situation

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 24)
HOME = ("Merelstraat 8", "9712 AB  Noorderveen")


@pytest.fixture
def fenna():
    return make_user("fenna", "toylaw.work", team=make_team())


@pytest.fixture
def case(fenna, at):
    return make_case(fenna, at)


def who(case: Case, on: date = ON, **facts: Any) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.name, one.lines) for one in addressees_for(Case.objects.get(pk=case.pk), on, **facts)]


def test_without_anything_special_it_goes_home(case):
    assert who(case) == [("Mevrouw A. Postma", HOME)]
    assert reaches_home(case, ON)


def test_the_safe_address_of_that_day_counts(case):
    make_situation(case.person, "post", starts_on=date(2026, 10, 1), ends_on=date(2026, 11, 24))
    make_situation(case.person, "post", starts_on=date(2026, 11, 25), street="Postbus 8")
    make_situation(case.person, "shelter", street="Geheimlaan", house_number=1, city="Verborgen")
    assert who(case) == [("Mevrouw A. Postma", ("Postbus 7", "9999 ZZ  Elders"))]
    assert who(case, date(2026, 11, 25)) == [("Mevrouw A. Postma", ("Postbus 8", "9999 ZZ  Elders"))]
    assert not reaches_home(Case.objects.get(pk=case.pk), ON)


def test_who_moved_gets_the_letter_at_the_new_house(case):
    new = make_household(name="Postma", street="Kade", house_number=2)
    case.household.memberships.update(ends_on=date(2026, 11, 1))
    Membership.objects.create(household=new, person=case.person, role="other", starts_on=date(2026, 11, 2))
    assert who(case) == [("Mevrouw A. Postma", ("Kade 2", "9712 AB  Noorderveen"))]


@pytest.mark.parametrize("fields", [{"share": "elsewhere"}, {"ends_on": date(2026, 11, 1)}])
def test_who_does_not_live_there_gets_no_letter_there(case, fields):
    case.household.memberships.update(**fields)
    assert "Wij weten geen adres van mevrouw Postma" in delivery_for(Case.objects.get(pk=case.pk), ON).refusal
    assert who(case) == []


def test_the_heirs_get_it_where_the_resident_lived(case):
    case.household.memberships.update(ends_on=date(2026, 11, 1))
    Person.objects.filter(pk=case.person_id).update(deceased=True)
    assert who(case) == [("De erven van mevrouw A. Postma", HOME)]


def test_a_child_at_two_addresses_gets_it_in_the_household_of_the_case(fenna, at):
    child = make_person("Noor", "Wit", birth="20100101")
    first, second = make_household((child, "child")), make_household((child, "child"), street="Kade")
    for household, street in (first, "Merelstraat 8"), (second, "Kade 8"):
        case = make_case(fenna, at, household=household, person=child)
        assert who(case)[0][1][0] == street


def test_a_representative_whom_we_know_is_reached_as_we_reach_them(case):
    sister = make_person("Ina", "Postma", birth="19550101")
    make_household((sister, "other"), street="Zusterweg")
    make_representative(case.person, "curator", known_as=sister)
    assert who(case)[0] == ("Mevrouw I. Postma", ("Zusterweg 8", "9712 AB  Noorderveen"))
    make_situation(sister, "shelter")
    assert "als curator, maar heeft nog geen adres" in delivery_for(Case.objects.get(pk=case.pk), ON).refusal


def test_only_who_acts_that_day_in_that_matter_gets_it(case):
    make_representative(case.person, "mentor", ends_on=date(2026, 11, 23))
    make_representative(case.person, "bewindvoerder", name="Mevrouw B. Vos")
    assert [name for name, _ in who(case)] == ["Mevrouw A. Postma"]
    assert [name for name, _ in who(case, matter=Matter.FINANCE)] == ["Mevrouw B. Vos", "Mevrouw A. Postma"]
    assert addressees_for(case, ON, matter=Matter.FINANCE)[0].salutation == "Geachte mevrouw B. Vos"


def test_a_machtiging_for_one_law_or_case_stops_there(case, fenna, at):
    other = make_case(fenna, at, person=case.person, household=case.household)
    make_representative(case.person, "gemachtigde", scope="case", case=other, name="Zus")
    make_representative(case.person, "gemachtigde", scope="law", law="toylaw", name="Buur")
    make_representative(case.person, "gemachtigde", scope="law", law="anders", name="Niemand")
    assert [name for name, _ in who(case)] == ["Mevrouw A. Postma", "Buur"]
    assert [name for name, _ in who(other)] == ["Mevrouw A. Postma", "Zus", "Buur"]


def test_many_representatives_cost_as_many_statements_as_one(case):
    def statements() -> int:
        with CaptureQueriesContext(connection) as found:
            who(case)
        return len(found)

    make_representative(case.person, "curator")
    before = statements()
    for number in range(12):
        make_representative(case.person, "gemachtigde", scope="law", law=f"wet{number}")
    assert statements() == before


def test_a_draft_stands_in_the_name_of_the_first_addressee(case, fenna, at):
    act(case, "plan_hearing", fenna, at, hearing_on="18-12-2026")
    make_representative(case.person, "curator", name="De heer B. Vos")
    facts = facts_for(Case.objects.get(pk=case.pk), Letter.objects.get(case=case))
    assert facts.addressee == ("De heer B. Vos", "Postbus 7", "9999 ZZ  Elders")
    assert facts.salutation == "Geachte heer B. Vos"


def test_post_without_a_safe_address_is_refused_and_handing_over_is_not(case, fenna, at):
    act(case, "plan_hearing", fenna, at, hearing_on="18-12-2026")
    make_situation(case.person, "shelter")
    case = Case.objects.get(pk=case.pk)
    assert compose(Letter.objects.get(case=case))  # a draft can be read all the same
    with pytest.raises(CaseError, match="geen veilig postadres"), transaction.atomic():
        send(case=case, kind="receipt", sent_on=ON, channel="post", actor=fenna, at=at)
    assert Letter.objects.get(case=case).state == "draft"
    assert send(case=case, kind="receipt", sent_on=ON, channel="uitgereikt", actor=fenna, at=at).state == "sent"


@pytest.fixture
def anna() -> Person:
    return make_person()


@pytest.mark.parametrize(
    ("kind", "fields", "constraint"),
    [
        ("post", {"street": ""}, "situation_address"),
        ("briefadres", {"city": ""}, "situation_address"),
        ("none", {"street": "Kade"}, "situation_address"),
        ("elders", {}, "situation_address"),
        ("post", {"postcode": "9999ZZ"}, "situation_postcode"),
        ("shelter", {"ends_on": date(2025, 1, 1)}, "situation_period"),
    ],
)
def test_the_database_refuses_an_address_that_cannot_be(anna, kind, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_situation(anna, kind, **fields)


def test_one_address_of_a_kind_at_a_time(anna):
    make_situation(anna, "post", ends_on=date(2026, 2, 1))
    make_situation(anna, "shelter")
    with pytest.raises(IntegrityError, match="situation_once"), transaction.atomic():
        make_situation(anna, "post", starts_on=date(2026, 2, 1))
    assert make_situation(anna, "post", starts_on=date(2026, 2, 2)).pk


@pytest.mark.parametrize(
    ("role", "fields", "constraint"),
    [
        ("bewindvoerder", {"scope": "all"}, "representative_scope"),
        ("mentor", {"scope": "finance"}, "representative_scope"),
        ("curator", {"scope": "care"}, "representative_scope"),
        ("buurman", {"scope": "all"}, "representative_scope"),
        ("gemachtigde", {"scope": "law"}, "representative_scope_of"),
        ("gemachtigde", {"scope": "all", "law": "toylaw"}, "representative_scope_of"),
        ("gemachtigde", {"scope": "case"}, "representative_scope_of"),
        ("curator", {"name": ""}, "representative_named"),
        ("curator", {"city": ""}, "representative_named"),
        ("curator", {"postcode": "1"}, "representative_postcode"),
        ("curator", {"ends_on": date(2025, 1, 1)}, "representative_period"),
    ],
)
def test_the_database_refuses_a_representative_that_cannot_be(anna, role, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_representative(anna, role, **fields)


def test_nobody_represents_themselves(anna):
    with pytest.raises(IntegrityError, match="representative_other"), transaction.atomic():
        make_representative(anna, "curator", known_as=anna)


def test_one_of_a_kind_at_a_time_but_two_parents(anna):
    make_representative(anna, "curator")
    with pytest.raises(IntegrityError, match="representative_once"), transaction.atomic():
        make_representative(anna, "curator", name="Een ander")
    make_representative(anna, "ouder", name="Vader")
    make_representative(anna, "ouder", name="Moeder")
    with pytest.raises(IntegrityError, match="representative_parent_once"), transaction.atomic():
        make_representative(anna, "ouder", name="Moeder")


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [({"interpreter": "1"}, "person_interpreter"), ({"interpreter": "9"}, "person_interpreter"),
     ({"language": "xx"}, "person_language")],
)  # fmt: skip
def test_an_interpreter_of_a_language_names_it(anna, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Person.objects.filter(pk=anna.pk).update(**fields)
