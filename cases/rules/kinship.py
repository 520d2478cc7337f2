"""Who forms a household with whom at one address: partners, and parents with children. Pure.

All others at that address have a household of their own. A briefadres counts as the address: who is registered with
partner or parents belongs to them until a consulent knows better.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .brp_row import PersonFacts, RelativeFacts
from .names import Name, family_label, normalise
from .partial_date import PartialDate


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a household and their place in it: partner, parent, child or other."""

    person: PersonFacts
    role: str


@dataclass(frozen=True, slots=True)
class Group:
    """The members of one household in the order of the file, and their address (empty: none known)."""

    members: tuple[Member, ...]
    address: str

    @property
    def label(self) -> str:
        """`El Amrani – De Wit`: the adults' surnames."""
        return household_label([(member.person.name, member.role) for member in self.members])


def household_label(members: Sequence[tuple[Name, str]]) -> str:
    """Name a household after the first two surnames of its partners and parents, or else of its members."""
    adults = [name for name, role in members if role in ("partner", "parent")] or [name for name, _ in members]
    surnames = dict.fromkeys(name.surname_alone or name.display for name in adults)
    return family_label(list(surnames)[:2])


def same_person(name: Name, birth: PartialDate, other: Name, other_birth: PartialDate) -> bool:
    """Say whether two records under one BSN can be about one person.

    Given names, surname and birth date may differ in one point (a correction, a marriage, an old spelling); two
    contradictions are somebody else. What is unknown contradicts nothing.
    """
    pairs = (
        (normalise(name.given), normalise(other.given)),
        (normalise(name.family), normalise(other.family)),
        (birth.text if birth.year else "", other_birth.text if other_birth.year else ""),
    )
    return sum(1 for mine, theirs in pairs if mine and theirs and mine != theirs) <= 1


def groups(persons: Sequence[PersonFacts], crowded: frozenset[str]) -> list[Group]:
    """Divide the living into households; at a crowded address nobody is grouped and the address is dropped."""
    living = [person for person in persons if person.died is None]
    homes = {person.bsn: "" if person.address in crowded else person.address for person in living}
    by_bsn = {person.bsn: person for person in living}
    leader = {person.bsn: person.bsn for person in living}

    def lead(bsn: str) -> str:
        while leader[bsn] != bsn:
            leader[bsn] = leader[leader[bsn]]
            bsn = leader[bsn]
        return bsn

    for person in living:
        for relative in _here(person, homes, by_bsn):
            assert relative.bsn is not None
            leader[lead(relative.bsn)] = lead(person.bsn)
    found: dict[str, list[PersonFacts]] = {}
    for person in living:
        found.setdefault(lead(person.bsn), []).append(person)
    return [
        Group(tuple(Member(person, role) for person, role in _roles(members)), homes[members[0].bsn])
        for members in found.values()
    ]


def _here(person: PersonFacts, homes: Mapping[str, str], by_bsn: Mapping[str, PersonFacts]) -> list[RelativeFacts]:
    """Return the relatives who live at the person's own, known address."""
    home = homes[person.bsn]
    return [r for r in person.relatives if home and r.bsn and r.bsn in by_bsn and homes[r.bsn] == home]


def _roles(members: list[PersonFacts]) -> list[tuple[PersonFacts, str]]:
    """Give each member a role; who is somebody's parent here is parent, also when a child of another member."""
    here = {person.bsn for person in members}
    roles: dict[str, set[str]] = {bsn: set() for bsn in here}
    inverse = {"partner": "partner", "parent": "child", "child": "parent"}
    for person in members:
        for relative in person.relatives:
            if relative.bsn in here:
                roles[relative.bsn].add(relative.kind)
                roles[person.bsn].add(inverse[relative.kind])
    ranked = ("parent", "partner", "child")
    return [(person, next((role for role in ranked if role in roles[person.bsn]), "other")) for person in members]
