"""What every record of every registered law does when it is written, changed, removed, refused, or out of place."""

import json
from uuid import uuid4

import pytest
from django.utils.datastructures import MultiValueDict

from cases.actions.record import edit_record, remove_record
from cases.contract import ConflictError, InvalidError, NoAccessError, RefusedError, laws
from cases.models import Case, Event
from cases.queries.records import rows_of
from tests.contract.drive import drive, everything, main_way, worker_of
from tests.contract.example import module_of
from tests.contract.words import is_dutch_sentence
from tests.factories.case import make_team, make_user

RECORDS = [(law, record) for law in laws for record in law.records]
every_record = pytest.mark.parametrize(
    ("law", "record"), RECORDS, ids=[f"{law.key}-{record.key}" for law, record in RECORDS]
)
pytestmark = pytest.mark.django_db


def ready(law, record, at):
    example = module_of(law).RECORDS[record.key]
    return drive(main_way(law), example.road, at), example


def edit(journey, record, data, *, row=None, actor=None, seen=None, once=None):
    return edit_record(
        case_id=journey.case.pk,
        key=record.key,
        record=row.uuid if row is not None and record.many else None,
        data=dict(data),
        actor=actor or journey.worker,
        at=journey.at,
        seen=seen,
        once=once or uuid4(),
    )


def written(journey, record):
    """The row after the example was filled in."""
    return rows_of(record, journey.case)[-1]


def test_every_record_has_its_example():
    for law in laws:
        assert set(getattr(module_of(law), "RECORDS", {})) == {record.key for record in law.records}


@every_record
def test_the_event_names_the_fields_and_never_the_text(law, record, at):
    journey, example = ready(law, record, at)
    version = Case.objects.get(pk=journey.case.pk).version
    edit(journey, record, example.data, seen=0)
    row = written(journey, record)
    assert row.version == 1
    edit(journey, record, {**example.data, **example.change}, row=row, seen=1)
    event = Event.objects.filter(kind=f"{law.key}.edit_{record.key}").latest("id")
    assert event.payload == {"record": row.pk, "fields": sorted(example.change), "record_version": 2}
    assert "anarie" not in json.dumps(list(Event.objects.values_list("payload", flat=True)))
    assert Case.objects.get(pk=journey.case.pk).version == version  # a colleague's step is no conflict for this


@every_record
def test_nothing_changed_leaves_nothing(law, record, at):
    journey, example = ready(law, record, at)
    edit(journey, record, example.data)
    row, events = written(journey, record), Event.objects.count()
    edit(journey, record, example.data, row=row, seen=row.version)
    assert (written(journey, record).version, Event.objects.count()) == (row.version, events)


@every_record
def test_an_old_version_is_a_conflict_and_a_second_post_is_none(law, record, at):
    journey, example = ready(law, record, at)
    once = uuid4()
    edit(journey, record, example.data, once=once, seen=0)
    edit(journey, record, example.data, once=once, seen=0)
    assert len(rows_of(record, journey.case)) == 1
    row, before = written(journey, record), everything()
    with pytest.raises(ConflictError):
        edit(journey, record, {**example.data, **example.change}, row=row, seen=0)
    assert everything() == before


@every_record
def test_outsiders_change_nothing(law, record, at):
    journey, example = ready(law, record, at)
    edit(journey, record, example.data)
    others = [key for key, _ in law.permissions if key != record.permission]
    without = make_user("zonder", *others, team=journey.case.team)
    stranger = worker_of(law, username="elders", team=make_team("west", "Wijkteam West"))
    row, before = written(journey, record), everything()
    for actor in (without, stranger):
        with pytest.raises(NoAccessError):
            edit(journey, record, {**example.data, **example.change}, row=row, actor=actor)
    assert everything() == before


@every_record
def test_nonsense_is_told_at_each_field_and_writes_nothing(law, record, at):
    journey, _ = ready(law, record, at)
    form = record.form(data={}, files=MultiValueDict(), subject=journey.case, actor=journey.worker, at=journey.at)
    data = {
        name: "x" * (field.max_length + 1) if getattr(field, "max_length", None) else "x€"
        for name, field in form.fields.items()
    }
    before = everything()
    with pytest.raises(InvalidError) as refused:
        edit(journey, record, data)
    assert refused.value.errors
    sentences = [text for texts in refused.value.errors.values() for text in texts]
    assert [text for text in sentences if not is_dutch_sentence(text, stop=False)] == []
    assert everything() == before


@every_record
def test_a_record_is_fixed_outside_its_states(law, record, at):
    journey, example = ready(law, record, at)
    elsewhere = next(s for s in main_way(law).procedure.states if s.key not in record.states and not s.final)
    Case.objects.filter(pk=journey.case.pk).update(state=elsewhere.key, phase=elsewhere.phase)
    before = everything()
    with pytest.raises(RefusedError) as refused:
        edit(journey, record, example.data)
    assert is_dutch_sentence(str(refused.value))
    assert everything() == before


@every_record
def test_one_of_several_can_be_removed(law, record, at):
    if not record.many:
        pytest.skip("there is one of it")
    journey, example = ready(law, record, at)
    edit(journey, record, example.data)
    row = written(journey, record)
    with pytest.raises(ConflictError):
        remove(journey, record, row, seen=row.version + 1)
    remove(journey, record, row, seen=row.version)
    assert rows_of(record, journey.case) == []
    assert Event.objects.get(kind=f"{law.key}.remove_{record.key}").payload == {"record": row.pk}


@every_record
def test_the_page_shows_keeps_and_refuses(law, record, client, at):
    journey, example = ready(law, record, at)
    client.force_login(journey.worker)
    url = f"/zaken/{journey.case.uuid}/onderdeel/{record.key}"
    assert url in client.get(f"/zaken/{journey.case.uuid}").content.decode()
    page = client.get(url)
    assert page.status_code == 200
    assert client.post(url, {**example.data, "seen": "0"}).status_code == 302
    row = written(journey, record)
    of_row = f"{url}/{row.uuid}" if record.many else url
    assert "anarie" in client.get(of_row).content.decode()
    stale = client.post(of_row, {**example.data, **example.change, "seen": "0"})
    assert stale.status_code == 409
    assert "Nog niet bewaard" in stale.content.decode()
    assert client.get(f"/zaken/{journey.case.uuid}/onderdeel/bestaat-niet").status_code == 404
    assert client.get(f"{url}/{uuid4()}").status_code == 404


def remove(journey, record, row, *, seen):
    return remove_record(
        case_id=journey.case.pk,
        key=record.key,
        record=row.uuid,
        actor=journey.worker,
        at=journey.at,
        seen=seen,
        once=uuid4(),
    )
