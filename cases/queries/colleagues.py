"""Who could handle which case: the members of a team today, by the laws of their roles."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Now, TruncDate

from cases.models import Team, TeamMembership, User


@dataclass(frozen=True, slots=True, order=True)
class Colleague:
    name: str
    pk: int


def colleagues(teams: Iterable[Team]) -> dict[tuple[int, str], tuple[Colleague, ...]]:
    """The members of these teams by (team, law), by name; one statement."""
    today = TruncDate(Now())
    members = TeamMembership.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today), team__in=teams, starts_on__lte=today, user__is_active=True
    )
    found: dict[tuple[int, str], set[Colleague]] = defaultdict(set)
    for row in members.values_list(
        "team_id",
        "user__groups__permissions__codename",
        "user_id",
        "user__first_name",
        "user__last_name",
        "user__username",
    ).distinct():
        team, permission, pk, first, last, username = row
        if permission:
            name = User(first_name=first, last_name=last, username=username).display_name
            found[team, permission.partition(".")[0]].add(Colleague(name, pk))
    return {key: tuple(sorted(people)) for key, people in found.items()}
