"""Beside the work list: what ends today, and what is new."""

from datetime import date, datetime, timedelta

import pytest

from cases.models import Case, Deadline, Message, MessageItem
from cases.queries.today import due_today, unread
from tests.factories.case import make_case, make_team, make_user
from tests.factories.person import make_household, make_person

pytestmark = pytest.mark.django_db


def opened(received_on: date, name: str, at: datetime, *, key: str = "request") -> Case:
    person = make_person()
    household = make_household((person, "other"), name=name)
    return make_case(None, at, key=key, data={"received_on": received_on}, person=person, household=household)


def test_what_ends_today_and_what_is_new(at: datetime) -> None:
    fenna = make_user("fenna", "toylaw.work", team=make_team())
    today = opened(date(2026, 9, 29), "Vandaag", at)
    opened(date(2026, 9, 30), "Morgen", at)
    opened(date(2026, 11, 22), "Spoed", at - timedelta(hours=45), key="urgent_request")
    found = due_today(Case.objects.all(), at)
    assert [(item.name, item.text, item.until) for item in found] == [
        ("Spoed", "Eerste contact", "uiterlijk vandaag 13.42 uur"),
        ("Vandaag", "Besluit", "uiterlijk vandaag"),
    ]
    message = Message.objects.create(recipient=fenna, kind="daily", day=at.date(), created_at=at)
    deadline = Deadline.objects.get(case=today, term="toylaw.decide")
    MessageItem.objects.create(message=message, deadline=deadline, signal_kind="nearing", due_version=1, added_at=at)
    MessageItem.objects.create(message=message, deadline=deadline, signal_kind="breach", due_version=1, added_at=at)
    assert [(item.case, item.until) for item in unread(fenna, at)] == [(today.uuid, "uiterlijk vandaag")]
    Message.objects.update(read_at=at)
    assert unread(fenna, at) == ()
