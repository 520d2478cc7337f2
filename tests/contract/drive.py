"""Drive a case of any law along a road, with that law's own examples; and see what an attempt changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import connection
from django.utils.datastructures import MultiValueDict

from cases.actions.transition import Opening, open_case, perform, perform_act
from cases.contract import Law, Procedure, Subject, Transition, laws
from cases.models import Case, CaseGrant, Household, LocalSetting, Person, Task, Team, User
from tests.contract.example import Data, Example, Refused, examples_of, refusals_of
from tests.factories.case import make_case, make_team, make_user
from tests.factories.person import bsn_at, make_household, make_person

NAME, FAMILY, HOUSEHOLD, BSN = "Kwartelina", "Vogelsang", "Vogelsang-Lijster", bsn_at(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """A case after its road: who may take the next step, and when."""

    case: Case
    worker: User
    at: datetime


@dataclass(frozen=True, slots=True)
class Way:
    """A current procedure of a law, with its examples: what the suite drives cases along."""

    law: Law
    procedure: Procedure

    @property
    def key(self) -> str:
        return f"{self.law.key}-{self.procedure.key}"

    @property
    def examples(self) -> dict[str, Example]:
        return examples_of(self.law, self.procedure.key)

    @property
    def refusals(self) -> dict[str, Refused]:
        """Only those of guards that a step of this procedure asks."""
        asked = {guard.__name__ for t in self.steps for guard in (*t.applies, *t.guards)}
        found = refusals_of(self.law, self.procedure.key)
        return {name: refused for name, refused in found.items() if name in asked}

    @property
    def is_first(self) -> bool:
        return self.procedure is next(p for p in self.law.procedures if p.current)

    @property
    def steps(self) -> tuple[Transition, ...]:
        """What the suite takes here: of a road that borrows steps from the law's first one, only its own."""
        borrowed = set() if self.is_first else {t.key for t in main_way(self.law).procedure.transitions}
        return tuple(t for t in self.procedure.transitions if t.key not in borrowed)

    @property
    def states(self) -> tuple[str, ...]:
        """The states that its own steps lead to."""
        found = {t.target for t in self.steps}
        return tuple(s.key for s in self.procedure.states if s.key in found)


def ways() -> list[Way]:
    return [Way(law, procedure) for law in laws for procedure in law.procedures if procedure.current]


def main_way(law: Law) -> Way:
    return next(way for way in ways() if way.law is law)


def worker_of(law: Law, *, username: str = "fenna", team: Team | None = None, mandate: str = "Mandaat 2026") -> User:
    """A colleague with every permission of the law."""
    keys = [key for key, _ in law.permissions]
    return make_user(username, *keys, team=team or make_team(), mandate=mandate)


def drive(
    way: Way,
    road: tuple[str, ...],
    at: datetime,
    *,
    changes: Mapping[str, Data] | None = None,
    worker: User | None = None,
    choices: tuple[str, ...] = (),
    decider: User | None = None,
) -> Journey:
    """Open a case by the first step of the road and take the others, each with its example."""
    worker = worker or worker_of(way.law)
    examples, changed = way.examples, changes or {}
    choose(worker, {*choices, *(choice for key in road for choice in examples[key].choices)})
    case, origin = None, None
    if examples[road[0]].origin:
        first = decider or worker_of(way.law, username=f"{worker.username}-eerste", team=worker.teams.get())
        before = drive(way_opened_by(way.law, examples[road[0]].origin[0]), examples[road[0]].origin, at, worker=first)
        origin, at = before.case, before.at
    for key in road:
        example = examples[key]
        at += timedelta(days=example.days)
        data = changed.get(key, example.data)
        actor = by(way, key, worker)
        case = take(case, key, data, actor, at) if case else open_one(way, key, data, actor, at, origin=origin)
    assert case is not None
    return Journey(case=case, worker=worker, at=at)


def choose(worker: User, choices: set[str]) -> None:
    """The municipality says yes to these, since long."""
    municipality, since = worker.teams.get().municipality, datetime(2020, 1, 1, tzinfo=UTC)
    for choice in choices:
        LocalSetting.objects.get_or_create(
            municipality=municipality,
            choice=choice,
            valid_from=since.date(),
            defaults={"value": True, "source": "Besluit van het college", "added_by": worker, "added_at": since},
        )


