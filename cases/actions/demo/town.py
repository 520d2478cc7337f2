"""The demo municipality: Noorderveen, its teams, and the colleagues with their roles."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission

from cases.contract import Colleague, laws
from cases.models import Municipality, Team, TeamMembership, User
from cases.models.setup import CORE_PERMISSIONS

CODE = "0000"  # no municipality in the Netherlands has it
PASSWORD = "proef-samenhang"  # noqa: S105 - of the demo alone, printed beside every demo log-in
TEAMS = {"oost": "Wijkteam Oost", "noord": "Wijkteam Noord"}
INTAKER = Colleague(
    username="intaker", first_name="Sanne", last_name="Mulder", title="medewerker klantcontact",
    phone="050 000 00 00", teams=("oost", "noord"), permissions=frozenset({"cases.register"}),
)  # fmt: skip
OTHERS = (
    Colleague(
        username="teamleider", first_name="Marga", last_name="Bloem", title="teamleider", phone="050 000 00 13",
        teams=("noord",), permissions=frozenset({"cases.assign", "cases.read_household"}),
    ),
    Colleague(
        username="aandacht", first_name="Hanneke", last_name="Smits", title="aandachtsfunctionaris",
        phone="050 000 00 17", permissions=frozenset({"cases.attend_meldcode"}),
    ),
    Colleague(
        username="privacy", first_name="Ruth", last_name="van Rijn", title="privacy officer", phone="050 000 00 14",
        permissions=frozenset({"cases.read_log", "cases.read_retention"}),
    ),
    Colleague(
        username="beheerder", first_name="Ilse", last_name="Kramer", title="functioneel beheerder",
        phone="050 000 00 15",
        permissions=frozenset({"cases.manage_terms", "cases.manage_letters", "cases.read_retention"}),
    ),
    Colleague(
        username="jurist", first_name="mr. Dewi", last_name="Santoso", title="jurist", phone="050 000 00 16",
        permissions=frozenset({"cases.confirm_terms"}),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Town:
    teams: dict[str, Team]
    colleagues: dict[str, User]


def found(on: date) -> Town:
    """Make the municipality with its teams and colleagues, in service since `on`."""
    municipality = Municipality.objects.create(
        code=CODE, name="Noorderveen", address_lines="Postbus 1000\n0000 AA Noorderveen", phone="050 000 00 00"
    )
    teams = {key: Team.objects.create(key=key, name=name, municipality=municipality) for key, name in TEAMS.items()}
    password = make_password(PASSWORD)  # slow by design: once for all
    colleagues = {who.username: _employ(who, teams, password, on) for who in roster()}
    return Town(teams, colleagues)


def roster() -> Iterable[Colleague]:
    """Who takes the meldingen, then who works for each law, then who looks after the rest."""
    yield INTAKER
    for law in laws:
        if law.demo:
            yield from law.demo.colleagues
    yield from OTHERS


def _employ(who: Colleague, teams: dict[str, Team], password: str, on: date) -> User:
    user = User.objects.create(
        username=who.username, password=password, first_name=who.first_name, last_name=who.last_name,
        role_title=who.title, phone=who.phone, mandate=who.mandate,
        email=f"{who.username}@noorderveen.example",  # a domain that can't exist; a demo shows its mail on the console
    )  # fmt: skip
    for codename, label in CORE_PERMISSIONS:
        if codename in who.permissions:
            user.groups.add(_role(label, frozenset({codename})))
    for law in laws:
        if law.demo and (key := law.demo.roles.get(who.username)):
            role = next(role for role in law.roles if role.key == key)
            user.groups.add(_role(f"{law.short_name}: {role.label}", role.permissions))  # two laws may share a label
    for key in who.teams:
        TeamMembership.objects.create(team=teams[key], user=user, starts_on=on)
    return user


def _role(label: str, permissions: frozenset[str]) -> Group:
    """The group of this role, made when nobody had it yet."""
    group, made = Group.objects.get_or_create(name=label)
    if made:
        group.permissions.set(Permission.objects.filter(content_type__app_label="cases", codename__in=permissions))
    return group
