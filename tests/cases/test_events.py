"""The audit trail: in the act's transaction, in one order, never changed."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from cases import events
from cases.models import Event

AT = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)


def write(kind="toylaw.request", **payload):
    return events.record(kind=kind, subject=None, actor=None, at=AT, payload=payload, via="command")


@pytest.mark.django_db(transaction=True)
def test_record_outside_a_transaction_raises():
    with pytest.raises(events.OutsideTransactionError):
        write()
    assert Event.objects.count() == 0


@pytest.mark.django_db
def test_lines_form_a_chain_without_gaps():
    first, second = write(number=1), write(number=2)
    lines = list(Event.objects.order_by("id"))
    assert second == first + 1
    assert [line.previous for line in lines[1:]] == [line.hash for line in lines[:-1]]
    assert len({line.hash for line in lines}) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["UPDATE cases_event SET kind = 'x'", "DELETE FROM cases_event"])
def test_owner_cannot_change_or_remove_a_line(change):
    write()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert Event.objects.get().kind == "toylaw.request"
