"""Logging in takes two steps; nothing is open in between, and nobody learns which of the two was wrong."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from cases.models import User
from cases.views.session import AGAIN, LOCKED, NO_DEVICE, WRONG, WRONG_CODE

pytestmark = pytest.mark.django_db
PASSWORD = "paard-batterij-nietje"
CODE = "login_code"


@pytest.fixture
def fenna() -> User:
    return User.objects.create_user("fenna", password=PASSWORD)


@pytest.fixture
def device(fenna: User) -> TOTPDevice:
    return TOTPDevice.objects.create(user=fenna, name="app", key="3132333435363738393031323334353637383930")


def step_one(client: Client, *, username: str = "fenna", password: str = PASSWORD, **more: str):
    return client.post(reverse("login"), {"username": username, "password": password} | more)


def step_two(client: Client, code: str, **more: str):
    return client.post(reverse(CODE), {"code": code} | more)


def is_logged_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def code_of(device: TOTPDevice) -> str:
    return f"{totp(device.bin_key):06d}"


def test_password_alone_opens_nothing(client, fenna, device):
    response = step_one(client)

    assert (response.status_code, response.url) == (302, reverse(CODE))
    assert not is_logged_in(client)
    assert client.get(reverse("worklist")).status_code == 302


def test_both_steps_log_in_with_a_fresh_session_key(client, fenna, device):
    step_one(client)
    before = client.session.session_key

    response = step_two(client, code_of(device))

    assert (response.status_code, response.url) == (302, reverse("worklist"))
    assert is_logged_in(client)
    assert client.session.session_key != before
    assert client.session["otp_device_id"] == device.persistent_id
    assert "second_step" not in client.session


def test_code_may_be_pasted_with_a_space(client, fenna, device):
    step_one(client)
    code = code_of(device)

    step_two(client, f" {code[:3]} {code[3:]} ")

    assert is_logged_in(client)


def test_code_works_once(client, fenna, device):
    code = code_of(device)
    step_one(client)
    step_two(client, code)
    other = Client()
    step_one(other)

    step_two(other, code)

    assert not is_logged_in(other)


def test_emergency_code_works_once(client, fenna, device):
    StaticDevice.objects.create(user=fenna).token_set.create(token="abcd2345")
    step_one(client)

    page = client.get(reverse(CODE) + "?nood")
    assert "Noodcode" in page.content.decode()
    step_two(client, "abcd2345")

    assert is_logged_in(client)
    other = Client()
    step_one(other)
    step_two(other, "abcd2345")
    assert not is_logged_in(other)


@pytest.mark.parametrize(
    ("username", "password"), [("fenna", "geraden"), ("niemand", PASSWORD), ("niemand", "geraden")]
)
def test_wrong_name_and_wrong_password_read_the_same(client, fenna, username, password):
    response = step_one(client, username=username, password=password)

    assert response.status_code == 200
    assert WRONG in response.content.decode()
    assert f'value="{username}"' in response.content.decode()
    assert password not in response.content.decode()


def test_colleague_who_left_cannot_log_in(client, fenna, device):
    User.objects.update(is_active=False)

    assert WRONG in step_one(client).content.decode()


def test_colleague_who_leaves_between_the_steps_cannot_log_in(client, fenna, device):
    step_one(client)
    User.objects.update(is_active=False)

    step_two(client, code_of(device))

    assert not is_logged_in(client)


@pytest.mark.parametrize("username", ["fenna", "niemand"])
def test_fifth_wrong_password_locks_the_name_for_a_quarter_of_an_hour(client, fenna, device, username):
    with time_machine.travel(datetime(2026, 11, 24, 9, 0, tzinfo=UTC), tick=False) as clock:
        for _ in range(5):
            response = step_one(client, username=username, password="fout")
        assert response.status_code == 429
        assert LOCKED in response.content.decode()

        clock.shift(timedelta(minutes=10))
        assert LOCKED in step_one(client, username=username).content.decode()

        clock.shift(timedelta(minutes=6))
        assert LOCKED not in step_one(client, username=username).content.decode()


def test_lock_of_one_name_does_not_lock_another_on_the_same_address(client, fenna, device):
    for _ in range(6):
        step_one(client, username="sanne", password="fout")

    assert step_one(client).status_code == 302


def test_wrong_code_says_what_to_do_and_five_ask_for_the_password_again(client, fenna, device):
    step_one(client)

    assert WRONG_CODE in step_two(client, "123456").content.decode()
    for _ in range(4):
        step_two(client, "123456")
    response = client.get(reverse(CODE), follow=True)

    assert response.request["PATH_INFO"] == reverse("login")
    assert AGAIN in response.content.decode()


def test_five_minutes_after_the_password_the_code_is_too_late(client, fenna, device):
    with time_machine.travel(datetime(2026, 11, 24, 9, 0, tzinfo=UTC), tick=False) as clock:
        step_one(client)
        clock.shift(timedelta(minutes=5, seconds=1))

        response = step_two(client, code_of(device))

    assert response.url == reverse("login")
    assert not is_logged_in(client)


def test_code_page_without_a_password_is_the_log_in_page(client):
    assert client.get(reverse(CODE)).url == reverse("login")


def test_demo_code_is_good_for_an_account_without_a_device(client, fenna, settings):
    settings.DEMO = True
    step_one(client)

    step_two(client, "000 000")

    assert is_logged_in(client)


def test_demo_code_is_nothing_outside_the_demo(client, fenna, settings):
    settings.DEMO = False
    step_one(client)

    response = step_two(client, "000000")

    assert NO_DEVICE in response.content.decode()
    assert not is_logged_in(client)


def test_demo_code_is_nothing_for_an_account_with_a_device(client, fenna, device, settings):
    settings.DEMO = True
    step_one(client)

    step_two(client, "000000")

    assert not is_logged_in(client)


def test_one_goes_back_to_where_one_was(client, fenna, device):
    response = client.get(reverse("login") + "?next=/zaken/a%3Fb%3D1")
    assert 'name="next" value="/zaken/a?b=1"' in response.content.decode()

    response = step_one(client, next="/zaken/a?b=1")
    assert response.url == reverse(CODE) + "?next=%2Fzaken%2Fa%3Fb%3D1"

    assert step_two(client, code_of(device), next="/zaken/a?b=1").url == "/zaken/a?b=1"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_nobody_is_sent_off_the_site(client, fenna, device, target):
    assert "evil" not in step_one(client, next=target).url

    assert step_two(client, code_of(device), next=target).url == reverse("worklist")


def test_session_ends_after_a_working_day_however_busy(client, fenna, device):
    with time_machine.travel(datetime(2026, 11, 24, 8, 0, tzinfo=UTC), tick=False) as clock:
        step_one(client)
        step_two(client, code_of(device))
        for _ in range(30):
            clock.shift(timedelta(minutes=20))
            assert client.post(reverse("stay")).status_code == 204

        clock.shift(timedelta(minutes=1))
        assert client.post(reverse("stay")).status_code == 302


def test_session_ends_after_half_an_hour_of_nothing(client, fenna, device):
    with time_machine.travel(datetime(2026, 11, 24, 8, 0, tzinfo=UTC), tick=False) as clock:
        step_one(client)
        step_two(client, code_of(device))
        clock.shift(timedelta(minutes=29))
        assert client.post(reverse("stay")).status_code == 204
        clock.shift(timedelta(minutes=31))

        response = client.post(reverse("stay"))

    assert response.status_code == 302
    assert response.url.startswith(reverse("login"))


def test_logging_out_ends_the_session_and_takes_a_post(client, fenna):
    client.force_login(fenna)
    key = client.session.session_key
    assert client.get(reverse("logout")).status_code == 405
    assert is_logged_in(client)

    assert client.post(reverse("logout")).url == reverse("login")

    assert not Session.objects.filter(pk=key).exists()
    assert client.get(reverse("login")).wsgi_request.user == AnonymousUser()


def test_log_in_page_is_never_cached(client):
    assert "no-store" in client.get(reverse("login"))["Cache-Control"]


def test_demo_frame_names_who_can_log_in(client, fenna, settings):
    settings.DEMO = True
    User.objects.update(first_name="Fenna", role_title="Wmo-consulent en regisseur")

    page = client.get(reverse("login")).content.decode()

    assert "proef-samenhang" in page
    assert "<code>fenna</code><span>Fenna, Wmo-consulent en regisseur</span>" in page


def test_demo_frame_stands_only_in_the_demo(client, fenna, settings):
    settings.DEMO = False

    page = client.get(reverse("login")).content.decode()

    assert "proef-samenhang" not in page
    assert "fenna" not in page


def test_service_desk_is_named_where_there_is_one(client, settings):
    settings.SERVICE_DESK = "050 000 00 01"
    assert "Servicedesk 050 000 00 01." in client.get(reverse("login")).content.decode()

    settings.SERVICE_DESK = ""
    assert "Servicedesk" not in client.get(reverse("login")).content.decode()
