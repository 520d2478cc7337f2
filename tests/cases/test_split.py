"""Part of a household goes on in a new one; a child may live in both."""

from datetime import date, datetime
from uuid import uuid4

import pytest

from cases.actions.household import move_in
from cases.actions.residence import change_stay, move_house
from cases.actions.split import Leaver, split_household
from cases.contract import CaseError, ConflictError, NoAccessError
from cases.models import Case, Event, Household, Membership
from cases.rules.address import Address
from tests.factories.case import make_case, make_team, make_user
from tests.factories.person import make_household, make_person

pytestmark = pytest.mark.django_db
SINCE, ON = date(2020, 1, 1), date(2026, 11, 1)
THERE = Address(street="Zeedijk", house_number=61, postcode="9999 ZK", city="Noorderveen")
Share = Membership.Share


def family() -> tuple[Household, dict[str, object]]:
    people = {name: make_person(name, "Kuipers") for name in ("Mia", "Jos", "Daan", "Lot")}
    roles = ("parent", "parent", "child", "child")
    return make_household(*zip(people.values(), roles, strict=True)), people  # type: ignore[return-value]


def split(household: Household, leavers: list[Leaver], at: datetime, **facts: object) -> Household:
    known = {
        "household": household.uuid, "seen": household.version, "leavers": leavers, "address": THERE, "on": ON,
        "actor": None, "at": at, "once": uuid4(),
    } | facts  # fmt: skip
    return split_household(**known)  # type: ignore[arg-type]


def members(household: Household, day: date) -> dict[str, str]:
    return {row.person.given_names: row.share for row in household.memberships.on(day).select_related("person")}


def test_a_parent_leaves_and_a_child_lives_in_both_homes(at: datetime) -> None:
    old, who = family()
    new = split(old, [Leaver(person=who["Jos"]), Leaver(person=who["Lot"], both=True, arrangement="om de week")], at)
    assert members(old, date(2026, 10, 31)) == dict.fromkeys(("Mia", "Jos", "Daan", "Lot"), Share.WHOLE)
    assert members(old, ON) == {"Mia": Share.WHOLE, "Daan": Share.WHOLE, "Lot": Share.MAIN}
    assert members(new, ON) == {"Jos": Share.WHOLE, "Lot": Share.ALSO}
    assert members(new, date(2026, 10, 31)) == {}
    assert (new.name, new.address, new.split_from) == ("Kuipers", THERE, old)
    assert new.memberships.get(person=who["Lot"]).arrangement == "om de week"
    event = Event.objects.get(kind="cases.household_split")
    assert event.household_id == old.pk
    assert event.payload == {
        "into": new.pk, "persons": sorted([who["Jos"].pk, who["Lot"].pk]), "cases": [], "on": "2026-11-01",
    }  # fmt: skip
    assert Household.objects.get(pk=old.pk).version == 2


def test_cases_stay_unless_they_move_with_their_person(at: datetime) -> None:
    old, who = family()
    stays = make_case(None, at, household=old, person=who["Mia"])
    jos, also = (make_case(None, at, household=old, person=who["Jos"]) for _ in range(2))
    new = split(old, [Leaver(person=who["Jos"])], at, cases=[jos.uuid])
    homes = {case.pk: case.household for case in Case.objects.select_related("household")}
    assert homes == {stays.pk: old, jos.pk: new, also.pk: old}
    moved = Event.objects.get(kind="cases.case_moved")
    assert (moved.case_id, moved.household_id, moved.payload["before"]) == (jos.pk, new.pk, old.pk)
    assert Case.objects.get(pk=jos.pk).version == jos.version + 1
    assert jos.deadlines.open().count() > 0, "its terms run on"


def test_splits_that_cannot_be_are_refused(at: datetime) -> None:
    old, who = family()
    case = make_case(None, at, household=old, person=who["Mia"])
    jos = [Leaver(person=who["Jos"])]
    everybody = [Leaver(person=person) for person in who.values()]
    refused = (
        ([], {}, "wie er weggaat"),
        (jos * 2, {}, "één keer"),
        (everybody, {}, "niemand over"),
        (jos, {"on": SINCE}, "niet na de eerste dag"),
        (jos, {"cases": [case.uuid]}, "iemand die blijft"),
        (jos, {"address": Address(postcode="12")}, "postcode"),
        ([Leaver(person=make_person())], {}, "hoort niet"),
    )
    for leavers, facts, sentence in refused:
        with pytest.raises(CaseError, match=sentence):
            split(old, leavers, at, **facts)
    with pytest.raises(ConflictError):
        split(old, jos, at, seen=5)
    assert Household.objects.count() == 1
    assert not Event.objects.filter(kind="cases.household_split").exists()


def test_who_may_not_see_a_case_can_not_move_it(at: datetime) -> None:
    old, who = family()
    team = make_team()
    fenna = make_user("fenna", "toylaw.work", "cases.register", team=team)
    make_case(None, at, household=old, person=who["Mia"])
    hidden = make_case(None, at, household=old, person=who["Jos"], team=make_team("west", "West"))
    with pytest.raises(NoAccessError):
        split(old, [Leaver(person=who["Jos"])], at, cases=[hidden.uuid], actor=fenna)
    assert split(old, [Leaver(person=who["Jos"])], at, actor=fenna).number
    with pytest.raises(NoAccessError):
        split(old, [Leaver(person=who["Daan"])], at, seen=2, actor=make_user("vreemd", "cases.register"))


