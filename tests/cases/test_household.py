"""Households with dated members."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from cases.actions.household import form_household, move_in, move_out
from cases.contract import CaseError, ConflictError, NoAccessError
from cases.models import Event, Household, Membership, User
from cases.rules.address import Address
from cases.rules.partial_date import PartialDate
from tests.factories.person import make_household, make_person

AT = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
TODAY = date(2026, 11, 24)
pytestmark = pytest.mark.django_db


def form(*members: tuple[object, str], **facts: object) -> Household:
    known = {"members": members, "municipality": "9999", "on": TODAY, "actor": None, "at": AT} | facts
    return form_household(**known)  # type: ignore[arg-type]


def test_household_is_named_after_its_adults_and_numbered_for_people() -> None:
    samira = make_person("Samira", "Amrani", prefix="El")
    mark = make_person("Mark", "Wit", prefix="de", sex="M")
    noor = make_person("Noor", "Bos", birth="20190110")
    address = Address(street="Lindelaan", house_number=14, postcode="9712ab", city="Noorderveen")
    household = form((samira, "parent"), (mark, "parent"), (noor, "child"), address=address)
    assert household.name == "El Amrani – De Wit"
    assert household.search_name == "el amrani de wit"
    assert household.number[:7] == "H-2026-"
    assert len(household.number) == 12
    assert household.address_lines == ("Lindelaan 14", "9712 AB  Noorderveen")
    event = Event.objects.get()
    assert (event.kind, event.household_id) == ("cases.household_formed", household.pk)
    assert event.payload == {"persons": sorted([samira.pk, mark.pk, noor.pk]), "on": "2026-11-24"}


def test_numbers_are_never_given_twice() -> None:
    numbers = {form((make_person(), "other")).number for _ in range(5)}
    assert len(numbers) == 5


def test_impossible_households_are_refused_with_a_sentence() -> None:
    person, dead = make_person(), make_person("Opa")
    dead.set_died(PartialDate(2020))
    dead.save()
    for members, facts in (
        ([], {}),
        ([(person, "parent"), (person, "child")], {}),
        ([(dead, "other")], {}),
        ([(person, "other")], {"address": Address(postcode="12")}),
    ):
        with pytest.raises(CaseError):
            form(*members, **facts)
    assert not Household.objects.exists()
    with pytest.raises(NoAccessError):
        form((person, "other"), actor=User.objects.create(username="gast"))


def test_membership_holds_from_its_first_to_and_with_its_last_day() -> None:
    person = make_person()
    household = make_household((person, "other"), starts_on=date(2026, 1, 1))
    move_out(household=household.uuid, seen=1, person=person, on=date(2026, 1, 31), actor=None, at=AT)
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1)]
    assert [Membership.objects.on(day).count() for day in days] == [0, 1, 1, 0]
    assert [Household.objects.of_person(person, day).count() for day in days] == [0, 1, 1, 0]
    assert not Membership.objects.open().exists()


def test_who_left_can_come_back_but_not_twice_at_once() -> None:
    person = make_person()
    household = make_household((person, "other"), starts_on=date(2026, 1, 1))
    with pytest.raises(CaseError, match="al bij het huishouden"):
        move_in(household=household.uuid, seen=1, person=person, role="other", on=TODAY, actor=None, at=AT)
    move_out(household=household.uuid, seen=1, person=person, on=date(2026, 5, 31), actor=None, at=AT)
    move_in(household=household.uuid, seen=2, person=person, role="child", on=date(2026, 6, 1), actor=None, at=AT)
    assert Household.objects.get().version == 3
    assert [event.kind for event in Event.objects.order_by("id")] == ["cases.person_moved_out", "cases.person_moved_in"]


def test_moves_that_cannot_be_are_refused() -> None:
    person, other, dead = make_person(), make_person(), make_person()
    dead.set_died(PartialDate())
    household = make_household((person, "other"), starts_on=TODAY)
    with pytest.raises(CaseError, match="hoort niet"):
        move_out(household=household.uuid, seen=1, person=other, on=TODAY, actor=None, at=AT)
    with pytest.raises(CaseError, match="eerder dan"):
        move_out(household=household.uuid, seen=1, person=person, on=date(2020, 1, 1), actor=None, at=AT)
    with pytest.raises(CaseError, match="overleden"):
        move_in(household=household.uuid, seen=1, person=dead, role="other", on=TODAY, actor=None, at=AT)
    with pytest.raises(NoAccessError):
        move_out(household=uuid4(), seen=1, person=person, on=TODAY, actor=None, at=AT)
    with pytest.raises(ConflictError):
        move_out(household=household.uuid, seen=7, person=person, on=TODAY, actor=None, at=AT)
    with pytest.raises(NoAccessError):
        move_out(
            household=household.uuid, seen=1, person=person, on=TODAY, actor=User.objects.create(username="gast"), at=AT
        )


def test_database_refuses_a_membership_that_ends_before_it_starts_or_overlaps() -> None:
    person = make_person()
    household = make_household((person, "other"), starts_on=TODAY)
    with pytest.raises(IntegrityError, match="membership_period"), transaction.atomic():
        household.memberships.update(ends_on=date(2020, 1, 1))
    with pytest.raises(IntegrityError, match="membership_once"), transaction.atomic():
        Membership.objects.create(household=household, person=person, role="child", starts_on=date(2027, 1, 1))
    with pytest.raises(IntegrityError, match="membership_role"), transaction.atomic():
        household.memberships.update(role="boss")
    with pytest.raises(IntegrityError, match="household_postcode_form"), transaction.atomic():
        Household.objects.update(postcode="9712AB")
