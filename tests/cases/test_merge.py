"""Two rows about one household or one person are linked: nothing is copied or lost, and it can be undone."""

from datetime import date, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from cases import access
from cases.actions.intake import home_of
from cases.actions.merge import merge_households, merge_persons, part_households, part_persons
from cases.contract import CaseError, ConflictError, NoAccessError
from cases.models import Event, Household, HouseholdMerger, Person, User
from cases.queries.persons import households_on
from tests.factories.case import make_case, make_team, make_user
from tests.factories.person import bsn_at, make_household, make_person

pytestmark = pytest.mark.django_db
REASON = "Zelfde mensen op hetzelfde adres, twee keer ingevoerd"


def merge(double: Household, kept: Household, at: datetime, **facts: object) -> Household:
    known = {
        "double": double.uuid, "seen_double": double.version, "kept": kept.uuid, "seen_kept": kept.version,
        "reason": REASON, "actor": None, "at": at, "once": uuid4(),
    } | facts  # fmt: skip
    return merge_households(**known)  # type: ignore[arg-type]


def merge_people(double: Person, kept: Person, at: datetime, **facts: object) -> Person:
    known = {
        "double": double.uuid, "seen_double": double.version, "kept": kept.uuid, "seen_kept": kept.version,
        "reason": REASON, "actor": None, "at": at, "once": uuid4(),
    } | facts  # fmt: skip
    return merge_persons(**known)  # type: ignore[arg-type]


def fresh(*rows: Household) -> list[Household]:
    return [Household.objects.get(pk=row.pk) for row in rows]


def test_merged_household_leads_to_the_one_that_remains(at: datetime) -> None:
    person = make_person()
    double, kept = make_household((person, "other")), make_household((make_person("Bea"), "other"))
    assert merge(double, kept, at) == kept
    double, kept = fresh(double, kept)
    assert (double.merged_into, double.version, kept.version) == (kept, 2, 2)
    assert double.memberships.count() == 1, "nothing is copied or moved"
    assert home_of(person, at) == kept
    assert households_on([person], at.date()) == {person.pk: kept}
    assert list(Household.objects.of_person(person, at.date())) == [kept]
    event = Event.objects.get()
    assert (event.kind, event.household_id, event.payload) == (
        "cases.households_merged",
        kept.pk,
        {"double": double.pk},
    )
    assert "Zelfde" not in str(event.payload)


def test_a_chain_of_links_points_to_the_last_and_comes_apart_in_any_order(at: datetime) -> None:
    first, second, third = (make_household((make_person(), "other")) for _ in range(3))
    merge(first, second, at)
    merge(*fresh(second, third), at)
    first, second, third = fresh(first, second, third)
    assert (first.merged_into, second.merged_into) == (third, third)
    part_households(double=second.uuid, seen=third.version, actor=None, at=at, once=uuid4())
    first, second, third = fresh(first, second, third)
    assert (first.merged_into, second.merged_into, third.merged_into) == (second, None, None)
    merge(second, third, at)
    first, second, third = fresh(first, second, third)
    part_households(double=first.uuid, seen=third.version, actor=None, at=at, once=uuid4())
    first, second, third = fresh(first, second, third)
    assert (first.merged_into, second.merged_into) == (None, third)
    assert HouseholdMerger.objects.filter(undone_at=None).count() == 1
    assert HouseholdMerger.objects.count() == 3, "what was linked once stays known"


def test_merging_shows_the_shell_of_both_and_no_case_of_another(at: datetime) -> None:
    fenna = make_user("fenna", "toylaw.work", "cases.register", team=make_team())
    mine = make_case(fenna, at)
    other = make_case(None, at, team=make_team("west", "West"))
    before = set(access.own_households(fenna))
    assert before == {mine.household}
    merge(other.household, mine.household, at)
    assert set(access.own_households(fenna)) == {mine.household, other.household}
    assert set(access.visible_to(fenna, type(mine))) == {mine}


