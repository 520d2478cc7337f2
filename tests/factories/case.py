"""Colleagues, teams and cases for tests. Cases are opened through the real `open_case()`."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.models import Group, Permission

from cases.actions.record import edit_record
from cases.actions.transition import Opening, open_case, perform
from cases.models import Case, Household, Municipality, Person, Team, TeamMembership, User
from tests.factories.person import make_household, make_person


def make_municipality(code: str = "0000", name: str = "Noorderveen") -> Municipality:
    municipality, _ = Municipality.objects.get_or_create(
        code=code,
        defaults={"name": name, "address_lines": "Postbus 1000\n0000 AA Noorderveen", "phone": "050 000 00 00"},
    )
    return municipality


def make_team(key: str = "oost", name: str = "Wijkteam Oost") -> Team:
    team, _ = Team.objects.get_or_create(key=key, defaults={"name": name, "municipality": make_municipality()})
    return team


def make_user(
    username: str = "fenna", *permissions: str, team: Team | None = None, mandate: str = "Mandaat 2026"
) -> User:
    """A colleague whose role holds these permissions ("toylaw.work", "cases.register")."""
    user = User.objects.create_user(
        username,
        password="geheim",
        first_name=username.capitalize(),
        last_name="de Boer",
        role_title="consulent",
        mandate=mandate,
    )
    if permissions:
        group, _ = Group.objects.get_or_create(name=f"rol {username}")
        found = Permission.objects.filter(content_type__app_label="cases", codename__in=permissions)
        assert found.count() == len(set(permissions)), permissions
        group.permissions.set(found)
        user.groups.add(group)
    if team:
        TeamMembership.objects.create(team=team, user=user, starts_on=date(2020, 1, 1))
    return user


def make_case(
    actor: User | None,
    at: datetime,
    *,
    law: str = "toylaw",
    key: str = "request",
    data: dict[str, Any] | None = None,
    team: Team | None = None,
    household: Household | None = None,
    person: Person | None = None,
    handler: User | None = None,
) -> Case:
    person = person or make_person()
    household = household or make_household((person, "other"))
    return open_case(
        law=law,
        key=key,
        actor=actor,
        at=at,
        once=uuid4(),
        data={"received_on": at.date()} if data is None else data,
        opening=Opening(household=household, person=person, team=team or make_team(), handler=handler),
    )


def act(case: Case, key: str, actor: User | None, at: datetime, **data: Any) -> Case:
    """One step on a case, on the version it has now."""
    case = Case.objects.get(pk=case.pk)
    return perform(case_id=case.pk, key=key, actor=actor, data=data, at=at, seen=case.version, once=uuid4())


def edit(case: Case, key: str, actor: User, at: datetime, record: UUID | None = None, **data: Any) -> Case:
    """Write a record of the law on a case, as it is now."""
    return edit_record(case_id=case.pk, key=key, record=record, data=data, actor=actor, at=at, seen=None, once=uuid4())
