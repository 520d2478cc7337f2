"""The dwangsom in a table that a policy officer can check, and what holds for every day and every share."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.awb import facts
from cases.rules.penalty import days, due, euro, first_day, shares

RATES = facts.rates()
FIRST = date(2026, 12, 5)
dates = st.dates(min_value=date(2020, 1, 1), max_value=date(2090, 1, 1))

# fmt: off
TABLE = [
    # geen besluit tot en met   dag   samen
    ("2026-12-04",              None, None),
    ("2026-12-05",              1,    "23"),
    ("2026-12-11",              7,    "161"),
    ("2026-12-18",              14,   "322"),
    ("2026-12-19",              15,   "357"),
    ("2027-01-01",              28,   "812"),
    ("2027-01-02",              29,   "857"),
    ("2027-01-15",              42,   "1442"),
    ("2027-06-30",              42,   "1442"),
]
# fmt: on


@pytest.mark.parametrize(("until", "number", "total"), TABLE)
def test_penalty_without_a_decision_until(until, number, total):
    found = due(FIRST, date.fromisoformat(until), RATES)
    assert (found and found.number, found and str(found.total)) == (number, total)


@pytest.mark.parametrize(("choice", "first"), [(15, "2026-12-05"), (14, "2026-12-04")])
def test_first_day_is_a_choice(choice, first):
    """Ingebrekestelling received on Friday 20 November 2026."""
    assert str(first_day(date(2026, 11, 20), choice)) == first


@given(first=dates)
def test_every_day_costs_more_and_none_is_left_out(first):
    found = list(days(first, RATES))
    assert [day.number for day in found] == list(range(1, 43))
    assert [day.day for day in found] == [first + timedelta(days=n) for n in range(42)]
    assert all(later.total - earlier.total == later.per_day for earlier, later in pairwise(found))
    assert found[-1].total == 1442


@given(first=dates, waited=st.integers(min_value=0, max_value=400))
def test_waiting_longer_is_never_cheaper(first, waited):
    one = due(first, first + timedelta(days=waited), RATES)
    two = due(first, first + timedelta(days=waited + 1), RATES)
    assert one is not None
    assert two is not None
    assert one.total <= two.total <= 1442


@given(cents=st.integers(min_value=1, max_value=200_000), applicants=st.integers(min_value=1, max_value=20))
def test_shares_are_equal_and_lose_no_cent(cents, applicants):
    amount = Decimal(cents) / 100
    found = shares(amount, applicants)
    assert len(found) == applicants
    assert sum(found) == amount
    assert max(found) - min(found) <= Decimal("0.01")


def test_euro_reads_as_people_write_it():
    assert [euro(Decimal(x)) for x in ("0", "23", "1442", "480.67")] == ["€ 0", "€ 23", "€ 1.442", "€ 480,67"]