def test_impossible_mergers_are_refused(at: datetime) -> None:
    one, two = make_household((make_person(), "other")), make_household((make_person(), "other"))
    fenna = make_user("fenna", "cases.register", "toylaw.work", team=make_team())
    make_case(fenna, at, household=one)
    with pytest.raises(CaseError, match="twee keer hetzelfde"):
        merge(one, one, at)
    with pytest.raises(CaseError, match="waaraan je ziet"):
        merge(one, two, at, reason=" ")
    with pytest.raises(ConflictError):
        merge(one, two, at, seen_kept=7)
    with pytest.raises(NoAccessError):
        merge(one, Household(uuid=uuid4()), at)
    with pytest.raises(NoAccessError):
        merge(one, two, at, actor=fenna)
    with pytest.raises(NoAccessError):
        merge(one, two, at, actor=User.objects.create(username="gast"))
    two.municipality = "0001"
    two.save()
    with pytest.raises(CaseError, match="twee gemeenten"):
        merge(one, two, at)
    assert not HouseholdMerger.objects.exists()
    assert not Event.objects.filter(kind="cases.households_merged").exists()


def test_a_second_post_does_nothing_and_a_second_merger_is_refused(at: datetime) -> None:
    one, two, three = (make_household((make_person(), "other")) for _ in range(3))
    once = uuid4()
    assert merge(one, two, at, once=once) == merge(one, two, at, once=once) == two
    assert HouseholdMerger.objects.count() == 1
    with pytest.raises(CaseError, match="al samengevoegd"):
        merge(*fresh(one, three), at)
    with pytest.raises(IntegrityError, match="one_householdmerger"), transaction.atomic():
        HouseholdMerger.objects.create(double=one, kept=three, merged_at=at)
    with pytest.raises(IntegrityError, match="of_two"), transaction.atomic():
        HouseholdMerger.objects.create(double=three, kept=three, merged_at=at)


def test_parting_asks_the_version_and_a_link(at: datetime) -> None:
    one, two = make_household((make_person(), "other")), make_household((make_person(), "other"))
    with pytest.raises(CaseError, match="al los"):
        part_households(double=one.uuid, seen=1, actor=None, at=at, once=uuid4())
    merge(one, two, at)
    with pytest.raises(ConflictError):
        part_households(double=one.uuid, seen=1, actor=None, at=at, once=uuid4())
    with pytest.raises(NoAccessError):
        part_households(double=uuid4(), seen=2, actor=None, at=at, once=uuid4())
    once = uuid4()
    for _ in range(2):
        assert part_households(double=one.uuid, seen=2, actor=None, at=at, once=once) == one
    assert Event.objects.filter(kind="cases.households_parted").count() == 1


def test_double_persons_are_one_and_can_be_two_again(at: datetime) -> None:
    kept, double = make_person(bsn=bsn_at(3)), make_person("G.J.")
    home = make_household((double, "other"), starts_on=date(2021, 1, 1))
    assert merge_people(double, kept, at) == kept
    assert home_of(kept, at) == home
    assert Person.objects.current().get() == kept
    double.refresh_from_db()
    kept.refresh_from_db()
    part_persons(double=double.uuid, seen=kept.version, actor=None, at=at, once=uuid4())
    assert Person.objects.current().count() == 2
    assert home_of(kept, at) is None
    kinds = [event.kind for event in Event.objects.order_by("id")]
    assert kinds == ["cases.persons_merged", "cases.persons_parted"]


def test_who_has_a_bsn_remains_and_two_bsns_are_two_people(at: datetime) -> None:
    one, two, without = make_person(bsn=bsn_at(1)), make_person(bsn=bsn_at(2)), make_person()
    with pytest.raises(CaseError, match="twee mensen"):
        merge_people(one, two, at)
    with pytest.raises(CaseError, match="degene die blijft"):
        merge_people(one, without, at)
    assert merge_people(without, one, at) == one
    assert Person.objects.with_bsn(bsn_at(1)).get() == one


def test_merged_person_is_seen_by_who_sees_the_double(at: datetime) -> None:
    fenna = make_user("fenna", "toylaw.work", team=make_team())
    case = make_case(fenna, at)
    kept = make_person("Echte")
    assert kept not in access.visible_to(fenna, Person)
    merge_people(case.person, kept, at)
    assert kept in access.visible_to(fenna, Person)
