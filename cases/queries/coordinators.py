"""Who could coordinate the help to a household: colleagues who can open it already."""

from django.db.models import Q
from django.db.models.functions import Now, TruncDate

from cases.access import visible_to
from cases.contract import laws
from cases.models import Case, Coordinator, Household, TeamMembership, User
from cases.queries.bring import bring

OF_ONE = ("coordinators__user", "coordinators__stand_in")
COORDINATORS = (*OF_ONE, *(f"merged_into__{path}" for path in OF_ONE))


def possible_coordinators(user: User, household: Household) -> tuple[User, ...]:
    """Members of the household's team and of the teams whose cases `user` may see here, who handles such a case, and
    who does it now; by name, one statement. The act itself asks whether they can open the household.
    """
    today = TruncDate(Now())
    homes = Household.objects.all().group(household)
    cases = visible_to(user, Case).filter(household__in=homes, closed_at=None)
    working = TeamMembership.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today)
    of_team = working.filter(team=household.team_id, user__groups__permissions__codename="cases.read_household")
    for law in laws:
        of_law = cases.filter(law=law.key).values("team")
        rights = [codename for codename, _ in law.permissions]
        of_team |= working.filter(team__in=of_law, user__groups__permissions__codename__in=rights)
    now = Coordinator.objects.filter(household=household, ends_at=None)
    people = User.objects.filter(
        Q(pk__in=of_team.values("user"))
        | Q(pk__in=cases.values("handler"))
        | Q(pk__in=now.values("user"))
        | Q(pk__in=now.values("stand_in")),
        is_active=True,
    )
    return tuple(sorted(people, key=lambda person: (person.last_name, person.first_name, person.pk)))


def coordinator_of(household: Household) -> Coordinator | None:
    """Who does it now, also where the household was linked to another; one statement at most."""
    bring([household], *COORDINATORS)
    kept = household.merged_into or household
    return next((row for row in kept.coordinators.all() if row.ends_at is None), None)
