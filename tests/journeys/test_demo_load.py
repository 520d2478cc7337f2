"""Loading the demo municipality: all or nothing, in a demo only, on whatever day."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command

from cases.actions.demo import is_loaded, load
from cases.models import Deadline, Event
from tests.journeys.test_demo import counts, quiet


def test_a_load_that_is_cut_off_leaves_nothing(db):
    def cut(what: str, done: int, total: int) -> None:
        if what == "stappen gezet" and done == 5:
            raise KeyboardInterrupt

    before = counts()
    with pytest.raises(KeyboardInterrupt):
        load(now=datetime.now(UTC), progress=cut)
    assert not is_loaded()
    assert counts() == before


def test_outside_the_demo_it_refuses_with_one_sentence(db, settings, capsys):
    settings.DEMO = False
    with pytest.raises(SystemExit) as ended:
        call_command("demo_data")
    assert ended.value.code == 2
    assert capsys.readouterr().err.count(".") == 1
    assert not is_loaded()


@pytest.mark.parametrize("moment", ["2025-12-26T02:10:00", "2026-04-06T09:00:00"])
def test_it_loads_on_any_day(db, moment):
    """On Boxing Day at night and on Easter Monday: the stories know no weekday."""
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    by_state = load(now=now, progress=quiet)
    assert sum(by_state.values()) >= 20
    late = Deadline.objects.overdue(now).values_list("case__household__name", flat=True)
    assert sorted(late) == ["Bos", "Jansen – Koster", "Verhoeven"]
    assert not Event.objects.filter(at__gte=now).exists()
