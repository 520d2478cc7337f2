"""Two at once, and rows one may not touch: a sentence, and nothing half-written."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection, transaction

from cases.actions.brp import import_brp
from cases.actions.household import move_out
from cases.actions.person import correct_person, register_person
from cases.contract import CaseError, InvalidError, NoAccessError
from cases.models import Person, User
from cases.rules.names import Name
from cases.rules.partial_date import PartialDate
from tests.factories.person import brp_row, bsn_at, make_household, make_person, relative

AT = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
TODAY = date(2026, 11, 24)


@contextmanager
def another_connection() -> Iterator[Any]:
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            yield cursor
    finally:
        other.close()


def register(family: str) -> Person:
    return register_person(name=Name(family=family), birth=PartialDate(), bsn=bsn_at(0), actor=None, at=AT)


@pytest.mark.django_db(transaction=True)
def test_two_who_register_one_bsn_at_once_give_one_person_and_a_sentence() -> None:
    def second() -> str:
        try:
            register("Tweede")
        except InvalidError as refused:
            return refused.errors["bsn"][0]
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(1) as pool, another_connection() as watcher:
        with transaction.atomic():
            register("Eerste")
            answer = pool.submit(second)
            waiting = 0
            while not waiting and not answer.done():  # until the second stands at the unique index
                watcher.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'")
                (waiting,) = watcher.fetchone()
        sentence = answer.result(timeout=20)
    assert sentence.startswith("Dit BSN hoort al bij iemand anders.")
    assert [person.family_name for person in Person.objects.all()] == ["Eerste"]


@pytest.mark.django_db
def test_second_import_at_once_is_refused() -> None:
    with another_connection() as cursor:
        cursor.execute("SELECT pg_advisory_lock(8230417)")
        with pytest.raises(CaseError, match="al een BRP-bestand"):
            import_brp(rows=[brp_row(bsn_at(0))], on=TODAY, at=AT, progress=lambda *_: None)
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_relative_whose_bsn_is_ours_under_another_identity_is_only_a_name() -> None:
    make_person("Gijs", "Geus", birth="20191205", bsn=bsn_at(1))
    row = brp_row(bsn_at(0), children=[relative(bsn_at(1), "Thurayya", "Taher", birth="20100316")])
    report = import_brp(rows=[row], on=TODAY, at=AT, progress=lambda *_: None)
    assert (report.relatives_linked, report.relatives_named) == (0, 1)


@pytest.mark.django_db
def test_merged_rows_cannot_be_changed() -> None:
    kept, double = make_person(), make_person()
    double.merged_into = kept
    double.save()
    home, old = make_household((kept, "other")), make_household((double, "other"))
    old.merged_into = home
    old.save()
    with pytest.raises(CaseError, match="samengevoegd"):
        correct_person(person=double.uuid, seen=1, actor=None, at=AT, sex="M")
    with pytest.raises(CaseError, match="samengevoegd"):
        move_out(household=old.uuid, seen=1, person=double, on=TODAY, actor=None, at=AT)


@pytest.mark.django_db
def test_who_left_the_organisation_changes_nothing() -> None:
    person = make_person()
    home = make_household((person, "other"))
    gone = User.objects.create(username="weg", is_active=False)
    gone.groups.add(group := Group.objects.create(name="intake"))
    group.permissions.add(Permission.objects.get(codename="cases.register"))
    with pytest.raises(NoAccessError):
        correct_person(person=person.uuid, seen=1, actor=gone, at=AT, sex="M")
    with pytest.raises(NoAccessError):
        move_out(household=home.uuid, seen=1, person=person, on=TODAY, actor=gone, at=AT)
    assert Person.objects.get().sex == "V"


@pytest.mark.django_db
def test_bsn_typed_wrong_in_a_correction_stops_at_its_field_and_a_too_long_name_is_a_sentence() -> None:
    person = make_person()
    with pytest.raises(InvalidError, match="nog niets bewaard"):
        correct_person(person=person.uuid, seen=1, actor=None, at=AT, bsn="123")
    with pytest.raises(CaseError, match="kunnen zo niet bewaard"):
        correct_person(person=person.uuid, seen=1, actor=None, at=AT, name=Name(family="x" * 201))
    assert Person.objects.get().family_name == "Postma"


@pytest.mark.django_db
def test_contact_details_are_ours_to_correct() -> None:
    person = make_person()
    contact = {"phone": "050 000 00 02"}
    correct_person(person=person.uuid, seen=1, actor=None, at=AT, contact=contact)
    correct_person(person=person.uuid, seen=2, actor=None, at=AT, contact=contact)
    stored = Person.objects.get()
    assert (stored.phone, stored.version) == ("050 000 00 02", 2)
