"""A colleague reads what the watcher told; a functional administrator adds a day and sees what moves."""

from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from cases.actions.watch import sweep
from cases.models import EquatedDay, Message
from tests.cases.watch.moments import moment
from tests.factories.case import make_case, make_team, make_user
from tests.journeys.conftest import Check, LogIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def told(at: datetime) -> None:
    """Two ordinary terms on one day, and an urgent one that is over."""
    fenna = make_user("fenna", "toylaw.work", team=make_team())
    for _ in range(2):
        make_case(fenna, at, handler=fenna)
    make_case(fenna, at, key="urgent_request", data={"received_on": at.date()}, handler=fenna)
    sweep("sweep", at=moment("2026-12-02"))
    sweep("sweep", at=moment("2027-01-12 8.00"))


def test_messages_are_read_one_by_one(told: None, browser_page: Page, log_in: LogIn, axe: Check) -> None:
    page = browser_page
    log_in(page, "fenna", to="/berichten")
    count = Message.objects.count()
    expect(page.get_by_role("link", name=f"Berichten {count} nieuw")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Gelezen Overzicht van dinsdag 12 januari 2027").click()
    expect(page.get_by_role("link", name=f"Berichten {count - 1} nieuw")).to_be_visible()
    page.get_by_role("button", name="Alles gelezen").click()
    expect(page.get_by_role("link", name="Berichten", exact=True)).to_be_visible()
    assert not Message.objects.filter(read_at=None).exists()
    page.set_viewport_size({"width": 390, "height": 844})
    axe(page)


def test_a_day_is_added_without_a_script(told: None, page_without_script: Page, log_in: LogIn) -> None:
    make_user("ilse", "cases.manage_terms")
    page = page_without_script
    log_in(page, "ilse", to="/beheer/termijnen")
    _fill_in(page)
    expect(page.get_by_role("heading", name="Dinsdag 19 januari 2027: 3 lopende termijnen verschuiven")).to_be_visible()
    assert not EquatedDay.objects.exists()
    page.get_by_role("button", name="Voeg deze dag toe").click()
    expect(page.get_by_text("Er verschoven 3 termijnen.")).to_be_visible()
    expect(page.get_by_role("row", name="Extra dag")).to_be_visible()


def test_beheer_has_no_finding(told: None, browser_page: Page, log_in: LogIn, axe: Check) -> None:
    make_user("ilse", "cases.manage_terms")
    page = browser_page
    log_in(page, "ilse", to="/beheer/termijnen")
    for link in ("Speel", "Awb, AVG en berichten"):
        page.get_by_role("navigation", name="Welke wet").get_by_role("link", name=link).click()
        axe(page)
    _fill_in(page)
    axe(page)


def _fill_in(page: Page) -> None:
    page.get_by_role("textbox", name="Welke dag?").fill("19 1 2027")
    page.get_by_role("textbox", name="Hoe heet deze dag?").fill("Extra dag")
    page.get_by_role("textbox", name="Waar staat het besluit?").fill("Stcrt. 2026, 99999")
    page.get_by_role("button", name="Bekijk wat er verschuift").click()
