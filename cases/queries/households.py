"""Find a household by name, number or postcode, among those that the reader works with."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from cases import access
from cases.contract import Law, laws
from cases.models import AddressSituation, Case, Coordinator, Household, Membership, User
from cases.queries.household_members import HIDDEN, ORDER, hides_address, one_person
from cases.rules.address import parse_postcode
from cases.rules.names import normalise

STEP = 30
FIRST_YEAR = 2015  # the first that a number of a household can name
_NUMBER = re.compile(r"(?:h\s*-?\s*)?(?:(\d{4})\s*-\s*)?(\d{1,6})", re.IGNORECASE)
_POSTCODE = re.compile(r"([1-9]\d{3}\s*[a-z]{2})(?:\s*(\d{1,5}))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdRow:
    """One household in a list. `laws` are those of the cases that the reader may see."""

    household: Household
    where: str
    people: str
    coordinator: str
    laws: tuple[Law, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    rows: tuple[HouseholdRow, ...]
    more: bool  # there are more than shown


def my_households(user: User, *, today: date, shown: int = STEP) -> Found:
    """Those of the reader's work of now, by name; the number of statements does not grow with the rows."""
    homes = list(access.first_own_households(user, shown + 1))
    return Found(rows=_rows(user, homes[:shown], today), more=len(homes) > shown)


def find_households(user: User, text: str, *, today: date, shown: int = STEP) -> Found:
    """Those that fit what was typed; nothing for an empty text. A number of before a merger finds what remains."""
    condition = _condition(text.strip(), today)
    if condition is None:
        return Found(rows=(), more=False)
    own = access.own_households(user)
    kept = own.filter(condition).values(kept=Coalesce("merged_into", "pk"))
    return _found(user, own.filter(pk__in=kept), today, shown)


def _condition(text: str, today: date) -> Q | None:
    if found := _POSTCODE.fullmatch(text):
        return _at_postcode(found[1], found[2], today)
    if found := _NUMBER.fullmatch(text):
        years = [int(found[1])] if found[1] else range(FIRST_YEAR, today.year + 1)
        return Q(number__in=[f"H-{year}-{int(found[2]):05d}" for year in years])
    key = normalise(text)
    if not key:
        return None
    named = Household.objects.filter(Q(search_name__startswith=key) | Q(search_name__contains=f" {key}"))
    people = Q(person__sort_name__startswith=key) | Q(person__search_name__contains=f" {key}")
    members = Membership.objects.on(today).filter(people | Q(person__search_name__startswith=key))
    return Q(pk__in=named.order_by().values("pk").union(members.order_by().values("household")))


def _at_postcode(postcode: str, house: str | None, today: date) -> Q | None:
    """A secret address is not found by asking who lives there (Wet BRP 2.59)."""
    try:
        here = Q(postcode=parse_postcode(postcode))
    except ValueError:
        return None
    if house:
        here &= Q(house_number=int(house))
    return here & ~Q(pk__in=_secret(today).values("household"))


def _secret(today: date) -> "QuerySet[Membership]":
    """Who makes the address of a home one that is not shown: what `hides_address` says of one."""
    shelters = AddressSituation.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today), kind=AddressSituation.Kind.SHELTER, starts_on__lte=today
    )
    hidden = Q(person__address_secret=True) | Q(person__merged_into__address_secret=True)
    hidden |= Q(person__in=shelters.values("person"))
    return Membership.objects.on(today).living_in().filter(hidden)


def _found(user: User, households: QuerySet[Household], today: date, shown: int) -> Found:
    homes = list(households.order_by("search_name", "pk")[: shown + 1])
    return Found(rows=_rows(user, homes[:shown], today), more=len(homes) > shown)


def _rows(user: User, homes: list[Household], today: date) -> tuple[HouseholdRow, ...]:
    group = Household.objects.filter(Q(pk__in=[home.pk for home in homes]) | Q(merged_into__in=homes))
    kept = {pk: into or pk for pk, into in group.values_list("pk", "merged_into")}
    members: dict[int, list[Membership]] = defaultdict(list)
    for row in (
        Membership.objects.on(today)
        .filter(household__in=kept)
        .select_related("person__merged_into")
        .prefetch_related("person__situations")
    ):
        members[kept[row.household_id]].append(row)
    seen: dict[int, set[str]] = defaultdict(set)
    cases = access.visible_to(user, Case).filter(household__in=kept).values_list("household", "law").distinct()
    for household, law in cases:
        seen[kept[household]].add(law)
    coordinators = Coordinator.objects.filter(household__in=kept, ends_at=None).select_related("user")
    leads = {kept[row.household_id]: row.user.display_name for row in coordinators}
    return tuple(
        HouseholdRow(
            household=home,
            where=_where(home, members[home.pk], today),
            people=_people(members[home.pk], today),
            coordinator=leads.get(home.pk, ""),
            laws=tuple(law for law in laws if law.key in seen[home.pk]),
        )
        for home in homes
    )


def _where(home: Household, members: Iterable[Membership], today: date) -> str:
    if any(hides_address(row, today) for row in members):
        return HIDDEN
    return ", ".join(filter(None, (home.address_line, home.city)))


def _people(members: list[Membership], today: date) -> str:
    """`Samira, Yassin (14), Noor (7)`: first names, adults ahead of children, an age for who is under age."""
    rows = {one_person(row.person).pk: row for row in members}.values()
    texts = []
    for row in sorted(
        rows, key=lambda row: (ORDER[row.role], one_person(row.person).birth_earliest or date.max, row.pk)
    ):
        person = one_person(row.person)
        ages = person.ages_on(today)
        name = person.given_names.split(" ")[0] or person.display_name
        texts.append(f"{name} ({ages.text})" if ages and ages.youngest < 18 else name)  # noqa: PLR2004 - under age
    return ", ".join(texts)


def by_number(user: User, text: str) -> Household | None:
    """The household of the reader's own work with this number, by itself or as what it was linked to."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None or not found[1]:
        return None
    number = f"H-{found[1]}-{int(found[2]):05d}"
    row = access.own_households(user).select_related("merged_into").filter(number=number).first()
    return (row.merged_into or row) if row else None
