"""What a colleague chooses for their own screen, without JavaScript."""

import pytest
from django.urls import reverse

from cases.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def fenna() -> User:
    return User.objects.create_user("fenna")


def test_appearance_is_remembered_by_the_screen(client, fenna):
    client.force_login(fenna)

    response = client.post(reverse("appearance"), {"weergave": "donker", "next": "/inloggen"})

    assert response.url == "/inloggen"
    assert client.cookies["weergave"].value == "donker"
    assert client.cookies["weergave"]["httponly"]
    client.post(reverse("appearance"), {"weergave": "systeem"})
    assert client.cookies["weergave"].value == ""


def test_unknown_appearance_is_the_systems(client, fenna):
    client.force_login(fenna)

    client.post(reverse("appearance"), {"weergave": '"><script>'})

    assert client.cookies["weergave"].value == ""


def test_single_keys_can_be_switched_off_and_on(client, fenna):
    client.force_login(fenna)

    client.post(reverse("shortcuts"), {"toetsen": "uit"})
    assert not User.objects.get(pk=fenna.pk).shortcuts

    client.post(reverse("shortcuts"), {"toetsen": "aan"})
    assert User.objects.get(pk=fenna.pk).shortcuts
