"""Tasks over HTTP: on the page of the case, on the work list, changed, answered."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from cases.actions.task import add_task
from cases.models import Case, ReadLog, Task, User
from tests.factories.case import make_case, make_team, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "toylaw.work", team=make_team())


@pytest.fixture
def case(fenna: User) -> Case:
    return make_case(None, timezone.now(), team=make_team(), handler=fenna)


@pytest.fixture
def signed_in(client: Client, fenna: User) -> Client:
    client.force_login(fenna)
    return client


def put(case: Case, fenna: User, **other: object) -> Task:
    return add_task(case=case, label="Bel de zus", owner=fenna, due_on=timezone.localdate(), actor=fenna,
                    at=timezone.now(), **other)  # fmt: skip


def test_a_task_is_added_shown_and_ended(signed_in: Client, case: Case, fenna: User) -> None:
    day = timezone.localdate() + timedelta(days=3)
    sent = {"label": "Bel de huisarts", "owner": str(fenna.pk), "due_on": day.isoformat(), "once": str(uuid4())}
    for _ in range(2):
        response = signed_in.post(f"/zaken/{case.uuid}/taken", sent)
        assert (response.status_code, response["Location"]) == (302, f"/zaken/{case.uuid}#taken")
    task = Task.objects.get()
    text = signed_in.get(f"/zaken/{case.uuid}").content.decode()
    for part in ("Bel de huisarts", "De taak staat erbij.", "Taak toegevoegd", "Fenna de Boer"):
        assert part in text, part
    work = signed_in.get("/werkvoorraad").content.decode()
    assert "Mijn taken" in work
    assert "Bel de huisarts" in work
    done = {"seen": "1", "once": str(uuid4()), "next": "/werkvoorraad?lijst=team"}
    response = signed_in.post(f"/zaken/{case.uuid}/taken/{task.uuid}/klaar", done)
    assert response["Location"] == "/werkvoorraad?lijst=team"
    assert "Mijn taken" not in signed_in.get("/werkvoorraad").content.decode()
    text = signed_in.get(f"/zaken/{case.uuid}").content.decode()
    assert "Toon wat klaar is" in text
    signed_in.post(f"/zaken/{case.uuid}/taken/{task.uuid}/heropenen", {"seen": "2", "once": str(uuid4())})
    assert Task.objects.get().done_at is None


def test_a_wrong_task_says_everything_and_keeps_the_words(signed_in: Client, case: Case) -> None:
    past = (timezone.localdate() - timedelta(days=1)).strftime("%d-%m-%Y")
    stranger = make_user("vreemd", "toylaw.work", team=make_team("west", "Wijkteam West"))
    sent = {"label": "", "owner": str(stranger.pk), "due_on": past, "once": str(uuid4())}
    response = signed_in.post(f"/zaken/{case.uuid}/taken", sent)
    text = response.content.decode()
    assert response.status_code == 400
    for part in ("Los eerst 3 dingen op", "Schrijf op wat er moet gebeuren", "Deze dag is al voorbij", past):
        assert part in text, part
    assert "Vreemd" not in text
    sent |= {"label": "x" * 201, "owner": "", "due_on": ""}
    assert "hoogstens 200 tekens" in signed_in.post(f"/zaken/{case.uuid}/taken", sent).content.decode()
    assert not Task.objects.exists()


def test_a_task_goes_to_somebody_else_and_two_who_do_so_lose_nothing(
    signed_in: Client, case: Case, fenna: User
) -> None:
    osman = make_user("osman", "toylaw.work", team=make_team())
    task = put(case, fenna)
    address = f"/zaken/{case.uuid}/taken/{task.uuid}"
    assert "Bel de zus" in signed_in.get(address).content.decode()
    sent = {"owner": str(osman.pk), "due_on": "", "seen": "1", "once": str(uuid4())}
    assert signed_in.post(address, sent).status_code == 302
    task.refresh_from_db()
    assert (task.owner, task.due_on) == (osman, None)
    again = signed_in.post(address, sent | {"owner": "", "once": str(uuid4())})
    text = again.content.decode()
    assert again.status_code == 409
    for part in ("Kies per veld", "Fenna de Boer", f'name="owner" value="{osman.pk}"'):
        assert part in text, part
    assert 'name="seen" value="2"' in text


def test_a_task_that_was_changed_meanwhile_is_not_ended(signed_in: Client, case: Case, fenna: User) -> None:
    task = put(case, fenna)
    Task.objects.update(version=5)
    response = signed_in.post(f"/zaken/{case.uuid}/taken/{task.uuid}/klaar", {"seen": "1"}, follow=True)
    assert "veranderde een collega deze taak" in response.content.decode()
    assert Task.objects.get().done_at is None


def test_a_question_is_answered_with_a_day_or_a_reason(signed_in: Client, case: Case, fenna: User) -> None:
    task = put(case, fenna, key="toylaw.started", asks=True)
    address = f"/zaken/{case.uuid}/taken/{task.uuid}/antwoord"
    assert f'href="{address}"' in signed_in.get(f"/zaken/{case.uuid}").content.decode()
    future = (timezone.localdate() + timedelta(days=1)).strftime("%d-%m-%Y")
    for sent, said in (
        ({}, "Kies ja of nee"),
        ({"answer": "ja"}, "Vul de dag in waarop het gebeurde"),
        ({"answer": "ja", "answered_on": future}, "moet nog komen"),
        ({"answer": "nee", "because": " "}, "Schrijf op waarom"),
    ):
        response = signed_in.post(address, sent | {"seen": "1", "once": str(uuid4())})
        assert response.status_code == 400
        assert said in response.content.decode()
    sent = {"answer": "nee", "because": "De aanbieder is ziek", "seen": "1", "once": str(uuid4())}
    assert signed_in.post(address, sent).status_code == 302
    assert "nee: De aanbieder is ziek" in signed_in.get(f"/zaken/{case.uuid}").content.decode()


def test_another_team_gets_404_and_the_attempt_is_kept(client: Client, case: Case, fenna: User) -> None:
    task = put(case, fenna)
    stranger = make_user("vreemd", "toylaw.work", team=make_team("west", "Wijkteam West"))
    client.force_login(stranger)
    address = f"/zaken/{case.uuid}/taken"
    posts = [
        client.post(address),
        *(client.post(f"{address}/{task.uuid}{end}") for end in ("", "/klaar", "/heropenen")),
    ]
    assert {response.status_code for response in posts} == {404}
    assert ReadLog.objects.filter(outcome="refused", actor_id=stranger.pk).count() == 4
    assert "Bel de zus" not in client.get("/werkvoorraad").content.decode()


def test_a_task_of_another_case_is_none_of_this_one(signed_in: Client, case: Case, fenna: User) -> None:
    task = put(case, fenna)
    other = make_case(None, timezone.now(), team=make_team())
    assert signed_in.get(f"/zaken/{other.uuid}/taken/{task.uuid}").status_code == 404
