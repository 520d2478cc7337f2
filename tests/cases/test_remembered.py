"""What a process remembers of the set-up is never older than the set-up itself."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Confirmation, EquatedDay, LetterTheme, LocalRule, LocalSetting, SetupStamp, TextBlock, User
from cases.queries.choices import settings_of
from cases.queries.remembered import under
from cases.queries.terms import calendar
from tests.factories.case import make_municipality, make_user

pytestmark = pytest.mark.django_db
DAY = date(2027, 5, 7)


@pytest.fixture
def ilse() -> User:
    return make_user("ilse")


def add_day(ilse: User, at: datetime, day: date = DAY) -> EquatedDay:
    return EquatedDay.objects.create(day=day, name="Brugdag", source="Stb.", added_by=ilse, added_at=at)


def stamp() -> object:
    return SetupStamp.objects.get().stamp


def statements(read: object) -> int:
    with CaptureQueriesContext(connection) as found, under(stamp()):
        assert callable(read)
        read()
    return len(found) - 1  # without the one for the stamp


def test_second_page_asks_nothing_until_something_changes(ilse: User, at: datetime) -> None:
    add_day(ilse, at)
    assert [statements(calendar) for _ in range(3)] == [1, 0, 0]
    row = add_day(ilse, at, date(2027, 5, 14))
    assert [statements(calendar) for _ in range(2)] == [1, 0]
    with under(stamp()):
        assert row.day in calendar().equated
    row.delete()
    with under(stamp()):
        assert row.day not in calendar().equated


def test_without_a_stamp_everything_is_asked(ilse: User, at: datetime) -> None:
    """Acts and the watcher have none: they see what their own transaction changed."""
    with under(stamp()):
        calendar()
    add_day(ilse, at)
    with under(None):
        assert DAY in calendar().equated
    assert DAY in calendar().equated


def test_answers_differ_by_what_was_asked(ilse: User, at: datetime) -> None:
    town = make_municipality()
    LocalSetting.objects.create(
        municipality=town,
        choice="toylaw.slow",
        value=True,
        source="Besluit",
        valid_from=DAY,
        added_by=ilse,
        added_at=at,
    )
    with under(stamp()):
        assert settings_of(town.code, DAY) == {"toylaw.slow": True}
        assert settings_of(town.code, at.date()) == {}
        assert settings_of("9999", DAY) == {}


@pytest.mark.parametrize("model", [EquatedDay, Confirmation, LocalRule, LocalSetting, TextBlock, LetterTheme])
def test_every_change_of_the_set_up_gives_a_new_stamp(model: type, ilse: User, at: datetime) -> None:
    """By whatever way: plain SQL too, even where it touches no row."""
    before = stamp()
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table} WHERE false")
        between = stamp()
        cursor.execute(f"UPDATE {model._meta.db_table} SET id = id WHERE false")
    assert len({before, between, stamp()}) == 3
