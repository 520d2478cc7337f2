"""One conversation in the browser about two things: the questions of the second appear, and two cases come of it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from cases.models import Case
from tests.factories.case import make_team, make_user
from tests.factories.person import make_household, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_two_subjects_out_of_one_conversation(
    page_without_script: Page, log_in: Callable[..., None], browser_page: Page, axe: Callable[[Page], None]
) -> None:
    """Without script; then the page with both, read by axe."""
    make_user("sanne", "cases.register", "wmo.intake", "wmo.work", "toylaw.work", team=make_team())
    person = make_person("Gerrit", "Postma", birth="19470312")
    home = make_household((person, "other"), name="Postma")
    page = page_without_script
    log_in(page, "sanne", to="/melding")
    page.locator("[name=z_naam]").fill("Postma")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.locator("[name=persoon]").first.check()
    page.locator("[name=own_words]").fill("Ik kom de trap niet op, en ik wil graag een fiets.")
    page.locator("[name=onderwerp][value='toylaw.request']").check()
    page.get_by_role("button", name="Toon de vragen hierbij").click()
    assert page.locator("[name=own_words]").input_value().startswith("Ik kom de trap niet op")
    expect(page.get_by_role("heading", name="Ook voor: Verzoek")).to_be_visible()
    page.locator("[name=wish]").fill("Een fiets")
    page.locator("main [name=received_on]").fill("20-11-2026")
    page.locator("[name=safe_contact]").fill("06 00 00 00 12")
    for question in ("danger", "no_basics", "eviction", "help_lost"):
        page.locator(f"[name={question}][value=nee]").check()
    page.get_by_role("button", name="Melding vastleggen").click()
    page.wait_for_url(f"**/huishoudens/{home.uuid}")
    assert sorted(Case.objects.values_list("law", "household")) == [("toylaw", home.pk), ("wmo", home.pk)]
    log_in(browser_page, "sanne", to="/melding")
    browser_page.locator("[name=onderwerp][value='toylaw.request']").check()
    browser_page.get_by_role("button", name="Toon de vragen hierbij").click()
    expect(browser_page.get_by_role("heading", name="Ook voor: Verzoek")).to_be_visible()
    axe(browser_page)
