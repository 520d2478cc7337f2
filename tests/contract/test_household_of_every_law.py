"""A household with a case under every law that runs here costs as many statements as one with a single law."""

import pytest
from django.test import Client
from django.utils import timezone

from cases.contract import laws
from cases.models import Case, Heartbeat
from tests.cases.test_statements import statements
from tests.contract.drive import choose, main_way
from tests.factories.case import make_case, make_team, make_user
from tests.factories.person import make_household, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    Heartbeat.objects.create(name="beat", at=timezone.now())
    rights = [key for law in laws for key, _ in law.permissions]
    return make_user("fenna", "cases.read_household", *rights, team=make_team())


def home_under(worker, at, *wanted):
    """A household with one person and one case for each of these laws, opened as the law's example says."""
    people = [make_person(f"Kind{n}", "Kuipers") for n in range(len(wanted))]
    home = make_household(*((person, "other") for person in people), name="Kuipers")
    for person, law in zip(people, wanted, strict=True):
        way = main_way(law)
        key = next(t.key for t in way.procedure.transitions if t.opens and not t.from_case)
        example = way.examples[key]
        choose(worker, set(example.choices))
        make_case(
            worker, at, law=law.key, key=key, data=dict(example.data), household=home, person=person, handler=worker
        )
    return home


def test_every_law_in_one_household_costs_what_one_costs(worker, at):
    client = Client()
    client.force_login(worker)
    found = {
        ", ".join(law.key for law in wanted): statements(client, f"/huishoudens/{home_under(worker, at, *wanted).uuid}")
        for wanted in (*((law,) for law in laws), tuple(laws))
    }
    counts = {name: len(asked) for name, asked in found.items()}
    assert len(set(counts.values())) == 1, counts
    assert max(counts.values()) <= 12
    assert Case.objects.count() == 2 * len(list(laws))
