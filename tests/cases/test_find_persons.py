"""Find the person of a melding; likely duplicates come along, secrets do not."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case, User
from cases.queries.persons import find_by_bsn, find_persons, households_on, members_on
from cases.rules.lookup import Wanted
from cases.rules.partial_date import PartialDate
from tests.factories.person import bsn_at, make_household, make_person

ON = date(2026, 11, 24)
GERRIT = Wanted(surname="Postma", birth=PartialDate(1947, 3, 12), postcode="9712 AB", house_number=8)
pytestmark = pytest.mark.django_db


@pytest.fixture
def intaker() -> User:
    user = User.objects.create(username="intaker")
    group = user.groups.create(name="intake")
    case_type = ContentType.objects.get_for_model(Case)
    group.permissions.add(Permission.objects.get(content_type=case_type, codename="cases.register"))
    return user


def test_duplicates_come_along_best_first(intaker: User) -> None:
    gerrit = make_person("Gerrit", "Postma", birth="19470312", sex="M")
    make_person("G.J.", "Postma", birth="19471203", sex="M")
    geertje = make_person("Geertje", "Bakker", partner="Postma", birth="19500530")
    make_person("Henk", "Postma", birth="19600101", sex="M")
    make_person("Piet", "Jansen", birth="19470312", sex="M")
    make_household((gerrit, "partner"), (geertje, "partner"))
    matches = find_persons(intaker, GERRIT, on=ON)
    assert [(match.person.given_names, match.label, match.address_line) for match in matches] == [
        ("Gerrit", "past precies", "Merelstraat 8"),
        ("G.J.", "lijkt op: dag en maand omgewisseld", ""),
        ("Geertje", "zelfde achternaam en adres", "Merelstraat 8"),
    ]


def test_voorvoegsel_accents_and_partner_name_do_not_hide_anybody(intaker: User) -> None:
    make_person("Jan", "Groot", prefix="de", birth="19700101")
    make_person("Noémi", "Eötvös", birth="19700101")
    make_person("Ria", "Smit", partner="Visser", birth="19700101")
    for typed in ("de Groot", "GROOT", "eotvos", "Visser"):
        found = find_persons(intaker, Wanted(surname=typed, birth=PartialDate(1970, 1, 1)), on=ON)
        assert [match.label for match in found] == ["past precies"], typed


def test_secret_address_is_neither_shown_nor_found(intaker: User) -> None:
    hidden = make_person("Gerrit", "Postma", birth="19470312", address_secret=True)
    make_household((hidden, "other"))
    (match,) = find_persons(intaker, GERRIT, on=ON)
    assert match.address_line == ""
    assert find_persons(intaker, Wanted(postcode="9712 AB", house_number=8), on=ON) == []


def test_nobody_is_found_by_whom_no_rule_lets_see() -> None:
    make_person("Gerrit", "Postma", birth="19470312", bsn=bsn_at(0))
    guest = User.objects.create(username="gast")
    assert find_persons(guest, GERRIT, on=ON) == []
    assert find_by_bsn(guest, bsn_at(0)) is None


def test_bsn_finds_one_person(intaker: User) -> None:
    person = make_person(bsn=bsn_at(0))
    assert find_by_bsn(intaker, bsn_at(0)) == person
    assert find_by_bsn(intaker, bsn_at(1)) is None
    with pytest.raises(ValueError, match="11-proef"):
        find_by_bsn(intaker, "999999245")


def test_merged_person_is_not_found_again(intaker: User) -> None:
    kept = make_person("Gerrit", "Postma", birth="19470312")
    double = make_person("Gerrit", "Postma", birth="19470312")
    double.merged_into = kept
    double.save()
    assert [match.person for match in find_persons(intaker, GERRIT, on=ON)] == [kept]


def test_number_of_queries_is_the_same_for_one_and_for_twenty(intaker: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            find_persons(User.objects.get(pk=intaker.pk), GERRIT, on=ON)
        return len(captured)

    make_household((make_person("Gerrit", "Postma", birth="19470312"), "other"))
    one = queries()
    for number in range(19):
        make_household((make_person(f"Gerrit {number}", "Postma", birth="19470312"), "other"), house_number=number + 20)
    assert queries() == one


def test_nothing_typed_finds_nobody(intaker: User) -> None:
    make_person()
    assert find_persons(intaker, Wanted(), on=ON) == []


def test_where_people_live_and_who_lives_there() -> None:
    parent, child = make_person("Ans", birth="19800101"), make_person("Bo", birth="20150101")
    old = make_household((child, "other"), starts_on=date(2016, 1, 1))
    home = make_household((child, "child"), (parent, "parent"), starts_on=date(2020, 1, 1))
    assert households_on([parent, child], ON) == {parent.pk: home, child.pk: home}
    assert households_on([parent, child], date(2018, 1, 1)) == {child.pk: old}
    assert [row.person for row in members_on(home, ON)] == [parent, child]
