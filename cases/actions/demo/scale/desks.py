"""More teams and colleagues, so that nobody gets a hundred times as much work because the municipality grew."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connections, transaction
from django.db.models import Model

from cases.models import Team, User

APART = 1000  # between the ids of a team or colleague and of its copies
PER_UNIT = 10_000  # cases for the teams of one demo
MOST_PLACES = 100  # desks in one unit
PER_DESK = 600  # cases, most of them closed, for the colleagues of one demo


@dataclass(frozen=True, slots=True)
class Desk:
    """The colleagues of the demo once more, in the demo's teams or in their copies. `people`, `teams`: added to ids."""

    people: int
    teams: int


def hire(cases: int, using: str) -> tuple[Desk, ...]:
    """The desks for so many cases; those that are there already are left as they are."""
    units = max(1, round(cases / PER_UNIT))
    places = min(MOST_PLACES, max(1, round(cases / units / PER_DESK)))
    desks = tuple(
        Desk(people=(unit * MOST_PLACES + place) * APART, teams=unit * APART)
        for place in range(places)
        for unit in range(units)
    )
    with transaction.atomic(using), connections[using].cursor() as cursor:
        for desk in desks:
            for statement in STATEMENTS:
                cursor.execute(statement, {"people": desk.people, "teams": desk.teams, "apart": APART})
        for table in ("cases_team", "cases_user"):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), greatest(max(id), %s)) FROM {table}",  # noqa: S608
                [APART],
            )
    return desks


def _copy(model: type[Model], own: Mapping[str, str], which: str) -> str:
    """Rows of the demo once more with other values in their `own` columns, whatever the others are."""
    columns = [field.column for field in model._meta.concrete_fields if field.column]  # noqa: SLF001
    values = ", ".join(own.get(column, column) for column in columns)
    table = model._meta.db_table  # noqa: SLF001
    names = ", ".join(columns)
    return f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} old WHERE {which} ON CONFLICT DO NOTHING"  # noqa: S608


STATEMENTS = (
    _copy(
        Team,
        {
            "id": "id + %(teams)s",
            "key": "key || '-' || %(teams)s / %(apart)s",
            "name": "name || ' ' || %(teams)s / %(apart)s + 1",
        },
        "id < %(apart)s",
    ),
    _copy(
        User,
        {
            "id": "id + %(people)s",
            "username": "username || '-' || %(people)s / %(apart)s",
            "last_name": "last_name || ' ' || %(people)s / %(apart)s",
            "email": "''",
            "by_email": "false",
            "is_superuser": "false",
            "is_staff": "false",
            "stand_in_id": "NULL",
        },
        "id < %(apart)s AND EXISTS (SELECT FROM cases_teammembership member WHERE member.user_id = old.id)",
    ),
    """
INSERT INTO cases_user_groups (user_id, group_id)
SELECT person.id, role.group_id FROM cases_user_groups role
JOIN cases_user person ON person.id = role.user_id + %(people)s WHERE role.user_id < %(apart)s ON CONFLICT DO NOTHING
""",
    """
INSERT INTO cases_teammembership (team_id, user_id, starts_on, ends_on)
SELECT member.team_id + %(teams)s, member.user_id + %(people)s, member.starts_on, member.ends_on
FROM cases_teammembership member WHERE member.user_id < %(apart)s AND member.ends_on IS NULL AND NOT EXISTS (
    SELECT FROM cases_teammembership there
    WHERE there.user_id = member.user_id + %(people)s AND there.team_id = member.team_id + %(teams)s
)
""",
)
