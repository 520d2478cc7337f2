"""The session ended while somebody typed: the words go along through the log-in, for their writer alone."""

import re
from datetime import datetime, timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from cases.models import Case, Document, Note, User
from cases.views import kept
from cases.views.session import ANOTHERS
from tests.factories.case import make_case, make_team, make_user

pytestmark = pytest.mark.django_db
WORDS = "De zus belde. Zij helpt op <dinsdag> & donderdag."


@pytest.fixture
def now() -> datetime:
    return timezone.now() - timedelta(minutes=5)


@pytest.fixture
def fenna(settings: Any) -> User:
    settings.DEMO = True  # the second step is 000000
    return make_user("fenna", "toylaw.work", team=make_team())


@pytest.fixture
def case(now: datetime) -> Case:
    return make_case(None, now, team=make_team())


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, name
    return unescape(found[1])


def typed_note(client: Client, case: Case, **more: str) -> dict[str, str]:
    """What the form of a note would post."""
    page = client.get(f"/zaken/{case.uuid}").content.decode()
    return {"text": WORDS, "kind": "call", "happened_on": "", "once": str(uuid4()), "van": hidden(page, "van")} | more


def log_in(client: Client, username: str, sealed: str = "") -> Any:
    data = {"username": username, "password": "geheim"} | ({"getypt": sealed} if sealed else {})
    assert client.post("/inloggen", data).status_code == 302
    return client.post("/inloggen/code", {"code": "000000"})


def ended(client: Client) -> None:
    """The row is gone, as after half an hour of nothing and the cleaning, or when somebody ended it."""
    Session.objects.all().delete()


def test_typed_words_go_through_the_log_in_and_come_back_unsaved(client: Client, fenna: User, case: Case) -> None:
    client.force_login(fenna)
    note = typed_note(client, case)
    ended(client)

    answer = client.post(f"/zaken/{case.uuid}/notities", note)

    text = answer.content.decode()
    assert answer.status_code == 403
    assert "no-store" in answer["Cache-Control"]
    assert "Er is niets weg" in text
    assert "De zus belde" not in text  # who stands at this screen now may be somebody else
    answer = log_in(client, "fenna", hidden(text, "getypt"))
    assert (answer.status_code, answer.url) == (302, f"/zaken/{case.uuid}")
    page = client.get(answer.url).content.decode()
    assert "De zus belde. Zij helpt op &lt;dinsdag&gt; &amp; donderdag.</textarea>" in page
    assert "Er is nog niets bewaard" in page
    assert not Note.objects.exists()
    again = client.get(answer.url).content.decode()  # who loads the page again still has it
    assert "De zus belde" in again

    client.post(f"/zaken/{case.uuid}/notities", note)

    assert Note.objects.get().text == WORDS
    after = client.get(answer.url).content.decode()
    assert "Er is nog niets bewaard" not in after
    assert kept.FIELD not in client.session


def test_a_step_form_comes_back_with_the_version_that_was_seen(client: Client, fenna: User, case: Case) -> None:
    client.force_login(fenna)
    address = f"/zaken/{case.uuid}/stap/plan_hearing"
    page = client.get(address).content.decode()
    post = {name: hidden(page, name) for name in ("van", "seen", "once")} | {"hearing_on": "1 6 2099"}
    ended(client)
    sealed = hidden(client.post(address, post).content.decode(), "getypt")
    Case.objects.filter(pk=case.pk).update(version=2)  # somebody was busy meanwhile
    back = client.get(log_in(client, "fenna", sealed).url).content.decode()
    assert 'value="1 6 2099"' in back
    assert (hidden(back, "seen"), hidden(back, "once")) == ("1", post["once"])
    assert client.post(address, post).status_code == 409  # the conflict page, not a silent win


