"""Find the person a melding is about, with likely duplicates. Always for a user, through `visible_to`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from cases import access
from cases.models import Household, Membership, Person, User
from cases.queries.protected import protected_among, protected_persons
from cases.rules.bsn import parse_bsn
from cases.rules.lookup import LABELS, Fit, Wanted, fit

MOST = 20
CANDIDATES = 200


@dataclass(frozen=True, slots=True)
class Match:
    """A person who may be the one, why, and where they live now (None: unknown)."""

    person: Person
    fit: Fit
    household: Household | None
    protected: bool = False  # a secret address, or in a shelter

    @property
    def label(self) -> str:
        """`past precies`, `lijkt op: dag en maand omgewisseld`."""
        return LABELS[self.fit]

    @property
    def address_line(self) -> str:
        """`Merelstraat 8`; empty when it is secret or unknown."""
        return "" if self.household is None or self.protected else self.household.address_line


def find_persons(user: User, wanted: Wanted, *, on: date, limit: int = MOST) -> list[Match]:
    """Return who fits, best first. The number of queries does not grow with what is found."""
    visible = access.visible_to(user, Person).filter(merged_into__isnull=True)
    at_address = _at_address(wanted, on)
    conditions = [_by_name(wanted), _by_birth(wanted), Q(pk__in=at_address) if at_address else None]
    found: dict[int, Person] = {}
    for condition in conditions:
        if condition is not None:
            found |= {person.pk: person for person in visible.filter(condition).order_by("sort_name")[:CANDIDATES]}
    fits = [
        (kind, person)
        for person in found.values()
        if (kind := fit(wanted, person.name, person.birth, same_address=person.pk in at_address)) is not None
    ]
    fits.sort(key=lambda pair: (-pair[0], pair[1].sort_name, pair[1].pk))
    homes = households_on((person for _, person in fits[:limit]), on)
    hidden = protected_among((person for _, person in fits[:limit]), on)
    return [Match(person, kind, homes.get(person.pk), person.pk in hidden) for kind, person in fits[:limit]]


def find_by_bsn(user: User, bsn: str) -> Person | None:
    """Return the person with this BSN if this user may know them. Raises ValueError (Dutch) if it fails the 11-test."""
    index = Person.objects.with_bsn(parse_bsn(bsn)).values("pk")
    return access.visible_to(user, Person).filter(pk__in=index).first()


def households_on(persons: Iterable[Person], on: date) -> dict[int, Household]:
    """Return where each lives on a day; for who lives in two households the one they joined last.

    A household that was linked to another is shown as the one that remains.
    """
    same = Person.objects.with_doubles(person.pk for person in persons)
    rows = Membership.objects.on(on).living_in().filter(person__in=same)
    rows = rows.select_related("household__merged_into", "person")
    return {
        row.person.merged_into_id or row.person_id: row.household.merged_into or row.household
        for row in rows.order_by("starts_on", "pk")
    }


def members_on(household: Household, on: date) -> QuerySet[Membership]:
    """Return who belongs to a household that the caller got through the gate: parents first, then by age."""
    order = ("-role", "person__birth_earliest", "person__sort_name")
    return household.memberships.on(on).select_related("person").order_by(*order)


def _by_name(wanted: Wanted) -> Q | None:
    """Match a surname; with a birth year the search stays within that year, so that a common name does not drown."""
    if not wanted.keys:
        return None
    match = Q()
    for key in wanted.keys:
        match |= Q(sort_name__startswith=key)
    if wanted.birth.year is None:
        return match
    for key in wanted.keys:
        match |= Q(search_name__contains=f" {key}")
    return match & (Q(birth_year=wanted.birth.year) | Q(birth_year__isnull=True))


def _by_birth(wanted: Wanted) -> Q | None:
    """Match the birth date, or the one with day and month exchanged."""
    if wanted.birth.year is None:
        return None
    match = Q()
    for born in (wanted.birth, wanted.swapped):
        if born is not None:
            match |= Q(birth_earliest=born.earliest, birth_latest=born.latest)
    return match


def _at_address(wanted: Wanted, on: date) -> set[int]:
    """Return the ids of who live at the postcode and house number, or none without both."""
    if not wanted.postcode or wanted.house_number is None:
        return set()
    here = {"household__postcode": wanted.postcode, "household__house_number": wanted.house_number}
    # A hidden address must not be found by asking who lives there (Wet BRP art. 2.59).
    rows = Membership.objects.on(on).living_in().filter(**here).exclude(person__in=protected_persons(on))
    return set(rows.values_list("person_id", flat=True)[:CANDIDATES])
