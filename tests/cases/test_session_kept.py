"""A session that is used stays, without a row being written for each page; what a colleague may do is asked each time."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.urls import reverse

from cases.models import User
from tests.factories.case import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def fenna() -> User:
    return make_user("fenna")


def test_busy_session_is_stored_once_a_minute_and_never_ends_too_late(client, fenna):
    """The idle limit counts from what was stored: up to a minute early. The page says how long it really is."""
    with time_machine.travel(datetime(2026, 11, 24, 8, 0, tzinfo=UTC), tick=False) as clock:
        client.force_login(fenna)
        client.get(reverse("messages"))
        ends = Session.objects.get().expire_date
        clock.shift(timedelta(seconds=59))
        page = client.get(reverse("messages"))
        assert Session.objects.get().expire_date == ends
        assert 'data-sessie="1741"' in page.content.decode()
        clock.shift(timedelta(seconds=1))
        assert 'data-sessie="1800"' in client.get(reverse("messages")).content.decode()
        assert Session.objects.get().expire_date == ends + timedelta(minutes=1)
        clock.shift(timedelta(minutes=30))
        assert client.get(reverse("messages")).status_code == 302


def test_staying_moves_the_limit_at_once(client, fenna):
    with time_machine.travel(datetime(2026, 11, 24, 8, 0, tzinfo=UTC), tick=False) as clock:
        client.force_login(fenna)
        client.get(reverse("messages"))
        ends = Session.objects.get().expire_date
        clock.shift(timedelta(seconds=30))
        client.post(reverse("stay"))
        assert Session.objects.get().expire_date == ends + timedelta(seconds=30)


def test_right_that_is_taken_away_is_gone_at_the_next_page(client, fenna):
    role = Group.objects.create(name="wie meldt")
    role.permissions.add(Permission.objects.get(codename="cases.register"))
    fenna.groups.add(role)
    client.force_login(fenna)
    assert f'href="{reverse("melding")}"' in client.get(reverse("messages")).content.decode()
    fenna.groups.clear()
    assert f'href="{reverse("melding")}"' not in client.get(reverse("messages")).content.decode()


def test_the_tables_do_not_send_who_is_logged_in_round_in_circles(client, fenna):
    """Asked to log in while logged in, a browser would go to and fro until it gives up."""
    client.force_login(fenna)
    for address in ("/beheer/tabellen/", "/beheer/tabellen/login/?next=/beheer/tabellen/"):
        assert client.get(address, follow=True).status_code == 404
    fenna.is_staff = True
    fenna.save()
    assert client.get("/beheer/tabellen/login/", follow=True).status_code == 200
    client.logout()
    assert client.get("/beheer/tabellen/login/").url == "/inloggen?next=/beheer/tabellen/login/"
