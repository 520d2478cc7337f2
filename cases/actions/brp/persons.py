"""The persons of a BRP file: found by BSN, made when new, updated when the register says something else."""

from dataclasses import dataclass, field, replace

from cases import crypto
from cases.models import Person
from cases.rules.brp import Plan
from cases.rules.brp_row import PersonFacts, Problem, Reason
from cases.rules.kinship import same_person

from .store import BATCH, Progress, Report, batches, store

FIELDS = (
    "given_names", "prefix", "family_name", "sort_name", "search_name", "sex", "gezag", "address_secret", "source",
    "birth_year", "birth_month", "birth_day", "birth_earliest", "birth_latest",
    "deceased", "died_year", "died_month", "died_day", "died_earliest", "died_latest",
)  # fmt: skip


@dataclass(slots=True)
class Written:
    """The persons of the file as they now stand in the database; ids of the new and the changed ones."""

    by_bsn: dict[str, Person] = field(repr=False)
    new: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)
    died: list[Person] = field(default_factory=list)  # known as living until this file


def find_known(plan: Plan) -> dict[str, Person]:
    """Find persons of the file and their relatives who are in the database already, by BSN under any index key."""
    wanted = {person.bsn for person in plan.persons}
    wanted |= {relative.bsn for person in plan.persons for relative in person.relatives if relative.bsn}
    by_index = {index.value: bsn for bsn in wanted for index in crypto.blind_indexes(bsn)}
    found: dict[str, Person] = {}
    for batch in batches(list(by_index), 1000):
        for person in Person.objects.current().filter(bsn_index__in=batch):
            assert person.bsn_index is not None
            found[by_index[person.bsn_index]] = person
    return found


def write_persons(plan: Plan, known: dict[str, Person], report: Report, progress: Progress) -> Written:
    """Write who is new or changed; the rest is left alone. What is refused goes in the report."""
    new: list[tuple[int, Person]] = []
    changed: list[tuple[int, Person]] = []
    written = Written({})
    for facts in plan.persons:
        person = known.get(facts.bsn)
        if person is None:
            person = Person()
            person.set_bsn(facts.bsn)
            _fill(person, facts)
            new.append((facts.row, person))
        elif not same_person(facts.name, facts.birth, person.name, person.birth):
            text = "Dit BSN is bij ons van iemand met een andere naam of geboortedatum. Wij hebben niets veranderd."
            report.problems.append(Problem((facts.row,), Reason.CHANGED, text))
            continue
        else:
            lived = not person.deceased
            if _fill(person, facts):
                person.version += 1
                changed.append((facts.row, person))
                written.died += [person] if lived and person.deceased else []
        written.by_bsn[facts.bsn] = person
    refused = _store(new, changed, progress)
    report.problems += refused
    gone = {row for problem in refused for row in problem.rows}
    for facts in plan.persons:
        if facts.row in gone:
            del written.by_bsn[facts.bsn]
    written.new = {person.pk for row, person in new if row not in gone}
    written.changed = {person.pk for row, person in changed if row not in gone}
    written.died = [person for person in written.died if person.pk in written.changed]
    return written


def _store(new: list[tuple[int, Person]], changed: list[tuple[int, Person]], progress: Progress) -> list[Problem]:
    problems: list[Problem] = []
    total = len(new) + len(changed)
    for start, batch in enumerate(batches(new)):
        problems += store(batch, Person.objects.bulk_create)
        progress("nieuwe personen", min((start + 1) * BATCH, len(new)), total)
    for start, batch in enumerate(batches(changed)):
        problems += store(batch, lambda part: Person.objects.bulk_update(part, [*FIELDS, "version"]))
        progress("gewijzigde personen", len(new) + min((start + 1) * BATCH, len(changed)), total)
    return problems


def _fill(person: Person, facts: PersonFacts) -> bool:
    """Set what the register says; naamgebruik and contact details stay ours. Returns whether something changed."""
    before = [getattr(person, field) for field in FIELDS]
    name = facts.name
    person.set_name(replace(person.name, given=name.given, prefix=name.prefix, family=name.family))
    person.set_birth(facts.birth)
    person.set_died(facts.died)
    person.sex, person.gezag, person.address_secret = facts.sex, facts.gezag, facts.address_secret
    person.source = Person.Source.BRP
    return before != [getattr(person, field) for field in FIELDS]
