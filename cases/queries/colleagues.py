"""Who could handle which case: who is looking, and the members of a team today, by the laws of their roles."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q
from django.db.models.functions import Now, TruncDate

from cases.models import Case, Team, TeamMembership, User
from cases.reader import Reader, reader

ASSIGN = "cases.assign"  # gives work to others


@dataclass(frozen=True, slots=True, order=True)
class Colleague:
    name: str
    pk: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dividing:
    """What a colleague may do with a case: take it (as `reader` in `teams`), or give it to `people` of its team."""

    reader: Reader = field(default_factory=lambda: Reader(frozenset(), ()))
    teams: frozenset[int] = frozenset()
    people: Mapping[tuple[int, str], tuple[Colleague, ...]] = field(default_factory=dict)

    def may_take(self, case: Case) -> bool:
        return case.handler_id is None and self.reader.knows(case) and case.team_id in self.teams

    def takers(self, case: Case) -> tuple[Colleague, ...]:
        """To whom the case may go; empty when somebody has it."""
        return self.people.get((case.team_id, asks(case)), ()) if case.handler_id is None else ()


def asks(case: Case) -> str:
    """What a colleague must hold to handle this case: any right of its law, or the right of its procedure."""
    return case.procedure_data.permission or case.law


def may_hand_over(user: User, case: Case) -> bool:
    """Who has it, and who divides the work."""
    return case.handler_id == user.pk or ASSIGN in reader(user).permissions


def may_take_over(user: User, case: Case, *, urgent: bool) -> bool:
    """Nobody has it, or it is urgent and somebody else has it."""
    who = reader(user)
    free = case.handler_id is None or (urgent and case.handler_id != user.pk)
    return free and who.knows(case) and case.team_id in who.teams


def dividing(user: User, teams: Iterable[Team]) -> Dividing:
    """What this user may do with unassigned work; one statement for who may give it away, else none."""
    who = reader(user)
    people = colleagues(teams, but=user) if ASSIGN in who.permissions else {}
    return Dividing(reader=who, teams=frozenset(who.teams), people=people)


def colleagues_of(case: Case) -> tuple[Colleague, ...]:
    """Who could handle this case, or do a task of it: its team of today with a role for its law; one statement."""
    return colleagues([case.team], but=None).get((case.team_id, asks(case)), ())


def colleagues(teams: Iterable[Team], *, but: User | None) -> dict[tuple[int, str], tuple[Colleague, ...]]:
    """The members of these teams by (team, law) and (team, permission), by name, without `but`;
    one statement.
    """
    today = TruncDate(Now())
    members = TeamMembership.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today), team__in=teams, starts_on__lte=today, user__is_active=True
    )
    found: dict[tuple[int, str], set[Colleague]] = defaultdict(set)
    for row in (
        (members.exclude(user=but) if but else members)
        .values_list(
            "team_id",
            "user__groups__permissions__codename",
            "user_id",
            "user__first_name",
            "user__last_name",
            "user__username",
        )
        .distinct()
    ):
        team, permission, pk, first, last, username = row
        if permission:
            name = User(first_name=first, last_name=last, username=username).display_name
            for key in (permission.partition(".")[0], permission):
                found[team, key].add(Colleague(name, pk))
    return {key: tuple(sorted(people)) for key, people in found.items()}
