"""After a swap by htmx: the focus stays or moves on purpose, what was typed meanwhile stays, one place says what changed."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from tests.factories.case import make_case, make_team, make_user
from tests.factories.person import make_household, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def melding(browser_page: Page, log_in: Any) -> Page:
    make_user("sanne", "cases.register", "wmo.intake", "wmo.work", team=make_team())
    for name, born in (("Gerrit", "19470312"), ("Gerda", "19471203")):
        make_household((make_person(name, "Postma", birth=born), "other"), name=f"Postma {name}")
    log_in(browser_page, "sanne", "/melding")
    browser_page.locator("[name=z_naam]").fill("Postma")
    return browser_page


@contextmanager
def held(page: Page) -> Iterator[list[Route]]:
    """What the page asks of its own address waits until the block ends."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route(page.url, hold)
    yield waiting
    for route in waiting:
        route.continue_()


def test_a_search_keeps_the_focus_and_says_what_it_found(melding: Page) -> None:
    page = melding
    page.get_by_role("button", name="Zoek", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#stand")).to_contain_text("2 gevonden.")
    expect(page.get_by_role("button", name="Zoek", exact=True)).to_be_focused()
    first = page.locator("[name=persoon]").first
    first.focus()
    page.keyboard.press("Space")
    expect(page.locator("#huis")).to_contain_text("zoals wij het nu weten")
    expect(page.locator("[name=persoon]").first).to_be_focused()  # replaced by its like
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=persoon]").nth(1)).to_be_focused()
    expect(page.locator(".htmx-request")).to_have_count(0)
    expect(page.locator("[name=persoon]").nth(1)).to_be_focused()
    assert page.locator("[role=status]:not(:empty)").count() == 1


def test_an_answer_on_urgency_keeps_the_focus(melding: Page) -> None:
    page = melding
    page.locator("[name=danger][value=ja]").focus()
    page.keyboard.press("Space")
    expect(page.locator("#stand")).to_contain_text("Er start nu: Spoed")
    expect(page.locator("[name=danger][value=ja]")).to_be_focused()


def test_what_is_typed_while_the_answer_is_on_its_way_stays(melding: Page) -> None:
    page = melding
    with held(page) as waiting:
        page.locator("[name=danger][value=ja]").check()
        street = page.locator("#id_n_straat")
        street.press_sequentially("Kade")
        expect(page.locator(".htmx-request")).not_to_have_count(0)
        assert len(waiting) == 1
    expect(page.locator("#stand")).to_contain_text("Er start nu: Spoed")
    expect(page.locator("#id_n_straat")).to_have_value("Kade")
    expect(page.locator("#id_n_straat")).to_be_focused()


def test_a_refreshed_letter_leaves_the_focus_in_the_advice(browser_page: Page, log_in: Any) -> None:
    page = browser_page
    fenna = make_user("fenna", "toylaw.work", "toylaw.decide", team=make_team())
    now = timezone.now()
    letter = make_case(fenna, now, data={"received_on": now.date(), "wish": "Een lift"}, handler=fenna).letters.get()
    log_in(page, "fenna", f"/zaken/{letter.case.uuid}/brieven/{letter.uuid}/schrijven")
    why = page.get_by_role("textbox", name="Waarom")
    why.fill("Derhalve is vervoer noodzakelijk.")
    expect(page.locator("#stand")).to_have_text("Het voorbeeld is ververst. Taal: 2 punten.")
    expect(why).to_be_focused()
    with held(page) as waiting:
        why.press_sequentially(" Ook geheel.")
        expect(page.locator(".htmx-request")).not_to_have_count(0)
        page.get_by_role("button", name="Neem over nodig").focus()
        assert waiting
    expect(page.get_by_role("article", name="Voorbeeld")).to_contain_text("Ook geheel.")
    expect(page.get_by_role("button", name="Neem over nodig")).to_be_focused()
    expect(why).to_have_value("Derhalve is vervoer noodzakelijk. Ook geheel.")
