"""The session ends while somebody types: with and without script the words are there after the log-in, unsaved."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.models import Case, Note
from cases.views.session import DEMO_CODE
from tests.factories.case import make_case, make_team, make_user
from tests.journeys.conftest import PASSWORD, Check, LogIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = "Zij belt elke avond. Haar broer doet de boodschappen."


@pytest.fixture
def case(settings: object) -> Case:
    settings.DEMO = True  # type: ignore[attr-defined]
    make_user("fenna", "toylaw.work", team=make_team())
    return make_case(None, timezone.now() - timedelta(minutes=5), team=make_team())


def log_in_again(page: Page) -> None:
    page.get_by_role("textbox", name="Gebruikersnaam").fill("fenna")
    page.get_by_role("textbox", name="Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("textbox", name="Code uit je app").fill(DEMO_CODE)
    page.get_by_role("button", name="Inloggen").click()


def type_a_note(page: Page) -> None:
    page.get_by_role("textbox", name="Nieuwe notitie").fill(WORDS)
    page.get_by_label("Soort").first.select_option(label="Huisbezoek")
    page.get_by_role("textbox", name="Wanneer?").fill("3 11 2026")


def is_back(page: Page, case: Case) -> None:
    expect(page.get_by_role("textbox", name="Nieuwe notitie")).to_have_value(WORDS)
    expect(page.get_by_role("textbox", name="Wanneer?")).to_have_value("3 11 2026")
    assert page.url.endswith(f"/zaken/{case.uuid}")
    assert not Note.objects.exists()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_typed_text_is_there_after_the_log_in(
    script: bool, case: Case, open_page: Callable[..., Page], log_in: LogIn, axe: Check
) -> None:
    page = open_page(java_script_enabled=script)
    log_in(page, "fenna", f"/zaken/{case.uuid}")
    type_a_note(page)
    Session.objects.all().delete()
    page.get_by_role("button", name="Notitie plaatsen").click()
    expect(page.get_by_text("Er is niets weg")).to_be_visible()
    assert WORDS not in page.content()
    if script:
        axe(page)
    log_in_again(page)
    expect(page.get_by_text("Er is nog niets bewaard")).to_be_visible()
    is_back(page, case)
    if script:
        axe(page)
    page.get_by_role("button", name="Notitie plaatsen").click()
    expect(page.get_by_text("Notitie geplaatst.")).to_be_visible()
    assert Note.objects.get().text == WORDS


def test_the_idle_end_takes_along_what_nobody_sent(case: Case, browser_page: Page, log_in: LogIn) -> None:
    """The script's clock is put half an hour on: the page goes to the log-in by itself, with what was filled in."""
    page = browser_page
    page.clock.install()
    log_in(page, "fenna", f"/zaken/{case.uuid}")
    type_a_note(page)
    page.clock.fast_forward("29:00")
    expect(page.get_by_role("heading", name="Je bent over 2 minuten uitgelogd")).to_be_visible()
    page.clock.fast_forward("02:00")
    expect(page.get_by_text("Er is niets weg")).to_be_visible()
    log_in_again(page)
    is_back(page, case)
