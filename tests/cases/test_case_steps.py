"""Taking a step over HTTP, and every way in which it can fail. The law is the toy law, the clock the real one."""

import re
import threading
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.utils import timezone

from cases.models import Case, Event, User
from cases.rules.once import family_of, key_for
from tests.factories.case import act, make_case, make_team, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> datetime:
    return timezone.now() - timedelta(minutes=5)


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "toylaw.work", "toylaw.decide", team=make_team())


@pytest.fixture
def osman() -> User:
    return make_user("osman", "toylaw.work", team=make_team())


@pytest.fixture
def signed_in(client: Client, fenna: User) -> Client:
    client.force_login(fenna)
    return client


@pytest.fixture
def case(now: datetime, osman: User) -> Case:
    return make_case(osman, now, data={"received_on": now.date(), "wish": "Een fiets"})


def address(case: Case, key: str = "reword") -> str:
    return f"/zaken/{case.uuid}/stap/{key}"


def post(client: Client, case: Case, key: str = "reword", seen: int | None = None, **data: Any) -> Any:
    hidden = {"seen": seen or case.version, "once": uuid4()}
    return client.post(address(case, key), hidden | data)


def hidden_of(text: str) -> dict[str, str]:
    """The hidden fields of the step, without those of the shell."""
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text))
    return {name: value for name, value in found.items() if name not in {"csrfmiddlewaretoken", "next"}}


def test_the_form_shows_what_the_step_does_and_carries_version_and_key(signed_in: Client, case: Case) -> None:
    text = signed_in.get(address(case)).content.decode()
    hidden = hidden_of(text)
    assert hidden["seen"] == "1"
    assert hidden["basis-wish"] == "Een fiets"
    assert len(hidden["once"]) == 36
    assert "Een fiets</textarea>" in text
    text = signed_in.get(address(case, "ask_more")).content.decode()
    assert "Staat stil:</b> Besluit" in text


def test_a_step_taken_goes_back_to_the_case_and_says_so(signed_in: Client, case: Case) -> None:
    response = post(signed_in, case, wish="Een bakfiets")
    assert (response.status_code, response["Location"]) == (302, f"/zaken/{case.uuid}")
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "Vastgelegd: Vraag anders opgeschreven."
    ]
    case.refresh_from_db()
    assert (case.title, case.version) == ("Een bakfiets", 2)


def test_a_button_without_a_form_takes_its_step_with_version_and_key(signed_in: Client, case: Case) -> None:
    text = signed_in.get(f"/zaken/{case.uuid}").content.decode()
    form = re.search(rf'<form method="post" action="{address(case, "withdraw")}">(.*?)</form>', text, re.DOTALL)
    assert form
    hidden = hidden_of(form[1])
    assert signed_in.post(address(case, "withdraw"), hidden).status_code == 302
    case.refresh_from_db()
    assert case.state == "closed"


def test_bad_input_gives_every_error_at_once_and_keeps_what_was_typed(signed_in: Client, case: Case) -> None:
    once = uuid4()
    data = {"seen": "1", "once": once, "wish": "x" * 130, "contact_on": "31-11-2026", "basis-wish": "Een fiets"}
    response = signed_in.post(address(case), data)
    text = response.content.decode()
    assert response.status_code == 400
    for part in (
        "Los eerst 2 dingen op",
        "x" * 130,
        "31-11-2026",
        "Vul een datum in die bestaat",
        "hoogstens 120 tekens",
    ):
        assert part in text, part
    hidden = hidden_of(text)
    assert hidden.pop("van")  # what brings the words back when the session ends meanwhile
    assert family_of(UUID(hidden.pop("once"))) == family_of(key_for(once, []))  # the key was not used up
    assert hidden == {"seen": "1", "basis-wish": "Een fiets"}
    assert Event.objects.filter(kind="toylaw.reword").count() == 0
    assert "<title>Fout: " in text


def test_the_same_words_under_one_key_give_the_first_answer_and_other_words_a_conflict(
    signed_in: Client, case: Case
) -> None:
    once = uuid4()
    first, again = (post(signed_in, case, wish="Een bakfiets", once=once) for _ in range(2))
    assert first.status_code == again.status_code == 302
    other = post(signed_in, case, wish="Iets anders", once=once)
    assert other.status_code == 409
    assert "Iets anders" in other.content.decode()  # typed after the answer was lost: it is not gone
    case.refresh_from_db()
    assert (case.title, case.version) == ("Een bakfiets", 2)


def test_a_refused_step_says_why_and_keeps_the_typed_text(signed_in: Client, case: Case, fenna: User) -> None:
    Case.objects.filter(pk=case.pk).update(handler=fenna)
    for response in (signed_in.get(address(case, "grant")), post(signed_in, case, "grant", weeks="7")):
        text = response.content.decode()
        assert response.status_code == 409
        assert "Wie de zaak behandelt, beslist niet zelf." in text
        assert "Speelwet art. 9" in text
    assert 'value="7"' in text
    assert "Er is niets weg" in text
    case.refresh_from_db()
    assert (case.state, case.version) == ("asked", 1)


def test_an_unknown_step_an_opening_one_one_of_the_system_and_one_of_another_role_do_not_exist(
    client: Client, signed_in: Client, case: Case, osman: User
) -> None:
    for key in ("bestaat-niet", "request", "let_lapse"):
        assert signed_in.get(address(case, key)).status_code == 404
        assert post(signed_in, case, key).status_code == 404
    client.force_login(osman)
    assert client.get(address(case, "grant")).status_code == 404
    assert post(client, case, "grant", weeks="7").status_code == 404
    case.refresh_from_db()
    assert case.version == 1


