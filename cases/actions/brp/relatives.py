"""The relatives that the register names: linked to a person where we know one, otherwise a name.

Who is in no row of a file is not made a person: a relative's BSN alone is no reason to keep a dossier.
"""

from collections.abc import Mapping

from django.db.models import F

from cases.models import Person, Relative
from cases.rules.brp import Plan
from cases.rules.brp_row import RelativeFacts
from cases.rules.kinship import same_person

from .persons import Written
from .store import Report, batches, store

Key = tuple[str, str, str, str, int, int, int, int]
Family = tuple[Person, list[Relative]]


def write_relatives(plan: Plan, persons: Written, known: Mapping[str, Person], report: Report) -> None:
    """Replace the relatives of each person for whom the register says something else than we have."""
    present = [facts for facts in plan.persons if facts.bsn in persons.by_bsn]
    touched: set[int] = set()
    for batch in batches(present):
        stored: dict[int, list[Key]] = {}
        for relative in Relative.objects.filter(person__in=[persons.by_bsn[facts.bsn].pk for facts in batch]):
            stored.setdefault(relative.person_id, []).append(_key(relative))
        different: list[tuple[int, Family]] = []
        for facts in batch:
            owner = persons.by_bsn[facts.bsn]
            wanted = [_relative(owner, relative, persons, known) for relative in facts.relatives]
            linked = sum(relative.relative_person_id is not None for relative in wanted)
            report.relatives_linked += linked
            report.relatives_named += len(wanted) - linked
            if sorted(map(_key, wanted)) != sorted(stored.get(owner.pk, [])):
                different.append((facts.row, (owner, wanted)))
        refused = store(different, _replace)
        report.problems += refused
        gone = {row for problem in refused for row in problem.rows}
        touched |= {owner.pk for row, (owner, _) in different if row not in gone}
    touched -= persons.new | persons.changed
    for part in batches(sorted(touched)):
        Person.objects.filter(pk__in=part).update(version=F("version") + 1)
    persons.changed |= touched


def _replace(families: list[Family]) -> None:
    Relative.objects.filter(person__in=[owner.pk for owner, _ in families]).delete()
    Relative.objects.bulk_create([relative for _, wanted in families for relative in wanted])


def _relative(owner: Person, facts: RelativeFacts, persons: Written, known: Mapping[str, Person]) -> Relative:
    """Make the row; the link only where the person we have can be the one whom the register names."""
    person = (persons.by_bsn.get(facts.bsn) or known.get(facts.bsn)) if facts.bsn else None
    if person and not same_person(facts.name, facts.birth, person.name, person.birth):
        person = None
    relative = Relative(
        person=owner,
        kind=facts.kind,
        given_names=facts.name.given,
        prefix=facts.name.prefix,
        family_name=facts.name.family,
        relative_person=person,
    )
    relative.set_birth(facts.birth)
    return relative


def _key(relative: Relative) -> Key:
    """Everything a relative says, in an order that never compares None."""
    return (
        relative.kind,
        relative.given_names,
        relative.prefix,
        relative.family_name,
        relative.birth_year or 0,
        relative.birth_month or 0,
        relative.birth_day or 0,
        relative.relative_person_id or 0,
    )
