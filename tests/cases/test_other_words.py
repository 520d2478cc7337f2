"""The answer got lost, somebody went back, wrote on and sent again: those words are kept, or said not to be."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Case, Note, Task, User
from cases.rules.once import family_of, key_for
from tests.cases.test_case_steps import post as post_step
from tests.factories.case import make_case, make_team, make_user

pytestmark = pytest.mark.django_db
SAID = "Wat je daarna veranderde, is niet bewaard"


@pytest.fixture
def now() -> datetime:
    return timezone.now() - timedelta(minutes=5)


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "toylaw.work", "toylaw.decide", team=make_team())


@pytest.fixture
def signed_in(client: Client, fenna: User) -> Client:
    client.force_login(fenna)
    return client


@pytest.fixture
def case(now: datetime, fenna: User) -> Case:
    return make_case(fenna, now, data={"received_on": now.date(), "wish": "Een fiets"})


def test_a_step_with_other_words_is_a_conflict_with_what_was_kept(signed_in: Client, case: Case) -> None:
    form = {"once": uuid4(), "seen": case.version, "basis-wish": "Een fiets"}
    assert post_step(signed_in, case, **form, wish="Een bakfiets").status_code == 302
    assert post_step(signed_in, case, **form, wish="Een bakfiets").status_code == 302  # a second click
    answer = post_step(signed_in, case, **form, wish="Een bakfiets met regenhuif")
    assert answer.status_code == 409
    assert "Een bakfiets met regenhuif" in answer.content.decode()
    case.refresh_from_db()
    assert case.version == 2


def test_a_note_with_other_words_comes_back_and_can_then_be_placed(signed_in: Client, case: Case) -> None:
    address = f"/zaken/{case.uuid}/notities"
    note = {"kind": "call", "happened_on": "", "once": str(uuid4())}
    for _ in range(2):
        assert signed_in.post(address, note | {"text": "De zus belde."}).status_code == 302
    answer = signed_in.post(address, note | {"text": "De zus belde. Zij helpt."})
    assert answer.status_code == 400
    assert SAID in answer.content.decode()
    assert "De zus belde. Zij helpt.</textarea>" in answer.content.decode()
    assert Note.objects.count() == 1
    fresh = answer.context["form"]["once"].value()
    assert signed_in.post(address, note | {"text": "Zij helpt.", "once": fresh}).status_code == 302
    assert Note.objects.count() == 2


def test_a_task_with_other_words_is_not_made_twice(signed_in: Client, case: Case) -> None:
    task = {"label": "Bellen", "owner": "", "due_on": "", "once": str(uuid4())}
    before = Task.objects.count()
    assert signed_in.post(f"/zaken/{case.uuid}/taken", task).status_code == 302
    answer = signed_in.post(f"/zaken/{case.uuid}/taken", task | {"label": "Bellen en schrijven"})
    assert (answer.status_code, SAID in answer.content.decode()) == (400, True)
    assert Task.objects.count() == before + 1


def test_a_key_is_for_its_words() -> None:
    key = UUID("0d5e7d52-96c5-4d29-a5d2-3b6f5c1f8c11")
    one, same = key_for(key, [("a", ["x\r\ny"]), ("b", [])]), key_for(key, [("b", []), ("a", ["x\ny"])])
    other = key_for(key, [("a", ["x"])])
    assert one == same != other
    assert {one.version, other.version} == {8}
    assert family_of(one) == family_of(other) == family_of(key_for(one, []))
    assert family_of(key) == (key, key)