def by(way: Way, key: str, worker: User) -> User | None:
    """Who takes this step: the colleague or another one, or the system where people may not."""
    if not way.procedure.transition(key).by_people:
        return None
    if not way.examples[key].other:
        return worker
    name = f"{worker.username}-ander"
    return User.objects.filter(username=name).first() or worker_of(way.law, username=name, team=worker.teams.get())


def way_opened_by(law: Law, key: str) -> Way:
    return next(way for way in ways() if way.law is law and any(t.key == key for t in way.procedure.transitions))


def open_one(way: Way, key: str, data: Data, actor: User | None, at: datetime, *, origin: Case | None = None) -> Case:
    if origin is not None:
        there = Opening(household=origin.household, person=origin.person, team=origin.team, origin=origin)
        return open_case(law=way.law.key, key=key, opening=there, actor=actor, data=dict(data), at=at, once=uuid4())
    person = Person.objects.current().with_bsn(BSN).first() or make_person(NAME, FAMILY, bsn=BSN)
    household = make_household((person, "other"), name=HOUSEHOLD)
    return make_case(actor, at, law=way.law.key, key=key, data=dict(data), person=person, household=household)


def take(case: Case, key: str, data: Data, actor: User | None, at: datetime) -> Case:
    version = Case.objects.values_list("version", flat=True).get(pk=case.pk)
    return perform(case_id=case.pk, key=key, actor=actor, data=dict(data), at=at, seen=version, once=uuid4())


def step_of(way: Way, key: str, at: datetime) -> Journey:
    """A case on which this step can be taken next."""
    example = way.examples[key]
    journey = drive(way, example.road, at, choices=example.choices)
    return Journey(case=journey.case, worker=journey.worker, at=journey.at + timedelta(days=example.days))


def subject_of(law: Law, act: Transition, at: datetime) -> tuple[Any, User]:
    """Something that the act can be done on, and a colleague who may."""
    way = main_way(law)
    journey = drive(way, (way.procedure.transitions[0].key,), at)
    case, worker = journey.case, journey.worker
    found: Any
    match act.subject:
        case Subject.HOUSEHOLD:
            found = case.household
        case Subject.PERSON:
            found = case.person
        case Subject.TASK:
            found = Task.objects.create(case=case, label="Bel terug")
        case _:
            found = CaseGrant.objects.create(
                content_object=case, user=worker, permission=worker.groups.get().permissions.first(),
                valid_from=at - timedelta(hours=1), valid_until=at + timedelta(hours=1), reason="x", granted_by=worker,
            )  # fmt: skip
    assert isinstance(found, (Household, Person, Task, CaseGrant))
    return found, worker


def do(law: Law, act: Transition, subject: Any, actor: User | None, at: datetime) -> Any:
    data = dict(examples_of(law)[act.key].data)
    return perform_act(
        key=f"{law.key}.{act.key}", subject_id=subject.pk, actor=actor, data=data, at=at, seen=None, once=uuid4()
    )


def form_of(transition: Transition, subject: Any, actor: User | None, at: datetime, data: Data) -> Any:
    return transition.form(data=dict(data), files=MultiValueDict(), subject=subject, actor=actor, at=at)


def everything() -> dict[str, tuple[int, str]]:
    """Of every table of ours the number of rows and a hash of them: what an attempt that failed may not have changed."""
    with connection.cursor() as cursor:
        cursor.execute(_everything())
        return {label: (rows, of_rows) for label, rows, of_rows in cursor.fetchall()}


@cache
def _everything() -> str:
    apart = {"cases", *(law.key for law in laws)}
    tables = [(m._meta.label, m._meta.db_table) for m in apps.get_models() if m._meta.app_label in apart]
    one = "SELECT '{}', count(*), md5(coalesce(string_agg(t::text, '' ORDER BY t::text), '')) FROM {} t"
    return " UNION ALL ".join(one.format(label, table) for label, table in tables)
