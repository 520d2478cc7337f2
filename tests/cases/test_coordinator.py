"""Who coordinates: one at a time, with a stand-in and a history, and without a door that opens."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from cases import access
from cases.actions.coordinator import appoint_coordinator
from cases.contract import CaseError, ConflictError, NoAccessError
from cases.models import Case, Coordinator, Event, Household, User
from tests.factories.case import make_case, make_team, make_user
from tests.factories.person import make_household, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def home() -> Household:
    household = make_household((make_person(), "other"))
    household.team = make_team()
    household.save()
    return household


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "cases.read_household", "toylaw.work", team=make_team())


@pytest.fixture
def karim() -> User:
    return make_user("karim", "cases.read_household", team=make_team())


def appoint(home: Household, who: User | None, at: datetime, **facts: object) -> Coordinator | None:
    known = {
        "household": home.uuid, "seen": Household.objects.get(pk=home.pk).version, "coordinator": who,
        "reason": "Kent het gezin", "actor": None, "at": at, "once": uuid4(),
    } | facts  # fmt: skip
    return appoint_coordinator(**known)  # type: ignore[arg-type]


def test_the_next_one_ends_the_one_before(home: Household, fenna: User, karim: User, at: datetime) -> None:
    first = appoint(home, fenna, at, stand_in=karim)
    later = at + timedelta(days=9)
    second = appoint(home, karim, later, actor=fenna, reason="Fenna gaat met verlof")
    first.refresh_from_db()
    assert (first.ends_at, second.ends_at, second.starts_at) == (later, None, later)
    assert [row.user for row in home.coordinators.all()] == [karim, fenna]
    assert appoint(home, None, later + timedelta(days=1)) is None
    assert not home.coordinators.filter(ends_at=None).exists()
    payloads = [event.payload for event in Event.objects.order_by("id")]
    assert payloads == [
        {"coordinator": fenna.pk, "stand_in": karim.pk, "before": None},
        {"coordinator": karim.pk, "stand_in": None, "before": fenna.pk},
        {"coordinator": None, "stand_in": None, "before": karim.pk},
    ]


def test_coordinating_opens_no_case(home: Household, fenna: User, karim: User, at: datetime) -> None:
    hidden = make_case(None, at, household=home, team=make_team("west", "West"))
    before = {model: set(access.visible_to(fenna, model)) for model in (Case, Household)}
    appoint(home, fenna, at)
    fresh = User.objects.get(pk=fenna.pk)
    assert {model: set(access.visible_to(fresh, model)) for model in (Case, Household)} == before
    assert access.permissions_on(fresh, hidden) == frozenset() or hidden not in before[Case]


def test_the_team_and_who_divides_the_work_may_appoint(home: Household, fenna: User, at: datetime) -> None:
    case = make_case(None, at, household=home, team=make_team("west", "West"))
    of_case = make_user("wim", "toylaw.work", team=case.team)
    with pytest.raises(NoAccessError):
        appoint(home, fenna, at, actor=of_case)
    with pytest.raises(NoAccessError):
        appoint(home, fenna, at, actor=make_user("baas", "cases.assign"))
    assert appoint(home, fenna, at, actor=make_user("marga", "cases.assign", "toylaw.work", team=case.team))
    assert appoint(home, None, at + timedelta(hours=1), actor=fenna) is None


def test_what_cannot_be_is_refused(home: Household, fenna: User, karim: User, at: datetime) -> None:
    stranger = make_user("vreemd", "toylaw.work", team=make_team("west", "West"))
    for who, facts, sentence in (
        (fenna, {"reason": " "}, "waarom"),
        (None, {"stand_in": karim}, "eerst een regisseur"),
        (fenna, {"stand_in": fenna}, "zichzelf niet"),
        (stranger, {}, "niet openen"),
        (fenna, {"stand_in": stranger}, "niet openen"),
        (None, {}, "verandert niets"),
    ):
        with pytest.raises(CaseError, match=sentence):
            appoint(home, who, at, **facts)
    with pytest.raises(ConflictError):
        appoint(home, fenna, at, seen=4)
    appoint(home, fenna, at)
    with pytest.raises(CaseError, match="verandert niets"):
        appoint(home, fenna, at + timedelta(days=1))
    with pytest.raises(CaseError, match="van later"):
        appoint(home, karim, at - timedelta(days=1))


def test_a_second_post_changes_nothing(home: Household, fenna: User, at: datetime) -> None:
    once = uuid4()
    made = {appoint(home, fenna, at, once=once) for _ in range(2)}
    assert made == {Coordinator.objects.get()}


def test_the_database_holds_one_at_a_time(home: Household, fenna: User, karim: User, at: datetime) -> None:
    row = appoint(home, fenna, at)
    with pytest.raises(IntegrityError, match="coordinator_one"), transaction.atomic():
        Coordinator.objects.create(household=home, user=karim, starts_at=at + timedelta(days=2), reason="x")
    with pytest.raises(IntegrityError, match="one_at_a_time"), transaction.atomic():
        Coordinator.objects.create(
            household=home, user=karim, starts_at=at + timedelta(days=2), ends_at=at + timedelta(days=3), reason="x"
        )
    with pytest.raises(IntegrityError, match="coordinator_period"), transaction.atomic():
        Coordinator.objects.filter(pk=row.pk).update(ends_at=at)
    with pytest.raises(IntegrityError, match="other_stand_in"), transaction.atomic():
        Coordinator.objects.filter(pk=row.pk).update(stand_in=fenna)