def test_an_old_version_gives_both_versions_and_loses_nothing(
    signed_in: Client, case: Case, osman: User, now: datetime
) -> None:
    act(case, "reword", osman, now, wish="Een driewieler", contact_on=now.date())
    basis = {"basis-wish": "Een fiets", "basis-contact_on": ""}
    response = post(signed_in, case, seen=1, wish="Een bakfiets", contact_on="", **basis)
    text = " ".join(response.content.decode().split())
    assert response.status_code == 409
    for part in ("Nog niet bewaard", "Osman de Boer", "versie 1. Nu is er versie 2", "Vraag anders opgeschreven",
                 "<ins>bakfiets</ins>", "<ins>driewieler</ins>", "Allebei bewaren", "als versie 3", "Al samengevoegd",
                 "alleen door een ander gewijzigd"):  # fmt: skip
        assert part in text, part
    case.refresh_from_db()
    assert (case.title, case.version) == ("Een driewieler", 2)
    hidden, kept = hidden_of(text), re.findall(r'name="wish" value="([^"]*)"( checked)?', text)
    assert hidden["seen"] == "2"
    assert [value for value, checked in kept if checked] == [kept[2][0]]  # both, because then nothing is lost
    chosen = kept[2][0].replace("&#x27;", "'")
    assert signed_in.post(address(case), hidden | {"wish": chosen}).status_code == 302
    case.refresh_from_db()
    assert case.version == 3
    assert case.contact_on == now.date()  # the field that only the other changed
    for part in ("Een bakfiets", "Een driewieler", "Fenna de Boer", "Osman de Boer"):
        assert part in case.title


def test_what_only_i_changed_stays_mine(signed_in: Client, case: Case, osman: User, now: datetime) -> None:
    act(case, "extend", osman, now, weeks=2)
    response = post(signed_in, case, seen=1, wish="Een bakfiets", **{"basis-wish": "Een fiets"})
    text = response.content.decode()
    assert response.status_code == 409
    assert "alleen door jou gewijzigd" in text
    assert "Niemand anders veranderde wat jij invulde" in text
    assert "Verleng" in text
    assert signed_in.post(address(case), hidden_of(text)).status_code == 302
    case.refresh_from_db()
    assert case.title == "Een bakfiets"


def test_a_button_on_an_old_page_asks_again(signed_in: Client, case: Case, osman: User, now: datetime) -> None:
    act(case, "reword", osman, now, wish="Een driewieler")
    response = post(signed_in, case, "withdraw", seen=1)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Wil je dit nog doen?" in text
    assert "Vraag anders opgeschreven" in text
    assert signed_in.post(address(case, "withdraw"), hidden_of(text)).status_code == 302
    case.refresh_from_db()
    assert case.state == "closed"


def test_a_post_without_a_version_has_seen_nothing(signed_in: Client, case: Case) -> None:
    response = signed_in.post(address(case), {"wish": "Een bakfiets", "once": uuid4()})
    assert response.status_code == 409
    case.refresh_from_db()
    assert case.title == "Een fiets"


def test_a_case_closed_meanwhile_gives_the_text_back_to_copy(
    signed_in: Client, case: Case, osman: User, now: datetime
) -> None:
    act(case, "withdraw", osman, now)
    response = post(signed_in, case, seen=1, wish="Een lang verhaal over een bakfiets")
    text = response.content.decode()
    assert response.status_code == 409
    for part in (
        "Niet vastgelegd",
        "Deze zaak is gesloten",
        "Trek in",
        "Osman de Boer",
        "Een lang verhaal over een bakfiets",
    ):
        assert part in text, part
    response = signed_in.get(address(case))
    assert response.status_code == 409
    assert "Deze zaak is gesloten" in response.content.decode()


def test_an_effect_that_refuses_says_why_and_keeps_the_text(
    signed_in: Client, case: Case, osman: User, now: datetime
) -> None:
    case = act(case, "ask_more", osman, now, until=(now + timedelta(days=9)).date())
    until = (now + timedelta(days=12)).strftime("%d-%m-%Y")
    response = post(signed_in, case, "ask_more", until=until)
    text = response.content.decode()
    assert response.status_code == 409
    assert "Deze termijn staat al stil" in text
    assert until in text


def test_a_post_from_elsewhere_without_a_token_is_refused(fenna: User, case: Case) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(fenna)
    assert post(client, case, wish="Een bakfiets").status_code == 403


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("one_key", [True, False], ids=["one key", "four keys"])
def test_four_posts_at_once_give_one_event(fenna: User, case: Case, *, one_key: bool) -> None:
    key, start, answers = uuid4(), threading.Barrier(4), []

    def send(number: int) -> None:
        client = Client()
        client.force_login(fenna)
        start.wait(timeout=10)
        wish = "Een bakfiets" if one_key else f"Een bakfiets {number}"  # other words make it another act
        data = {"wish": wish, "once": key if one_key else uuid4(), "basis-wish": "Een fiets"}
        answers.append(post(client, case, seen=1, **data).status_code)
        connection.close()

    threads = [threading.Thread(target=send, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(answers) == ([302] * 4 if one_key else [302, 409, 409, 409])
    assert Event.objects.filter(kind="toylaw.reword").count() == 1
    case.refresh_from_db()
    assert case.version == 2
