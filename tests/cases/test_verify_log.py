"""A log that was touched, by the one role that can: the owner with the triggers switched off."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from cases import events
from cases.models import Event, ReadLog
from cases.queries.log_chain import verify
from tests.factories.case import make_case, make_team, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(at):
    """Five events and three read lines, over two months."""
    case = make_case(None, at)
    fenna = make_user("fenna", "toylaw.work", team=make_team())
    for number in range(4):
        events.record(
            kind="cases.note", subject=case, actor=fenna, at=at + timedelta(days=10 * number), payload={"note": number}
        )
    for _ in range(3):
        events.log_read(kind="cases.open_casefile", subject=case, reader=fenna, at=at, ground="team")
    first = Event.objects.order_by("id").first().id
    return first, ReadLog.objects.order_by("id").first().id


def tamper(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE cases_event DISABLE TRIGGER USER; ALTER TABLE cases_readlog DISABLE TRIGGER USER")
        cursor.execute(statement, values)
        changed = cursor.rowcount
        cursor.execute("ALTER TABLE cases_event ENABLE TRIGGER USER; ALTER TABLE cases_readlog ENABLE TRIGGER USER")
    return changed


def found(first):
    return [(line - first, kind) for line, kind in verify("event", first=first).problems]


def test_untouched_logs_are_whole(written):
    event, read = written
    events_verdict, reads = verify("event", first=event), verify("readlog", first=read)
    assert (events_verdict.lines, events_verdict.whole) == (5, True)
    assert (reads.lines, reads.whole) == (3, True)
    assert events_verdict.head == Event.objects.order_by("id").last().hash


CHANGES = [
    ("payload = '{\"note\": 9}'", "detail"),
    ("actor_id = actor_id + 1", "facts"),
    ("actor_role = 'arts'", "facts"),
    ("at = at + interval '1 second'", "facts"),
    ("recorded_at = recorded_at - interval '1 day'", "facts"),
    ("kind = 'cases.other'", "facts"),
    ("outcome = 'refused'", "facts"),
    ("ground = 'team'", "facts"),
    ("purpose = 'zorg'", "facts"),
    ("emergency = true", "facts"),
    ("law = 'wmo'", "facts"),
    ("organisation = '0001'", "facts"),
    ("access_point = 'api'", "facts"),
    ("responsible_id = 1", "facts"),
    ("subject_kind = 'person'", "facts"),
    ("subject_id = 0", "facts"),
    ("case_id = 0", "facts"),
    ("household_id = 0", "facts"),
    ("person_id = 0", "facts"),
    ("hash = repeat('0', 64)", "facts"),
    ("previous = repeat('0', 64)", "chain"),
    ("digest = repeat('0', 64)", "detail"),
]


@pytest.mark.parametrize(("change", "kind"), CHANGES, ids=[change for change, _ in CHANGES])
def test_every_changed_column_is_found_at_its_line(written, change, kind):
    first, _ = written
    assert tamper(f"UPDATE cases_event SET {change} WHERE id = %s", first + 2) == 1
    assert (2, kind) in found(first)


def test_every_column_of_the_log_is_tried():
    tried = {change.split(" = ")[0] for change, _ in CHANGES}
    assert tried == {field.column for field in Event._meta.get_fields() if field.name not in {"pk", "id"}}


@pytest.mark.parametrize(("line", "expected"), [(0, (1, "start")), (2, (3, "gap")), (4, (4, "head"))])
def test_removed_line_is_found(written, line, expected):
    first, _ = written
    assert tamper("DELETE FROM cases_event WHERE id = %s", first + line) == 1
    assert expected in found(first)


def test_line_that_was_made_to_fit_is_found_at_the_next(written):
    """Who recomputes the hash of a changed line still has to change every line after it, and the head."""
    first, _ = written
    tamper("UPDATE cases_event SET kind = 'cases.other' WHERE id = %s", first + 2)
    from cases.queries.log_chain import FACTS

    tamper(
        "UPDATE cases_event SET hash = cases_line_hash(id, at, recorded_at, previous, digest, concat_ws('|', "
        f"{FACTS})) WHERE id = %s",
        first + 2,
    )
    assert found(first) == [(3, "chain")]


def test_head_that_was_turned_back_is_found(written):
    first, _ = written
    tamper("UPDATE cases_chainhead SET last_id = last_id - 1 WHERE name = 'event'")
    assert found(first) == [(3, "head")]


def test_month_that_was_lawfully_destroyed_leaves_the_rest_provable(written):
    first, _ = written
    assert tamper("DELETE FROM cases_event WHERE id < %s", first + 2) == 2
    assert found(first) == [(2, "start")]
    assert verify("event", first=first + 2).whole


def test_command_says_what_is_wrong_and_where(written):
    event, read = written
    out, err = StringIO(), StringIO()
    call_command("verify_log", event_from=event, readlog_from=read, stdout=out, stderr=err)
    assert out.getvalue().splitlines() == [
        f"Gebeurtenissen: 5 regels, de keten klopt. Kop: {Event.objects.order_by('id').last().hash}",
        f"Inzagen: 3 regels, de keten klopt. Kop: {ReadLog.objects.order_by('id').last().hash}",
    ]
    tamper("UPDATE cases_readlog SET outcome = 'refused' WHERE id = %s", read + 1)
    with pytest.raises(SystemExit) as stopped, transaction.atomic():
        call_command("verify_log", event_from=event, readlog_from=read, stdout=out, stderr=err)
    assert stopped.value.code == 1
    assert err.getvalue().splitlines() == [
        "Inzagen: 1 fouten in 3 regels.",
        f"  regel {read + 1}: wie, wat of wanneer is veranderd",
    ]
