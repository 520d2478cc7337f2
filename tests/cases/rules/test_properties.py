"""What must hold for every term, over ten years and both clock changes of each."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cases.rules.calendar import AMSTERDAM, SHIPPED
from cases.rules.deadlines import Roll, Suspension, reckon
from cases.rules.length import Length, Unit

from .reckoning import facts

DAYS = st.dates(date(2023, 1, 1), date(2032, 12, 31))
COVERED = st.one_of(
    st.builds(Length, st.integers(1, 90), st.just(Unit.DAYS)),
    st.builds(Length, st.integers(1, 12), st.just(Unit.WEEKS)),
    st.builds(Length, st.integers(1, 3), st.just(Unit.MONTHS)),
)
ANY_LENGTH = st.one_of(
    COVERED,
    st.builds(Length, st.integers(1, 40), st.just(Unit.WORKING_DAYS)),
    st.builds(Length, st.integers(1, 20), st.just(Unit.YEARS)),
    st.builds(Length, st.integers(13, 60), st.just(Unit.WEEKS)),
)


def due(start: date, length: Length, **more: object) -> date:
    found = reckon(facts(start, length.text, **more), SHIPPED).due_on
    assert found is not None
    return found


@given(DAYS, ANY_LENGTH)
def test_due_is_never_earlier_than_the_raw_end(start: date, length: Length) -> None:
    proof = reckon(facts(start, length.text), SHIPPED)
    assert start < proof.raw_end <= proof.due_on


@given(DAYS, COVERED)
def test_covered_term_never_ends_on_a_closed_day(start: date, length: Length) -> None:
    assert SHIPPED.is_working_day(due(start, length))


@given(DAYS, COVERED)
def test_roll_passes_over_closed_days_only(start: date, length: Length) -> None:
    proof = reckon(facts(start, length.text), SHIPPED)
    passed = (proof.raw_end + timedelta(n) for n in range((proof.due_on - proof.raw_end).days))
    if "minimum" not in [step.kind for step in proof.steps]:
        assert not any(SHIPPED.is_working_day(each) for each in passed)


@given(DAYS, st.integers(3, 90))
def test_term_of_three_days_holds_two_working_days(start: date, amount: int) -> None:
    end = due(start, Length(amount, Unit.DAYS))
    held = [start + timedelta(n) for n in range(1, (end - start).days + 1)]
    assert sum(map(SHIPPED.is_working_day, held)) >= 2


@given(DAYS, ANY_LENGTH)
def test_later_start_never_gives_an_earlier_end(start: date, length: Length) -> None:
    assert due(start, length) <= due(start + timedelta(1), length)


@given(DAYS, st.integers(1, 40))
def test_working_day_term_holds_exactly_that_many(start: date, amount: int) -> None:
    end = due(start, Length(amount, Unit.WORKING_DAYS))
    held = [start + timedelta(n) for n in range(1, (end - start).days + 1)]
    assert sum(map(SHIPPED.is_working_day, held)) == amount


@given(DAYS, ANY_LENGTH)
def test_without_the_atw_the_raw_end_stands(start: date, length: Length) -> None:
    proof = reckon(facts(start, length.text, roll=Roll.NONE), SHIPPED)
    assert proof.raw_end == proof.due_on


@given(DAYS, st.integers(2, 12), st.integers(0, 13), st.integers(1, 200))
def test_suspension_moves_the_raw_end_by_its_days(start: date, weeks: int, after: int, count: int) -> None:
    invited = start + timedelta(after)
    stands = Suspension(invited_on=invited, completed_on=invited + timedelta(count + 1))
    bare = reckon(facts(start, f"{weeks} weken"), SHIPPED)
    proof = reckon(facts(start, f"{weeks} weken", suspensions=(stands,)), SHIPPED)
    assert proof.raw_end - bare.raw_end == timedelta(count)


PAUSES = st.lists(st.tuples(st.integers(0, 100), st.integers(1, 60)), max_size=4)


@given(DAYS, st.integers(1, 12), PAUSES)
def test_term_never_ends_while_it_stands_still(start: date, weeks: int, pauses: list[tuple[int, int]]) -> None:
    stands = tuple(
        Suspension(invited_on=start + timedelta(after), completed_on=start + timedelta(after + count + 1))
        for after, count in pauses
    )
    end = due(start, Length(weeks, Unit.WEEKS), suspensions=stands)
    for each in stands:
        assert not each.invited_on < end < each.completed_on


@given(DAYS, st.integers(1, 12), PAUSES)
def test_order_of_suspensions_does_not_matter(start: date, weeks: int, pauses: list[tuple[int, int]]) -> None:
    stands = tuple(
        Suspension(invited_on=start + timedelta(after), completed_on=start + timedelta(after + count + 1))
        for after, count in pauses
    )
    length = Length(weeks, Unit.WEEKS)
    assert due(start, length, suspensions=stands) == due(start, length, suspensions=stands[::-1])


@given(
    st.datetimes(datetime(2023, 1, 1), datetime(2032, 12, 31), timezones=st.just(AMSTERDAM), allow_imaginary=False),
    st.integers(1, 1000),
)
def test_hours_last_exactly_that_long(start: datetime, hours: int) -> None:
    proof = reckon(facts(start, f"{hours} uur"), SHIPPED)
    assert proof.due_at - start.astimezone(UTC) == timedelta(hours=hours)


@given(DAYS, ANY_LENGTH)
def test_end_of_the_last_day_is_midnight_in_amsterdam(start: date, length: Length) -> None:
    proof = reckon(facts(start, length.text), SHIPPED)
    local = proof.due_at.astimezone(AMSTERDAM)
    assert (local.date(), local.hour, local.minute) == (proof.due_on + timedelta(1), 0, 0)
