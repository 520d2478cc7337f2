"""Whose address stays hidden: a secret address (Wet BRP 2.59) or a shelter, for who does not need it.

In a list or a search nobody's is shown. On the page of the person it is for who has the permission and handles one of
their cases (or stands in, or was let in with a reason): a colleague of the same team does not need it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from cases import access
from cases.models import AddressSituation, Case, Person, User

PERMISSION = "cases.read_protected"


def protected_persons(on: date) -> QuerySet[Person, Any]:
    """The ids of everybody with a secret address or in a shelter on a day, to exclude in a statement."""
    return Person.objects.filter(Q(address_secret=True) | Q(pk__in=_in_shelter(on))).values("pk")


def protected_among(persons: Iterable[Person], on: date) -> frozenset[int]:
    """The ids of these persons whose address no list shows; one statement."""
    known = list(persons)
    sheltered = set(_in_shelter(on).filter(person__in=[person.pk for person in known]).values_list("person", flat=True))
    return frozenset(person.pk for person in known if person.address_secret or person.pk in sheltered)


def may_see_protected(user: User, person: Person) -> bool:
    """Whether this user needs the hidden address: the permission, and a case of this person in their own hands."""
    if not access.can(user, PERMISSION):
        return False
    mine = access.visible_to(user, Case).filter(person=person)
    if mine.filter(Q(handler=user) | Q(handler__stand_in=user)).exists():
        return True
    return any(access.ground_of(user, case) == "grant" for case in mine)


def _in_shelter(on: date) -> QuerySet[AddressSituation, Any]:
    rows = AddressSituation.objects.filter(kind=AddressSituation.Kind.SHELTER, starts_on__lte=on)
    return rows.filter(Q(ends_on=None) | Q(ends_on__gte=on)).values("person")
