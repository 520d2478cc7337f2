"""Who is told about a term: who handles it, or those who could."""

from datetime import datetime

from django.db.models import Q, QuerySet

from cases import access
from cases.models import Case, CaseGrant, Deadline, Household, Person, Task, Team, User
from cases.queries.colleagues import asks
from cases.rules.calendar import local_day


def case_of(deadline: Deadline) -> Case | None:
    """The case a term is about, also when it belongs to a task or a grant on that case."""
    match deadline.subject:
        case Case() as case:
            return case
        case Task() as task:
            return task.case
        case CaseGrant() as grant:
            return grant.content_object
        case _:
            return None


def recipients_of(deadline: Deadline, at: datetime) -> list[User]:
    """The colleagues to tell, in one fixed order; empty when there is nobody at all.

    Nobody is told who may not see what it is about: then the stand-in is, and else the team. A term never waits
    for somebody who left.
    """
    subject = deadline.subject
    match subject:
        case Case():
            found = _for_case(subject, deadline.law, at)
        case Task():
            found = _who_may(subject.owner, subject.case) or _for_case(subject.case, deadline.law, at)
        case CaseGrant():
            found = [user for user in (subject.user, subject.granted_by) if user.is_active][:1]
            found = found or _for_case(subject.content_object, deadline.law, at)
        case Household():
            found = _for_households(Household.objects.filter(pk=subject.pk), deadline.law, at)
        case Person():
            found = _for_person(subject, deadline.law, at)
        case _:  # pragma: no cover - the database knows five subjects
            raise AssertionError(subject)
    return sorted(set(found), key=lambda user: user.pk)


def team_of(deadline: Deadline, at: datetime) -> list[User]:
    """Who handles it and everybody in the team who could: for what nobody may miss."""
    case = case_of(deadline)
    found = recipients_of(deadline, at)
    if case is not None:
        found += _team([case.team_id], asks(case), at)
    return sorted(set(found), key=lambda user: user.pk)


def _for_case(case: Case, law: str, at: datetime) -> list[User]:
    handler = case.handler
    stand_in = handler.stand_in if handler else None
    return (
        _who_may(handler, case)
        or _who_may(stand_in, case)
        or _team([case.team_id], asks(case) if case.law == law else law, at)
    )


def _for_person(person: Person, law: str, at: datetime) -> list[User]:
    """Who works with them under this law, or else the teams of where they live."""
    cases = Case.objects.open().filter(person=person, law=law).select_related("handler__stand_in")
    found = [user for case in cases for user in _for_case(case, law, at)]
    return found or _for_households(Household.objects.all().of_person(person, local_day(at)), law, at)


def _for_households(households: QuerySet[Household], law: str, at: datetime) -> list[User]:
    teams = Team.objects.filter(
        Q(households__in=households) | Q(cases__in=Case.objects.open().filter(household__in=households, law=law))
    )
    return _team(teams.values_list("pk", flat=True), law, at)


def _who_may(user: User | None, case: Case) -> list[User]:
    """Just this colleague, if they work here and may still see the case."""
    if user is None or not user.is_active or not access.visible_to(user, Case).filter(pk=case.pk).exists():
        return []
    return [user]


def _team(teams: "list[int] | QuerySet[Team, int]", right: str, at: datetime) -> list[User]:
    """The members of today whose role gives them any right of a law, or one right: the same that `access` asks."""
    today = local_day(at)
    members = User.objects.filter(
        Q(memberships__ends_on=None) | Q(memberships__ends_on__gte=today),
        memberships__team__in=teams,
        memberships__starts_on__lte=today,
        is_active=True,
    )
    may = User.objects.filter(
        Q(groups__permissions__codename__startswith=f"{right}.") | Q(groups__permissions__codename=right),
        groups__permissions__content_type__app_label="cases",
    )
    return list(members.filter(pk__in=may.values("pk")).distinct())
