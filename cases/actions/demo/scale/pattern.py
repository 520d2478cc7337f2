"""The rows that are copied: which tables hang on a case, household or person, and which rows go together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from django.apps import apps
from django.db.models import ForeignKey, Max, Model, Q, QuerySet

from cases.models import Alarm, Case, CaseGrant, Deadline, Household, Membership, MessageItem, Person
from cases.queries.clock import database_now

STRIDE = 100_000  # between the ids of a row and of its next copy; the demo stays far below it
QUIET_FOR = timedelta(days=365)  # a case that runs quietly has nothing due for so long, and may be so much older
LEFT_OUT = (CaseGrant, MessageItem)  # access is never multiplied; a message belongs to a colleague (history.py)
ROOTS: tuple[type[Model], ...] = (Person, Household, Case)
Ids = dict[type[Model], list[int]]


class Kind(IntEnum):
    BUSY, QUIET, CLOSED = range(3)


class TooMuchUsedError(RuntimeError):
    """Rows were added by hand until their ids reached those of the copies."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """`rows`: for each kind the ids that go together. `tables` in the order in which they can be filled."""

    tables: tuple[type[Model], ...]
    rows: dict[Kind, Ids]

    def cases(self, kind: Kind) -> list[int]:
        return self.rows[kind][Case]


def read_pattern(using: str) -> Pattern:
    """Read the demo: the rows below `STRIDE`. Raises TooMuchUsedError."""
    tables = tables_to_copy()
    if _highest(Case, using) < STRIDE and any(_highest(table, using) >= STRIDE for table in tables):
        raise TooMuchUsedError("In deze proefgemeente is al te veel met de hand gemaakt. Begin met een lege database.")
    at = database_now()
    cases = Case.objects.using(using).filter(pk__lt=STRIDE)
    restless = _restless(at, using)
    wanted = {
        Kind.BUSY: cases,
        Kind.QUIET: cases.filter(closed_at=None).exclude(pk__in=restless),
        Kind.CLOSED: cases.exclude(closed_at=None).exclude(pk__in=restless),
    }
    rows = {
        kind: _together(tables, set(found.values_list("pk", flat=True)), using, everybody=kind is Kind.BUSY)
        for kind, found in wanted.items()
    }
    return Pattern(tables=tables, rows=rows)


def tables_to_copy() -> tuple[type[Model], ...]:
    """Every table with a relation to a case, household or person, also through another; what is named comes first."""
    models = [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and m not in LEFT_OUT]  # noqa: SLF001
    hanging = set(ROOTS)
    while more := {m for m in models if m not in hanging and hanging.intersection(map(related, relations(m)))}:
        hanging |= more
    ordered = list(ROOTS)
    while len(ordered) < len(hanging):
        ready = [
            m
            for m in models
            if m in hanging and m not in ordered and hanging.intersection(map(related, relations(m))) <= {*ordered, m}
        ]
        assert ready, "tables that name each other cannot be copied"
        ordered += ready
    return tuple(ordered)


def relations(model: type[Model]) -> list["ForeignKey[Model, Model]"]:
    return [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]  # noqa: SLF001


def related(field: "ForeignKey[Model, Model]") -> type[Model]:
    model = field.related_model
    assert isinstance(model, type)
    return model


def _highest(model: type[Model], using: str) -> int:
    return model._default_manager.using(using).aggregate(highest=Max("pk"))["highest"] or 0  # noqa: SLF001


def _restless(at: datetime, using: str) -> set[int]:
    """The cases that would be late, or ask something of the watcher, if they were a year older."""
    soon = at + QUIET_FOR
    terms = Deadline.objects.using(using).open().filter(Q(due_at__lte=soon) | Q(due_at=None))
    alarms = Alarm.objects.using(using).filter(fired_at=None, at__lte=soon, deadline__ended_at=None)
    cases = {*terms.values_list("case_id", flat=True), *alarms.values_list("deadline__case_id", flat=True)}
    return {pk for pk in cases if pk is not None}


def _together(tables: tuple[type[Model], ...], cases: set[int], using: str, *, everybody: bool) -> Ids:
    """The rows that go with these cases: a row goes along when all that it names does."""
    origins = dict(Case.objects.using(using).filter(pk__in=cases, origin__isnull=False).values_list("pk", "origin_id"))
    while lost := {pk for pk in cases if pk in origins and origins[pk] not in cases}:
        cases = cases - lost
    homes, persons = _people(cases, using, everybody=everybody)
    kept: dict[type[Model], set[int]] = {Person: persons, Household: homes, Case: cases}
    for model in tables[len(ROOTS) :]:
        kept[model] = _complete(model, kept, using)
    return {model: sorted(ids) for model, ids in kept.items()}


def _people(cases: set[int], using: str, *, everybody: bool) -> tuple[set[int], set[int]]:
    """The households of these cases with all their members, and what those were merged into or split from."""
    households, persons = Household.objects.using(using), Person.objects.using(using)
    if everybody:
        every = [set(rows.filter(pk__lt=STRIDE).values_list("pk", flat=True)) for rows in (households, persons)]
        return every[0], every[1]
    homes = _with(households.filter(cases__in=cases), households, "merged_into", "split_from")
    members = Membership.objects.using(using).filter(household__in=homes).values("person")
    return homes, _with(persons.filter(Q(pk__in=members) | Q(cases__in=cases)), persons, "merged_into")


def _with(found: Iterable[Model], rows: QuerySet[Any], *names: str) -> set[int]:
    kept: set[int] = set()
    while found:
        kept |= {row.pk for row in found}
        ids = {getattr(row, f"{name}_id") for row in found for name in names} - kept - {None}
        found = list(rows.filter(pk__in=ids))
    return kept


def _complete(model: type[Model], kept: dict[type[Model], set[int]], using: str) -> set[int]:
    fields = [field for field in relations(model) if related(field) in kept or related(field) is model]
    names = [field.attname for field in fields]
    rows = model._default_manager.using(using).filter(pk__lt=STRIDE).order_by("pk").values_list("pk", *names)  # noqa: SLF001
    found: set[int] = set()
    for pk, *values in rows:
        places = [
            (value, kept.get(related(field), found)) for field, value in zip(fields, values, strict=True) if value
        ]
        if places and all(value in place for value, place in places):
            found.add(pk)
    return found
