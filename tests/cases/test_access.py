"""The gate: nothing is visible unless a rule says so, and what is opened is written down first."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.db import connection
from django.utils import timezone

from cases import access
from cases.actions.transition import perform
from cases.contract import NoAccessError
from cases.models import Case, CaseGrant, Deadline, Household, Letter, Note, Person, ReadLog, Task, TeamMembership, User
from tests.factories.case import make_case, make_team, make_user

pytestmark = pytest.mark.django_db
KINDS = (Case, Household, Person, Task, Letter, Note, CaseGrant)


@pytest.fixture
def case(at):
    case = make_case(None, at, data={"received_on": at.date(), "wish": "Fiets"}, team=make_team())
    Task.objects.create(case=case, label="Bel terug")
    author = make_user("schrijver")
    Note.objects.create(case=case, kind="call", text="x", happened_on=at.date(), author=author, written_at=at)
    return case


def again(user):
    """The same user in the next request."""
    return User.objects.get(pk=user.pk)


def sees(user):
    """Which kinds of things this user sees any of."""
    user = again(user)
    return {model.__name__ for model in KINDS if access.visible_to(user, model).exists()}


def grant(case, user, codename, *, starts=-1, ends=1):
    """An individual grant from `starts` to `ends` hours from now."""
    now = timezone.now()
    return CaseGrant.objects.create(
        content_object=case,
        user=user,
        permission=Permission.objects.get(codename=codename),
        valid_from=now + timedelta(hours=starts),
        valid_until=now + timedelta(hours=ends),
        reason="waarneming",
        granted_by=user,
    )


OF_A_CASE = {"Case", "Household", "Person", "Task", "Letter", "Note"}


def test_colleague_of_the_team_with_a_role_in_the_law_sees_the_case_and_what_hangs_on_it(case):
    assert sees(make_user("fenna", "toylaw.work", team=make_team())) == OF_A_CASE


def test_nobody_sees_anything_by_default(case):
    west = make_team("west", "Wijkteam West")
    assert sees(make_user("leeg")) == set()
    assert sees(make_user("zonder_team", "toylaw.work")) == set()
    assert sees(make_user("zonder_rol", team=make_team())) == set()
    assert sees(make_user("ander_team", "toylaw.work", team=west)) == set()
    assert sees(make_user("andere_wet", "wmo.work", team=make_team())) == set()
    assert sees(make_user("alleen_kern", "cases.assign", "cases.read_log", team=make_team())) == set()


def test_superuser_is_nobody_special(case):
    chief = make_user("baas")
    chief.is_superuser = chief.is_staff = True
    chief.save()
    assert sees(chief) == set()
    assert not access.can(again(chief), "toylaw.work")


def test_model_without_a_rule_shows_nothing(case):
    fenna = make_user("fenna", "toylaw.work", team=make_team())
    assert Deadline.objects.exists()
    assert not access.visible_to(fenna, Deadline).exists()


@pytest.mark.parametrize(("starts_on", "ends_on", "seen"), [
    (-10, None, True), (-10, 0, True), (0, 0, True), (-10, -1, False), (1, None, False),
])  # fmt: skip
def test_membership_counts_from_its_first_to_its_last_day(case, starts_on, ends_on, seen):
    fenna = make_user("fenna", "toylaw.work")
    today = timezone.localdate()
    TeamMembership.objects.create(
        team=case.team,
        user=fenna,
        starts_on=today + timedelta(days=starts_on),
        ends_on=None if ends_on is None else today + timedelta(days=ends_on),
    )
    assert sees(fenna) == (OF_A_CASE if seen else set())


def test_handler_sees_the_case_outside_the_team_but_not_outside_the_law(case):
    fenna = make_user("fenna", "toylaw.work", team=make_team("west", "Wijkteam West"))
    stranger = make_user("vreemd", "wmo.work")
    for user, expected in ((fenna, OF_A_CASE), (stranger, set())):
        Case.objects.update(handler=user)
        assert sees(user) == expected


def test_colleague_who_left_sees_nothing(case):
    fenna = make_user("fenna", "toylaw.work", team=make_team())
    grant(case, fenna, "toylaw.work")
    Case.objects.update(handler=fenna)
    fenna.is_active = False
    fenna.save()
    assert sees(fenna) == set()
    assert not access.can(again(fenna), "toylaw.work")
    assert not access.can(again(fenna), "toylaw.work", case)


@pytest.mark.parametrize(("starts", "ends", "seen"), [(-1, 1, True), (-2, -1, False), (1, 2, False)])
def test_grant_counts_within_its_period(case, starts, ends, seen):
    fenna = make_user("fenna")
    grant(case, fenna, "toylaw.work", starts=starts, ends=ends)
    assert sees(fenna) == (OF_A_CASE | {"CaseGrant"} if seen else set())
    assert access.can(again(fenna), "toylaw.work", case) is seen


def test_grant_is_for_one_case_and_one_permission(case, at):
    other = make_case(None, at, team=case.team)
    fenna = make_user("fenna", "toylaw.work", "toylaw.decide", team=make_team("west", "Wijkteam West"))
    grant(case, fenna, "toylaw.work")
    fenna = again(fenna)
    assert list(access.visible_to(fenna, Case)) == [case]
    # The role gives "decide" for the cases of her own team; seeing this one does not bring it along.
    assert access.permissions_on(fenna, case) == {"toylaw.work"}
    assert access.permissions_on(fenna, other) == set()
    with pytest.raises(NoAccessError):
        perform(case_id=case.pk, key="grant", actor=fenna, data={"weeks": 4}, at=at, seen=1, once=uuid4())
    done = perform(case_id=case.pk, key="attempt", actor=fenna, data={}, at=at, seen=1, once=uuid4())
    assert done.version == 2


def test_who_takes_meldingen_finds_persons_and_households_but_no_case(case):
    assert sees(make_user("balie", "cases.register")) == {"Household", "Person"}


def test_household_reader_sees_those_of_the_team(case):
    reader = make_user("huis", "cases.read_household", team=make_team())
    assert sees(reader) == set()
    Household.objects.update(team=make_team())
    assert sees(reader) == {"Household", "Person"}


def test_nothing_is_shown_twice(case, at):
    for _ in range(2):
        make_case(None, at, team=case.team, household=case.household, person=case.person)
    fenna = make_user("fenna", "toylaw.work", "cases.read_household", team=make_team())
    Household.objects.update(team=make_team())
    for model in (Case, Household, Person):
        rows = list(access.visible_to(fenna, model))
        assert len(rows) == len(set(rows)) == model.objects.count()


# --- the read log ---------------------------------------------------------------------------------------------


def lines():
    fields = ("kind", "outcome", "actor_id", "ground", "case_id", "law")
    return list(ReadLog.objects.order_by("id").values_list(*fields))


@pytest.mark.parametrize("ground", ["team", "handler", "grant"])
def test_opening_is_written_with_its_ground(case, at, ground):
    fenna = make_user("fenna", *(["toylaw.work"] if ground != "grant" else []), team=make_team())
    if ground == "handler":
        Case.objects.update(handler=fenna)
    elif ground == "grant":
        grant(case, fenna, "toylaw.work")
    opened = access.open_case(again(fenna), uuid=case.uuid, at=at)
    assert opened == case
    assert lines() == [("cases.open_casefile", "ok", fenna.pk, ground, case.pk, "toylaw")]


def test_refused_attempt_is_written_and_says_no_more_than_unknown(case, at):
    stranger = make_user("vreemd", "toylaw.work", team=make_team("west", "Wijkteam West"))
    with pytest.raises(NoAccessError) as refused:
        access.open_case(stranger, uuid=case.uuid, at=at)
    with pytest.raises(NoAccessError) as unknown:
        access.open_case(stranger, uuid=UUID(int=0), at=at)
    assert str(refused.value) == str(unknown.value)
    assert lines() == [("cases.open_casefile", "refused", stranger.pk, "none", case.pk, "toylaw")]


@pytest.mark.django_db(transaction=True)
def test_read_line_is_committed_before_the_answer(at):
    """Whatever goes wrong with the page afterwards, that somebody looked stays written."""
    case = make_case(None, at, team=make_team())
    fenna = make_user("fenna", "toylaw.work", team=make_team())
    access.open_case(fenna, uuid=case.uuid, at=at)
    elsewhere = connection.copy()
    try:
        with elsewhere.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM cases_readlog")
            assert cursor.fetchone() == (1,)
    finally:
        elsewhere.close()


@pytest.mark.parametrize("many", [1, 30])
def test_gate_asks_as_many_statements_for_one_case_as_for_thirty(at, many, django_assert_num_queries):
    for _ in range(many):
        make_case(None, at, team=make_team())
    fenna = again(make_user("fenna", "toylaw.work", team=make_team()))
    with django_assert_num_queries(2):  # rights and teams, cases
        assert len(access.visible_to(fenna, Case)) == many
    with django_assert_num_queries(2):  # the facts are known
        assert len(access.visible_to(fenna, Household)) == len(access.visible_to(fenna, Person)) == many


def test_guardian_keeps_its_own_tables_empty(case):
    grant(case, make_user("fenna"), "toylaw.work")
    assert [model.objects.exists() for model in apps.get_app_config("guardian").get_models()] == [False, False]
