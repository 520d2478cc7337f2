"""Whose letters a functional administrator looks after."""

from cases.models import Municipality, User
from cases.reader import reader


def managed_by(user: User) -> tuple[Municipality, ...]:
    """The municipalities of the teams of today; for who is in no team, which is usual for this work, all of them."""
    found = Municipality.objects.order_by("name", "code")
    if teams := reader(user).teams:
        found = found.filter(teams__in=teams).distinct()
    return tuple(found)