def test_a_second_post_forms_no_second_household(at: datetime) -> None:
    old, who = family()
    once = uuid4()
    made = {split(old, [Leaver(person=who["Jos"])], at, once=once) for _ in range(2)}
    assert len(made) == 1
    assert Household.objects.count() == 2


def test_moving_into_another_home_ends_the_first_or_makes_it_the_main_one(at: datetime) -> None:
    person = make_person()
    first = make_household((person, "child"))
    second, third = make_household((make_person(), "parent")), make_household((make_person(), "parent"))
    enter = {"person": person, "role": "child", "on": ON, "actor": None, "at": at}
    move_in(household=second.uuid, seen=1, share=Share.ALSO, arrangement="weekend", **enter)
    assert members(first, ON) == {"Anna": Share.MAIN}
    assert first.memberships.get(ends_on=None).starts_on == ON
    move_in(household=third.uuid, seen=1, **(enter | {"on": date(2026, 11, 10)}))
    assert members(first, date(2026, 11, 10)) == {}
    assert members(second, date(2026, 11, 9))["Anna"] == Share.ALSO
    assert "Anna" in members(third, date(2026, 11, 10))
    assert Membership.objects.open().filter(person=person).count() == 1
    kinds = Event.objects.filter(household_id=first.pk).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["cases.stay_changed", "cases.person_moved_out"]


def test_belonging_without_living_there_leaves_the_home_alone(at: datetime) -> None:
    person = make_person()
    home, other = make_household((person, "other")), make_household((make_person(), "parent"))
    move_in(
        household=other.uuid, seen=1, person=person, role="parent", share=Share.ELSEWHERE, on=ON, actor=None, at=at,
        once=(once := uuid4()),
    )  # fmt: skip
    assert members(home, ON) == {"Anna": Share.WHOLE}
    again = move_in(
        household=other.uuid, seen=1, person=person, role="parent", share=Share.ELSEWHERE, on=ON, actor=None, at=at,
        once=once,
    )  # fmt: skip
    assert again == other.memberships.get(person=person)


def test_another_stay_keeps_what_was(at: datetime) -> None:
    person = make_person()
    home, other = make_household((person, "child")), make_household((make_person(), "parent"))
    known = {"person": person, "actor": None, "at": at, "once": uuid4()}
    change_stay(household=home.uuid, seen=1, share=Share.MAIN, arrangement="ma tot do", on=ON, **known)
    rows = home.memberships.order_by("starts_on").values_list("share", "starts_on", "ends_on", "arrangement")
    assert list(rows) == [
        (Share.WHOLE, SINCE, date(2026, 10, 31), ""),
        (Share.MAIN, ON, None, "ma tot do"),
    ]
    known["once"] = uuid4()
    change_stay(household=home.uuid, seen=2, share=Share.MAIN, arrangement="ma tot wo", on=ON, **known)
    assert home.memberships.count() == 2, "on the first day it is put right"
    with pytest.raises(CaseError, match="niets veranderd"):
        change_stay(
            household=home.uuid, seen=3, share=Share.MAIN, arrangement="ma tot wo", on=ON, **(known | {"once": uuid4()})
        )
    Membership.objects.create(household=other, person=person, role="child", share=Share.ALSO, starts_on=SINCE)
    with pytest.raises(CaseError, match="ander hoofdverblijf"):
        change_stay(
            household=other.uuid, seen=1, share=Share.MAIN, arrangement="", on=ON, **(known | {"once": uuid4()})
        )


def test_moving_house_keeps_the_old_address_with_its_days(at: datetime) -> None:
    home = make_household((make_person(), "other"), brp_address="0123")
    known = {"household": home.uuid, "actor": None, "at": at}
    move_house(address=THERE, seen=1, on=ON, once=(once := uuid4()), **known)
    move_house(address=THERE, seen=1, on=ON, once=once, **known)
    home.refresh_from_db()
    assert (home.address, home.brp_address, home.version) == (THERE, "", 2)
    old = home.former_addresses.get()
    assert (old.address.street, old.brp_address, old.starts_on, old.ends_on) == (
        "Merelstraat", "0123", None, date(2026, 10, 31),
    )  # fmt: skip
    third = Address(street="Molenpad", house_number=1, postcode="9999 ZH", city="Noorderveen")
    for address, on, sentence in (
        (THERE, ON, "staat er al"),
        (third, ON, "sinds 01-11-2026"),
        (third, date(2026, 12, 1), "moet nog komen"),
        (Address(street="X", postcode="0"), ON, "postcode"),
    ):
        with pytest.raises(CaseError, match=sentence):
            move_house(address=address, seen=2, on=on, once=uuid4(), **known)
    move_house(address=third, seen=2, on=date(2026, 11, 20), once=uuid4(), **known)
    assert home.former_addresses.first().starts_on == ON
