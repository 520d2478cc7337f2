"""What facts say about a colleague: the rights of their roles, their teams of today and what was granted to them in
person. The gate stands on it.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Permission
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject, Now, TruncDate

from cases.contract import laws
from cases.models import Case, CaseGrant, Team, TeamMembership, User

TEAM = ("id", "key", "name", "municipality_id")  # all that a team is


@dataclass(frozen=True, slots=True)
class Reader:
    """What facts say about a user, read once a request: permissions of their roles, their teams of today, and the cases
    of their grants in force. As ids, so that the gate needs no subquery that keeps PostgreSQL from its indexes.
    """

    permissions: frozenset[str]
    teams: tuple[int, ...]
    grants: tuple[int, ...] = ()
    own_teams: tuple[Team, ...] = ()  # those of `teams`, by name

    @property
    def laws(self) -> tuple[str, ...]:
        """A law is readable for who holds any permission of it."""
        return tuple(sorted({key.partition(".")[0] for key in self.permissions} & {law.key for law in laws}))

    def knows(self, case: Case) -> bool:
        """Whether roles open the law and the procedure of this case."""
        return case.law in self.laws and (case.law, case.procedure) not in laws.closed_to(self.permissions)


def with_facts(users: QuerySet[User]) -> QuerySet[User]:
    """These users with what `reader()` asks of them, in the same statement."""
    rights = Permission.objects.filter(group__user=OuterRef("pk"), content_type__app_label="cases")
    today = TruncDate(Now())
    teams = TeamMembership.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today), user=OuterRef("pk"), starts_on__lte=today
    )
    granted = CaseGrant.objects.filter(user=OuterRef("pk"), valid_from__lte=Now(), valid_until__gt=Now())
    return users.annotate(
        fact_rights=ArraySubquery(rights.values("codename")),
        fact_teams=ArraySubquery(teams.values(found=JSONObject(**{name: f"team__{name}" for name in TEAM}))),
        fact_grants=ArraySubquery(granted.values("content_object_id")),
    )


def reader(user: User) -> Reader:
    """The facts, kept on the user object, which lives for one request; one statement if it came without them."""
    found: Reader | None = getattr(user, "_reader", None)
    if found is None:
        facts: Any = user if hasattr(user, "fact_rights") else with_facts(User.objects.filter(pk=user.pk)).get()
        permissions = frozenset(facts.fact_rights if user.is_active else ())
        teams = {row["id"]: Team(**row) for row in facts.fact_teams}
        named = tuple(sorted(teams.values(), key=lambda team: (team.name, team.pk)))
        found = Reader(permissions, tuple(sorted(teams)), tuple(sorted(set(facts.fact_grants))), named)
        user._reader = found  # type: ignore[attr-defined]  # noqa: SLF001
    return found
