"""How long one case is kept: what its end says, from which day, and who sees what may be destroyed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from cases.actions.note import add_note
from cases.actions.undo import undo_step
from cases.contract import CountsFrom, Length, Unit, laws
from cases.models import Case, Event, ReadLog
from cases.queries.retention import closed_until, destroyable
from cases.queries.rulebook import find, rulebook
from tests.factories.case import act, make_case, make_team, make_user
from tests.toylaw.law import LAW
from tests.toylaw.retention import BEFORE, BROKEN_OFF, FILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def fenna():
    return make_user("fenna", "toylaw.work", "toylaw.decide", team=make_team())


def closed(fenna, at, *, granted: bool) -> Case:
    wish = {"received_on": at.date(), "wish": "Een fiets"}
    case = make_case(fenna, at, data=wish)
    if not granted:
        return act(case, "withdraw", fenna, at)
    act(case, "grant", fenna, at, weeks=4)
    return act(case, "finish", fenna, at)


def page(client, fenna, case):
    client.force_login(fenna)
    return " ".join(client.get(f"/zaken/{case.uuid}").content.decode().split())


@pytest.mark.parametrize(("granted", "key"), [(True, "toylaw.file"), (False, "toylaw.broken_off")])
def test_a_case_is_kept_as_its_end_says(fenna, at, granted, key):
    case = closed(fenna, at, granted=granted)
    assert (case.kept_as, laws["toylaw"].retention(key, at.date()).key) == (key, key)


def test_an_open_case_is_kept_as_nothing(fenna, at, client):
    case = make_case(fenna, at)
    assert case.kept_as == ""
    assert "Bewaren tot en met" not in page(client, fenna, case)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.update(kept_as="toylaw.file")


def test_the_page_of_a_closed_case_says_until_when_and_why(fenna, at, client):
    """42 days after Tuesday 24 November 2026 is Tuesday 5 January 2027."""
    text = page(client, fenna, closed(fenna, at, granted=False))
    assert "Bewaren tot en met <b>dinsdag 5 januari 2027</b>" in text
    assert "Afgebroken speelzaak: 42 dagen na het sluiten" in text
    assert "Speelwet art. 13a" in text
    assert "nog niet bevestigd" in text.split('id="bewaren"')[1].split("</section>")[0]


def test_the_last_change_counts_where_the_law_says_so(fenna, at, client):
    """A note two days after the closing moves the end of the file; a look and the watcher move nothing."""
    case = closed(fenna, at, granted=True)
    later = at + timedelta(days=2)
    assert "woensdag 24 november 2027" in page(client, fenna, case)
    add_note(case=case, kind="call", text="Gebeld", happened_on=later.date(), author=fenna, at=later)
    assert "vrijdag 26 november 2027" in page(client, fenna, case)
    broken = closed(fenna, at, granted=False)
    add_note(case=broken, kind="call", text="Gebeld", happened_on=later.date(), author=fenna, at=later)
    assert "dinsdag 5 januari 2027" in page(client, fenna, broken)


def test_the_text_in_force_on_the_day_of_closing_counts():
    assert LAW.retention("toylaw.file", date(2026, 6, 30)) == BEFORE
    assert LAW.retention("toylaw.file", date(2026, 7, 1)) == FILE
    assert LAW.retention("toylaw.file", date(1999, 1, 1)) == BEFORE
    assert LAW.retention("unknown", date(2026, 7, 1)) == FILE


def test_a_step_taken_back_is_kept_as_nothing_again(fenna, at):
    case = closed(fenna, at, granted=False)
    event = Event.objects.get(kind="toylaw.withdraw")
    case = undo_step(
        case_id=case.pk, event=event.id, reason="Vergissing", actor=fenna, at=at, seen=case.version, once=uuid4()
    )
    assert (case.kept_as, case.closed_at) == ("", None)


@pytest.mark.parametrize(
    ("today", "period", "last"),
    [
        (date(2027, 1, 6), Length(42, Unit.DAYS), date(2026, 11, 24)),
        (date(2027, 11, 25), Length(1, Unit.YEARS), date(2026, 11, 24)),
        (date(2025, 3, 1), Length(1, Unit.YEARS), date(2024, 2, 29)),
        (date(2024, 2, 29), Length(1, Unit.YEARS), date(2023, 2, 27)),
    ],
)
def test_the_last_day_of_closing_is_never_too_late_a_day(today, period, last):
    assert closed_until(today, period) == last
    assert replace(FILE, period=period).until(last) < today


def test_what_may_be_destroyed_is_each_case_on_its_own_day(fenna, at):
    """The same household, two ends: the broken-off case in January, the file a year after its last change."""
    first = closed(fenna, at, granted=False)
    second = closed(fenna, at, granted=True)
    assert destroyable(date(2027, 1, 5)) == ()
    assert [row.case for row in destroyable(date(2027, 1, 6))] == [first]
    later = at + timedelta(days=2)
    add_note(case=second, kind="call", text="Gebeld", happened_on=later.date(), author=fenna, at=later)
    assert [row.case for row in destroyable(date(2027, 11, 26))] == [first]
    assert [row.case for row in destroyable(date(2027, 11, 27))] == [first, second]
    assert destroyable(date(2027, 11, 27))[1].since == date(2026, 11, 26)


def test_the_older_text_counts_for_who_closed_under_it(fenna):
    then = datetime(2026, 6, 1, 9, tzinfo=UTC)
    case = closed(fenna, then, granted=True)
    assert case.kept_as == "toylaw.file"
    assert destroyable(date(2027, 6, 2)) == ()
    assert [row.case for row in destroyable(date(2028, 6, 2))] == [case]


def test_what_still_runs_stays(fenna, at):
    case = closed(fenna, at, granted=False)
    follows = make_case(fenna, at, household=case.household, person=case.person)
    Case.objects.filter(pk=follows.pk).update(origin=case)
    assert destroyable(date(2027, 6, 1)) == ()
    act(follows, "withdraw", fenna, at)
    assert {row.case.pk for row in destroyable(date(2027, 6, 1))} == {case.pk, follows.pk}
    case.deadlines.update(ended_at=None, ended_on=None, outcome="", ended_by="")
    assert [row.case.pk for row in destroyable(date(2027, 6, 1))] == [follows.pk]


@pytest.mark.parametrize(("granted", "count"), [(False, 1), (True, 12)])
def test_the_list_asks_as_often_for_many(fenna, at, granted, count, django_assert_num_queries):
    for _ in range(count):
        closed(fenna, at, granted=granted)
    with django_assert_num_queries(3):
        assert len(destroyable(date(2030, 1, 1))) == count


def test_the_page_is_for_who_may_see_it_and_names_nobody(fenna, client):
    case = closed(fenna, datetime(2020, 1, 6, 9, tzinfo=UTC), granted=False)
    client.force_login(fenna)
    assert client.get("/beheer/bewaren").status_code == 404
    ruth = make_user("ruth", "cases.read_retention")
    client.force_login(ruth)
    text = client.get("/beheer/bewaren").content.decode()
    assert case.number in text
    assert "Afgebroken speelzaak" in text
    assert case.person.display_name not in text
    assert str(case.uuid) not in text
    assert case.title not in text
    line = ReadLog.objects.get(kind="cases.list_retention")
    assert (line.actor_id, line.payload, line.person_id) == (ruth.pk, {"cases": [case.pk]}, None)


def test_a_lawyer_can_confirm_a_period():
    book = rulebook()
    for row in (FILE, BEFORE, BROKEN_OFF):
        assert find(book, row.reference) is not None
    assert find(book, BROKEN_OFF.reference).rule.open
    assert find(book, "selectielijst.bezwaar@2020-01-01").tab == "algemeen"
    assert FILE.counts_from is CountsFrom.LAST_CHANGE
