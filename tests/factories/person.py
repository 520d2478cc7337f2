"""Invented persons and households. Every BSN lies in the range that no living person has."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from cases.actions.household import next_numbers
from cases.models import Household, Membership, Person
from cases.rules.bsn import TEST_RANGE
from cases.rules.names import Name, NameUse
from cases.rules.partial_date import PartialDate

WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def valid_bsns() -> Iterator[str]:
    """The test BSNs in order; the 11-test is written out here, not borrowed from the code under test."""
    for number in TEST_RANGE:
        digits = f"{number:09d}"
        if sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11 == 0:
            yield digits


def bsn_at(position: int) -> str:
    """The BSN at a position: 0 is 999900006."""
    return next(islice(valid_bsns(), position, None))


def make_person(
    given: str = "Anna",
    family: str = "Postma",
    *,
    prefix: str = "",
    partner: str = "",
    partner_prefix: str = "",
    use: NameUse = NameUse.OWN,
    birth: str = "19500530",
    sex: str = "V",
    bsn: str | None = None,
    address_secret: bool = False,
) -> Person:
    person = Person(sex=sex, source=Person.Source.MELDING, address_secret=address_secret)
    person.set_name(
        Name(given=given, prefix=prefix, family=family, partner=partner, partner_prefix=partner_prefix, use=use)
    )
    person.set_birth(PartialDate.parse(birth))
    person.set_bsn(bsn)
    person.save()
    return person


def make_household(
    *members: tuple[Person, str],
    name: str = "Postma",
    street: str = "Merelstraat",
    house_number: int | None = 8,
    postcode: str = "9712 AB",
    brp_address: str = "",
    starts_on: date = date(2020, 1, 1),
) -> Household:
    household = Household(
        number=next_numbers(1, starts_on.year)[0],
        municipality="9999",
        street=street,
        house_number=house_number,
        postcode=postcode,
        city="Noorderveen",
        brp_address=brp_address,
    )
    household.set_name(name)
    household.save()
    for person, role in members:
        Membership.objects.create(household=household, person=person, role=role, starts_on=starts_on)
    return household


def brp_row(
    bsn: str,
    given: str = "Anna",
    family: str = "Postma",
    *,
    prefix: str = "",
    birth: str | None = "19500530",
    sex: str = "V",
    address: str | None = None,
    partners: list[dict[str, object]] | None = None,
    parents: list[dict[str, object]] | None = None,
    children: list[dict[str, object]] | None = None,
    **extra: object,
) -> dict[str, object]:
    """One row in the form of the BRP test set."""
    name = {"voornamen": given, "geslachtsnaam": family} | ({"voorvoegsel": prefix} if prefix else {})
    home = {"gemeentecode": "0518"} | ({"adresIdentificatie": address, "functieAdres": "W"} if address else {})
    row: dict[str, object] = {
        "burgerservicenummer": bsn,
        "naam": name,
        "geslacht": {"code": sex},
        "partners": partners or [],
        "ouders": parents or [],
        "kinderen": children or [],
        "verblijfplaats": home,
    }
    return row | ({"geboorte": {"datum": birth}} if birth else {}) | extra


def relative(
    bsn: str | None, given: str = "Anna", family: str = "Postma", *, birth: str | None = "19500530"
) -> dict[str, object]:
    """A relative as a row names one."""
    found: dict[str, object] = {"naam": {"voornamen": given, "geslachtsnaam": family}}
    return found | ({"burgerservicenummer": bsn} if bsn else {}) | ({"geboorte": {"datum": birth}} if birth else {})
