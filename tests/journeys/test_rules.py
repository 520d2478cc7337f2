"""The functional administrator adds a rule and asks; the lawyer logs in and answers; both by keyboard and with axe."""

from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from cases.contract import local_day
from cases.models import Confirmation, LocalRule
from cases.queries.clock import database_now
from tests.factories.case import make_case, make_team, make_user
from tests.journeys.conftest import Check, LogIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def people() -> datetime:
    """An administrator, a lawyer, and a case with a term of which the municipality sets the length."""
    now = database_now()
    fenna = make_user("fenna", "toylaw.work", team=make_team())
    make_user("ilse", "cases.manage_terms")
    make_user("dewi", "cases.confirm_terms")
    make_case(fenna, now, handler=fenna, data={"received_on": local_day(now), "own_plan": True})
    return now


def test_a_rule_is_added_asked_and_confirmed(people: datetime, browser_page: Page, log_in: LogIn, axe: Check) -> None:
    page = browser_page
    log_in(page, "ilse", to="/beheer/termijnen")
    page.get_by_role("navigation", name="Welke wet").get_by_role("link", name="Speel").click()
    page.get_by_role("link", name="Open Plan van de inwoner bekijken").click()
    expect(page.get_by_role("heading", name="Plan van de inwoner bekijken", level=1)).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(page.get_by_role("heading", name="Er is nog niets bewaard. Los eerst 2 dingen op")).to_be_focused()
    axe(page)
    page.get_by_role("textbox", name="Hoe lang?").fill("4")
    page.get_by_role("textbox", name="Waar besloot de gemeente dit?").fill("Verordening 2026 art. 5")
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(page.get_by_role("heading", name="Raakt 1 lopende termijn")).to_be_focused()
    assert not LocalRule.objects.exists()
    axe(page)
    page.get_by_role("button", name="Voeg deze regel toe").click()
    expect(page.get_by_text("De eigen regel is bewaard. Er verschoof 1 termijn.")).to_be_visible()
    page.get_by_role("link", name="4 werkdagen").click()
    expect(page.get_by_text("Ingevoerd door", exact=True)).to_be_visible()
    axe(page)
    page.set_viewport_size({"width": 390, "height": 844})
    axe(page)

    page.context.clear_cookies()
    log_in(page, "dewi", to="/beheer/bevestigen")
    expect(page.get_by_role("heading", name="Gevraagd (1)")).to_be_visible()
    axe(page)
    page.get_by_role("link", name="Plan van de inwoner bekijken: eigen regel van Noorderveen").click()
    page.get_by_role("button", name="Bewaar mijn antwoord").click()
    expect(page.get_by_role("heading", name="Er is nog niets bewaard. Los eerst 2 dingen op")).to_be_focused()
    axe(page)
    page.get_by_role("radio", name="Klopt", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="Waarop baseer je dat?")).to_be_focused()
    page.keyboard.type("Verordening gelezen op vandaag")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Je antwoord is bewaard")).to_be_visible()
    expect(page.get_by_role("heading", name="Gevraagd (0)")).to_be_visible()
    axe(page)
    assert Confirmation.objects.get().verdict == "right"


def test_a_choice_of_the_municipality_is_made(people: datetime, browser_page: Page, log_in: LogIn, axe: Check) -> None:
    page = browser_page
    log_in(page, "ilse", to="/beheer/termijnen")
    page.get_by_role("link", name="Keuzes van de gemeente").click()
    axe(page)
    slow = page.get_by_role("region", name="Doen we het rustig aan?")
    slow.get_by_role("button", name="Bewaar dit antwoord").click()
    expect(page.get_by_role("heading", name="Er is nog niets bewaard. Los eerst 2 dingen op")).to_be_focused()
    axe(page)
    slow.get_by_role("radio", name="Ja").check()
    slow.get_by_role("textbox", name="Waar besloot de gemeente dit?").fill("Collegebesluit 2026/12")
    slow.get_by_role("button", name="Bewaar dit antwoord").press("Enter")
    expect(page.get_by_text("Het antwoord is bewaard.")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    axe(page)


def test_a_question_goes_without_a_script(people: datetime, page_without_script: Page, log_in: LogIn) -> None:
    page = page_without_script
    log_in(page, "ilse", to="/beheer/termijnen/toylaw.papers@2020-01-01")
    page.get_by_role("textbox", name="Je vraag").fill("Telt de dag van het gesprek mee?")
    page.get_by_role("button", name="Vraag bevestiging").click()
    expect(page.get_by_text("De vraag staat op de lijst van de jurist.")).to_be_visible()
    expect(page.get_by_role("button", name="Vraag bevestiging")).not_to_be_visible()
