"""Who can log in to the demo: for the log-in page and for `manage.py demo_data --logins`."""

from cases.models import User

MOST = 20


def demo_logins() -> list[tuple[str, str]]:
    """Username, and who that is: `("intaker", "Sanne, medewerker klantcontact")`. Asked for in the demo alone."""
    users = User.objects.filter(is_active=True, is_superuser=False).prefetch_related("teams").order_by("pk")[:MOST]
    return [(user.username, _who(user)) for user in users]


def _who(user: User) -> str:
    teams = " en ".join(team.name for team in user.teams.all())
    return ", ".join(filter(None, (user.first_name, user.role_title, teams)))
