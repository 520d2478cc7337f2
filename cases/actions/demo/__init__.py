"""Load the demo municipality: once, and all of it or nothing."""

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction

from cases import events
from cases.contract import Days
from cases.models import Case, Municipality
from cases.queries.terms import calendar

from .families import live_on
from .play import Progress, play
from .residents import settle
from .town import CODE, found

LIVED_HERE = timedelta(days=172)  # longer ago than the first story; the log has partitions of six months


def is_loaded() -> bool:
    """Whether the demo is there; it comes in one transaction, so a municipality means everything."""
    return Municipality.objects.filter(code=CODE).exists()


@transaction.atomic
def load(*, now: datetime, progress: Progress, sample: int = 1) -> dict[str, int]:
    """Load the demo as of `now`; returns the number of cases by state. Nothing happens when it is there already.

    Tests may take one in `sample` stories.
    """
    events.lock("demo")
    if is_loaded():
        return {}
    days = Days(now, calendar())
    since = days.work(days.before(days.today, LIVED_HERE.days), "9.00")
    town = found(since.date())
    persons = settle(town.teams, since)
    live_on(town, persons, days)
    progress("inwoners ingeschreven", len(persons), len(persons))
    cases = play(town, persons, days, progress, sample=sample)
    return dict(Counter(case.state for case in Case.objects.filter(pk__in=[case.pk for case in cases])))
