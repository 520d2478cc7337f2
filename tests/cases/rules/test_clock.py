"""What a term's clock says, as on the work list of 24 November 2026, 10.42."""

from datetime import date, datetime, timedelta

import pytest

from cases.rules.calendar import AMSTERDAM
from cases.rules.clock import day_clock, hour_clock, still_clock

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 10, 42, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("start", "due_on", "said"),
    [
        (date(2026, 10, 15), date(2026, 11, 26), ("nog 2 dagen", "do 26 nov", "", "Dag 40 van 42.")),
        (date(2026, 10, 14), date(2026, 11, 25), ("nog 1 dag", "wo 25 nov", "", "Dag 41 van 42.")),
        (date(2026, 10, 13), date(2026, 11, 24), ("vandaag", "di 24 nov", "", "Dag 42 van 42.")),
        (date(2026, 10, 12), date(2026, 11, 23), ("1 dag te laat", "ma 23 nov", "is-let-op", "Dag 43 van 42.")),
        (date(2026, 9, 24), date(2026, 11, 19), ("5 dagen te laat", "do 19 nov", "is-let-op", "Dag 61 van 56.")),
        (date(2026, 11, 24), date(2027, 1, 5), ("nog 42 dagen", "di 5 jan 2027", "", "Dag 0 van 42.")),
    ],
)
def test_day_clock_says_what_is_left(start, due_on, said):
    clock = day_clock(start=start, due_on=due_on, today=TODAY)

    assert (clock.remaining_text, clock.day_text, clock.tone, clock.spoken) == said


def test_day_clock_is_whole_on_the_last_day_and_more_when_late():
    on_time = day_clock(start=date(2026, 10, 13), due_on=TODAY, today=TODAY)
    late = day_clock(start=date(2026, 9, 24), due_on=date(2026, 11, 19), today=TODAY)

    assert on_time.fraction == 1.0
    assert late.fraction == pytest.approx(61 / 56)


def test_nobody_is_late_for_a_window_that_closed():
    clock = day_clock(start=date(2026, 11, 10), due_on=date(2026, 11, 17), today=TODAY, window=True)

    assert (clock.remaining_text, clock.tone) == ("voorbij", "")


@pytest.mark.parametrize(
    ("start", "hours", "remaining", "tone"),
    [
        (NOW - timedelta(hours=2, minutes=27), 24, "nog 21 uur", "is-spoed"),
        (NOW - timedelta(hours=23, minutes=20), 24, "nog 40 minuten", "is-spoed"),
        (NOW - timedelta(hours=23, minutes=59, seconds=30), 24, "nog 1 minuut", "is-spoed"),
        (NOW - timedelta(hours=24), 24, "0 minuten te laat", "is-spoed"),
        (NOW - timedelta(hours=51), 48, "3 uur te laat", "is-spoed"),
    ],
)
def test_hour_clock_runs_on_at_night(start, hours, remaining, tone):
    clock = hour_clock(start=start, due_at=start + timedelta(hours=hours), now=NOW)

    assert (clock.remaining_text, clock.tone) == (remaining, tone)


def test_hour_clock_names_the_amsterdam_moment_of_its_end():
    clock = hour_clock(start=NOW, due_at=datetime(2026, 11, 25, 7, 15, tzinfo=AMSTERDAM), now=NOW)

    assert clock.day_text == "wo 07.15"


def test_hour_clock_of_long_ago_names_the_day():
    due = NOW - timedelta(days=9)

    assert hour_clock(start=due - timedelta(hours=24), due_at=due, now=NOW).day_text == "15 nov 10.42"


def test_still_clock_keeps_the_days_spent():
    clock = still_clock(
        start=date(2026, 11, 20),
        stopped_on=date(2026, 11, 24),
        length=timedelta(days=14),
        until=date(2026, 12, 14),
        today=TODAY,
    )

    assert (clock.remaining_text, clock.day_text, clock.tone) == ("staat stil", "t/m ma 14 dec", "is-pauze")
    assert clock.spoken == "Dag 3 van 14. Stil vanaf di 24 nov."