def test_the_second_of_two_tabs_keeps_its_words_too(fenna: User, case: Case) -> None:
    """The log-in in one tab makes the log-in page in the other too old: what waits there is not lost with it."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(fenna)
    note = typed_note(client, case)
    ended(client)
    login = client.post(f"/zaken/{case.uuid}/notities", note).content.decode()
    token, sealed = hidden(login, "csrfmiddlewaretoken"), hidden(login, "getypt")
    client.force_login(fenna)  # in the other tab
    client.get("/berichten")
    client.cookies["csrftoken"] = "n" * 32
    old = {"username": "fenna", "password": "geheim", "getypt": sealed, "csrfmiddlewaretoken": token}
    answer = client.post("/inloggen", old)
    assert answer.status_code == 403
    assert f'href="/zaken/{case.uuid}"' in answer.content.decode()
    assert "De zus belde" in client.get(f"/zaken/{case.uuid}").content.decode()


def test_the_second_tab_gives_nothing_to_another(fenna: User, case: Case) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(fenna)
    note = typed_note(client, case)
    ended(client)
    login = client.post(f"/zaken/{case.uuid}/notities", note).content.decode()
    client.force_login(make_user("osman", "toylaw.work", team=make_team()))
    assert client.post("/inloggen", {"getypt": hidden(login, "getypt")}).status_code == 403
    assert kept.FIELD not in client.session


def test_a_colleague_who_logs_in_gets_nothing_of_it(client: Client, fenna: User, case: Case) -> None:
    make_user("osman", "toylaw.work", team=make_team())
    client.force_login(fenna)
    note = typed_note(client, case)
    ended(client)
    sealed = hidden(client.post(f"/zaken/{case.uuid}/notities", note).content.decode(), "getypt")
    answer = log_in(client, "osman", sealed)
    assert answer.url == "/werkvoorraad"
    assert kept.FIELD not in client.session
    assert ANOTHERS in client.get("/werkvoorraad").content.decode()
    assert "De zus belde" not in client.get(f"/zaken/{case.uuid}").content.decode()


def test_a_wrong_password_keeps_it_and_a_forged_seal_is_nothing(client: Client, fenna: User, case: Case) -> None:
    client.force_login(fenna)
    note = typed_note(client, case)
    ended(client)
    sealed = hidden(client.post(f"/zaken/{case.uuid}/notities", note).content.decode(), "getypt")
    wrong = client.post("/inloggen", {"username": "fenna", "password": "mis", "getypt": sealed}).content.decode()
    opened = kept.unseal(hidden(wrong, "getypt"))
    assert opened is not None
    assert ("text", WORDS) in opened.pairs
    assert WORDS not in sealed
    for forged in ("x", sealed[:-8] + "AAAAAAA=", ""):
        assert kept.unseal(forged) is None
    with time_machine.travel(timezone.now() + timedelta(hours=11)):
        assert kept.unseal(sealed) is None


@pytest.mark.parametrize("van", ["", "1 /zaken", "1:vals /zaken", "999:x //kwaad.example"])
def test_a_post_that_no_page_of_ours_made_is_only_sent_to_the_log_in(
    van: str, client: Client, fenna: User, case: Case
) -> None:
    answer = client.post(f"/zaken/{case.uuid}/notities", {"text": WORDS, "van": van})
    assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/inloggen")


def test_nobody_is_sent_off_the_site(client: Client, fenna: User, case: Case) -> None:
    client.force_login(fenna)
    signed = typed_note(client, case)["van"].split(" ")[0]
    ended(client)
    for page in ("//kwaad.example/", "https://kwaad.example/", "javascript:alert(1)", "\\\\kwaad"):
        assert (
            client.post(f"/zaken/{case.uuid}/notities", {"text": WORDS, "van": f"{signed} {page}"}).status_code == 302
        )


def test_logging_out_or_too_much_text_is_an_ordinary_log_in(client: Client, fenna: User, case: Case) -> None:
    client.force_login(fenna)
    note = typed_note(client, case, text="x" * (kept.LONGEST + 1))
    ended(client)
    assert client.post(f"/zaken/{case.uuid}/notities", note).status_code == 302
    assert client.post("/uitloggen", {"van": note["van"]}).status_code == 302
    refresh = client.post(f"/zaken/{case.uuid}/notities", note | {"text": "x"}, headers={"HX-Request": "true"})
    assert refresh.status_code == 302


def test_a_file_does_not_go_along_and_that_is_said(client: Client, fenna: User, case: Case) -> None:
    client.force_login(fenna)
    address = f"/zaken/{case.uuid}/stukken/nieuw"
    van = hidden(client.get(address).content.decode(), "van")
    ended(client)
    post = {"van": van, "title": "Brief huisarts", "kind": "medical", "direction": "in",
            "received_on": "24 11 2020", "file": SimpleUploadedFile("brief.txt", b"Dag")}  # fmt: skip
    text = client.post(address, post).content.decode()
    assert "Een bestand gaat niet mee" in text
    back = client.get(log_in(client, "fenna", hidden(text, "getypt")).url).content.decode()
    assert 'value="Brief huisarts"' in back
    assert '<option value="medical" selected>' in back
    assert "Kies het dan opnieuw" in back
    assert not Document.objects.exists()


def test_words_of_a_form_that_is_gone_can_be_copied(client: Client, fenna: User, case: Case) -> None:
    client.force_login(fenna)
    note = typed_note(client, case) | {"regel-7": "Een regel die de pagina niet meer heeft"}
    ended(client)
    sealed = hidden(client.post(f"/zaken/{case.uuid}/notities", note).content.decode(), "getypt")
    back = client.get(log_in(client, "fenna", sealed).url).content.decode()
    assert "Dit paste niet meer in het formulier" in back
    assert "Een regel die de pagina niet meer heeft</textarea>" in back


def test_the_script_hands_over_what_is_typed_and_never_acts(client: Client, fenna: User, case: Case) -> None:
    """At the end of the idle time; the session may still be there."""
    client.force_login(fenna)
    note = typed_note(client, case) | {"naar": f"/zaken/{case.uuid}/notities"}
    text = client.post("/sessie/voorbij", note).content.decode()
    assert "_auth_user_id" not in client.session
    assert not Note.objects.exists()
    back = client.get(log_in(client, "fenna", hidden(text, "getypt")).url).content.decode()
    assert "De zus belde" in back


def test_an_old_page_after_another_log_in_keeps_the_words(fenna: User, case: Case) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(fenna)
    note = typed_note(client, case) | {"csrfmiddlewaretoken": "x" * 32}
    text = client.post(f"/zaken/{case.uuid}/notities", note).content.decode()
    assert "Terug naar het formulier" in text
    assert "De zus belde" in client.get(f"/zaken/{case.uuid}").content.decode()
    osman = Client(enforce_csrf_checks=True)
    osman.force_login(make_user("osman", "toylaw.work", team=make_team()))
    refused = osman.post(f"/zaken/{case.uuid}/notities", note)
    assert refused.status_code == 403
    assert "Terug naar het formulier" not in refused.content.decode()
    assert kept.FIELD not in osman.session
    assert not Note.objects.exists()


def test_every_form_of_a_page_says_whose_it_is(client: Client, fenna: User, case: Case) -> None:
    client.force_login(fenna)
    page = client.get(f"/zaken/{case.uuid}").content.decode()
    assert page.count('name="csrfmiddlewaretoken"') == page.count('name="van"') > 3
    assert 'name="van"' not in Client().get("/inloggen").content.decode()
