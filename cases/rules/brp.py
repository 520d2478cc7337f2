"""A BRP file as a plan: which persons and households come in, and what is refused and why. Pure.

The plan is made before anything is written, so that the report names each row whatever the database holds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from .brp_row import PersonFacts, Problem, Reason, read_row
from .kinship import Group, groups, same_person

MOST_AT_ONE_ADDRESS = 12
"""More people than this at one address are not taken for a home: an institution, or a fault in the file."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file asks for. Every problem names its rows."""

    rows: int
    persons: tuple[PersonFacts, ...]
    groups: tuple[Group, ...]
    problems: tuple[Problem, ...]


def make_plan(rows: Sequence[object], today: date) -> Plan:
    """Read all rows and decide what comes in. Never raises on content."""
    read: list[PersonFacts] = []
    problems: list[Problem] = []
    for number, raw in enumerate(rows, start=1):
        person, remarks = read_row(number, raw, today)
        problems += remarks
        if person is not None:
            read.append(person)
    crowded, crowds = _crowds(read)
    single, doubles = _one_row_each(read)
    problems += doubles
    trusted, strangers = _trusted(single)
    problems += strangers
    # An address is refused for those who came in; who was refused as a person is named for that alone.
    present = {person.row for person in trusted}
    crowds = [replace(crowd, rows=tuple(row for row in crowd.rows if row in present)) for crowd in crowds]
    problems += [crowd for crowd in crowds if crowd.rows]
    ordered = sorted(problems, key=lambda problem: (problem.rows, problem.reason))
    return Plan(len(rows), tuple(trusted), tuple(groups(trusted, crowded)), tuple(ordered))


def _one_row_each(persons: Iterable[PersonFacts]) -> tuple[list[PersonFacts], list[Problem]]:
    """Keep one row for each BSN.

    Rows with one BSN and different names or birth dates are all refused: which of them is right can't be known, and a
    wrong choice puts somebody's dossier under another's number. A plain repetition comes in once.
    """
    by_bsn: dict[str, list[PersonFacts]] = {}
    for person in persons:
        by_bsn.setdefault(person.bsn, []).append(person)
    kept: list[PersonFacts] = []
    problems: list[Problem] = []
    for same in by_bsn.values():
        rows = tuple(person.row for person in same)
        if len(same) == 1:
            kept += same
        elif len({(person.name, person.birth) for person in same}) > 1:
            text = f"De rijen {_listed(rows)} hebben hetzelfde BSN en niet dezelfde naam of geboortedatum."
            problems.append(Problem(rows, Reason.TWICE, f"{text} Wij weten niet welke klopt."))
        else:
            kept.append(same[0])
            text = f"Deze persoon staat al in rij {rows[0]}; die rij is ingelezen."
            problems += [Problem((row,), Reason.TWICE, text) for row in rows[1:]]
    return kept, problems


def _trusted(persons: Sequence[PersonFacts]) -> tuple[list[PersonFacts], list[Problem]]:
    """Drop the BSN of a relative that belongs to somebody else in this file: the name stays, the link does not."""
    by_bsn = {person.bsn: person for person in persons}
    problems: list[Problem] = []
    trusted: list[PersonFacts] = []
    for person in persons:
        relatives = []
        for relative in person.relatives:
            other = by_bsn.get(relative.bsn or "")
            if other and not same_person(relative.name, relative.birth, other.name, other.birth):
                text = f"Het BSN van een familielid is in rij {other.row} van iemand anders."
                text = f"{text} Het familielid is alleen een naam."
                problems.append(Problem((person.row,), Reason.RELATIVE, text, came_in=True))
                relatives.append(replace(relative, bsn=None))
            else:
                relatives.append(relative)
        trusted.append(replace(person, relatives=tuple(relatives)))
    return trusted, problems


def _crowds(persons: Iterable[PersonFacts]) -> tuple[frozenset[str], list[Problem]]:
    """Find the addresses that too many rows of this file share, the dead and the doubtful included."""
    by_address: dict[str, list[int]] = {}
    for person in persons:
        if person.address:
            by_address.setdefault(person.address, []).append(person.row)
    crowded = {address: rows for address, rows in by_address.items() if len(rows) > MOST_AT_ONE_ADDRESS}
    problems = [
        Problem(
            tuple(rows),
            Reason.ADDRESS,
            f"Op dit adres staan {len(rows)} mensen, meer dan {MOST_AT_ONE_ADDRESS}. "
            "Het adres is niet overgenomen: ieder heeft een eigen huishouden.",
            came_in=True,
        )
        for rows in crowded.values()
    ]
    return frozenset(crowded), problems


def _listed(rows: Sequence[int]) -> str:
    """`116 en 736`, `1, 2 en 3`."""
    *first, last = (str(row) for row in rows)
    return f"{', '.join(first)} en {last}" if first else last
