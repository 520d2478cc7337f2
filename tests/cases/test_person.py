"""Register, correct, record a death: each with its event, and never half."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from cases.actions.person import correct_person, mark_deceased, register_person
from cases.contract import CaseError, ConflictError, InvalidError, NoAccessError
from cases.models import Event, Person, User
from cases.rules.names import Name, NameUse
from cases.rules.partial_date import PartialDate
from tests.factories.person import bsn_at, make_household, make_person

AT = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
TODAY = date(2026, 11, 24)
GERRIT = Name(given="Gerrit", family="Postma")
pytestmark = pytest.mark.django_db


def register(**facts: object) -> Person:
    known: dict[str, object] = {"name": GERRIT, "birth": PartialDate(1947, 3, 12), "actor": None, "at": AT} | facts
    return register_person(**known)  # type: ignore[arg-type]


def test_person_without_bsn_is_registered_with_one_event_and_no_name_in_it() -> None:
    person = register(contact={"phone": " 050 000 00 02 ", "contact_note": "na 18 uur"})
    stored = Person.objects.get()
    assert (stored.display_name, stored.birth.text, stored.has_bsn) == ("Gerrit Postma", "12 maart 1947", False)
    assert (stored.phone, stored.contact_note) == ("050 000 00 02", "na 18 uur")
    event = Event.objects.get()
    assert (event.kind, event.person_id) == ("cases.person_registered", person.pk)
    assert event.payload == {"source": "melding", "with_bsn": False}


def test_bsn_of_somebody_else_is_refused_and_nothing_is_written() -> None:
    make_person(bsn=bsn_at(0))
    with pytest.raises(InvalidError) as refused:
        register(bsn=bsn_at(0))
    assert list(refused.value.errors) == ["bsn"]
    assert Person.objects.count() == 1
    assert not Event.objects.exists()


def test_bsn_that_fails_the_eleven_test_is_refused_at_its_field() -> None:
    with pytest.raises(InvalidError) as refused:
        register(bsn="999999245")
    assert "11-proef" in refused.value.errors["bsn"][0]
    assert not Person.objects.exists()


def test_colleague_without_the_permission_registers_nobody() -> None:
    with pytest.raises(NoAccessError):
        register(actor=User.objects.create(username="gast"))
    assert not Person.objects.exists()


def test_correction_changes_what_is_given_and_names_the_fields_only() -> None:
    person = make_person("Gerit", "Postma", birth="19470000", sex="M")
    corrected = correct_person(
        person=person.uuid, seen=1, actor=None, at=AT, name=GERRIT, birth=PartialDate(1947, 3, 12), bsn=bsn_at(0)
    )
    assert (corrected.version, corrected.display_name, corrected.bsn, corrected.sex) == (
        2,
        "Gerrit Postma",
        bsn_at(0),
        "M",
    )
    assert Person.objects.get().sort_name == "postma, gerrit"
    assert Event.objects.get().payload == {"fields": ["name", "birth", "bsn"]}


def test_correction_that_changes_nothing_writes_nothing() -> None:
    person = make_person("Gerrit", "Postma", birth="19470312", bsn=bsn_at(0))
    same = correct_person(
        person=person.uuid, seen=1, actor=None, at=AT, name=GERRIT, birth=PartialDate(1947, 3, 12), bsn=bsn_at(0)
    )
    assert same.version == 1
    assert not Event.objects.exists()


def test_correction_on_an_old_version_is_a_conflict() -> None:
    person = make_person()
    correct_person(person=person.uuid, seen=1, actor=None, at=AT, sex="O")
    with pytest.raises(ConflictError) as refused:
        correct_person(person=person.uuid, seen=1, actor=None, at=AT, sex="M")
    assert (refused.value.seen, refused.value.current) == (1, 2)
    assert Person.objects.get().sex == "O"


def test_bsn_of_somebody_else_cannot_come_in_by_a_correction() -> None:
    make_person(bsn=bsn_at(0))
    other = make_person(bsn=bsn_at(1))
    with pytest.raises(InvalidError):
        correct_person(person=other.uuid, seen=1, actor=None, at=AT, bsn=bsn_at(0))
    assert Person.objects.get(pk=other.pk).bsn == bsn_at(1)


def test_unknown_person_cannot_be_corrected() -> None:
    with pytest.raises(NoAccessError):
        correct_person(person=uuid4(), seen=1, actor=None, at=AT, sex="M")


def test_death_ends_the_membership_on_the_last_possible_day() -> None:
    person = make_person()
    household = make_household((person, "partner"))
    mark_deceased(person=person.uuid, seen=1, died=PartialDate(2026, 10), actor=None, at=AT, on=TODAY)
    assert household.memberships.get().ends_on == date(2026, 10, 31)
    assert Person.objects.get().died == PartialDate(2026, 10)
    assert [event.kind for event in Event.objects.all()] == ["cases.person_deceased"]


def test_death_on_an_unknown_day_ends_the_membership_today() -> None:
    person = make_person()
    household = make_household((person, "partner"))
    mark_deceased(person=person.uuid, seen=1, died=PartialDate(), actor=None, at=AT, on=TODAY)
    assert household.memberships.get().ends_on == TODAY


@pytest.mark.parametrize("died", [PartialDate(2026, 11, 25), PartialDate(1949)])
def test_impossible_death_is_refused(died: PartialDate) -> None:
    person = make_person(birth="19500530")
    with pytest.raises(CaseError):
        mark_deceased(person=person.uuid, seen=1, died=died, actor=None, at=AT, on=TODAY)
    assert not Person.objects.get().deceased


def test_death_is_recorded_once() -> None:
    person = make_person()
    mark_deceased(person=person.uuid, seen=1, died=PartialDate(), actor=None, at=AT, on=TODAY)
    with pytest.raises(CaseError, match="al vastgelegd"):
        mark_deceased(person=person.uuid, seen=2, died=PartialDate(), actor=None, at=AT, on=TODAY)


def test_one_bsn_is_one_person_until_they_are_merged() -> None:
    first = make_person(bsn=bsn_at(0))
    with pytest.raises(IntegrityError, match="person_bsn_unique"), transaction.atomic():
        make_person(bsn=bsn_at(0))
    other = make_person()
    first.merged_into = other
    first.save()
    assert make_person(bsn=bsn_at(0)).pk
    assert Person.objects.with_bsn(bsn_at(0)).count() == 1


@pytest.mark.parametrize(
    ("field", "value", "constraint"),
    [
        ("birth_day", None, None),
        ("birth_month", None, "person_birth_parts"),
        ("birth_latest", date(1900, 1, 1), "person_birth_range"),
        ("birth_earliest", None, "person_birth_range"),
        ("died_year", 2020, "person_died"),
        ("sex", "X", "person_sex"),
        ("name_use", "P", "person_name_use"),
        ("source", "x", "person_source"),
        ("bsn_key_id", "", "person_bsn_whole"),
        ("bsn_index", None, "person_bsn_whole"),
    ],
)
def test_database_refuses_what_must_never_be_false(field: str, value: object, constraint: str | None) -> None:
    person = make_person(bsn=bsn_at(0))
    change = Person.objects.filter(pk=person.pk)
    if constraint is None:
        assert change.update(**{field: value}) == 1
        return
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        change.update(**{field: value})


def test_person_in_a_log_or_traceback_shows_no_name() -> None:
    person = make_person("Geheim", "Geheimer", bsn=bsn_at(0))
    assert str(person) == f"persoon {person.uuid}"
    assert "Geheim" not in repr(person)


def test_letter_names_come_from_the_stored_parts() -> None:
    person = make_person("Geertje", "Bakker", partner="Postma", use=NameUse.PARTNER_FIRST)
    stored = Person.objects.get(pk=person.pk)
    assert (stored.display_name, stored.formal_name, stored.salutation, stored.spoken_name) == (
        "Geertje Postma – Bakker",
        "Mevrouw G. Postma – Bakker",
        "Geachte mevrouw Postma – Bakker",
        "mevrouw Postma – Bakker",
    )
    ages = stored.ages_on(TODAY)
    assert ages is not None
    assert ages.exact == 76
