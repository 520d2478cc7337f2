"""The meldcode in a real browser: from a case through the five steps to its close; nobody else finds it."""

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.models import Case, Heartbeat, Meldcode, User
from tests.factories.case import make_case, make_team, make_user
from tests.factories.person import make_household, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case(live_server: Any) -> Case:
    now = timezone.now()
    Heartbeat.objects.create(name="beat", at=now + timedelta(hours=1))
    parent, child = make_person("Mia", "Kuipers"), make_person("Lotte", "Kuipers", birth="20170412")
    home = make_household((parent, "parent"), (child, "child"), name="Kuipers")
    fenna = make_user("fenna", "toylaw.work", team=make_team())
    make_user("osman", "toylaw.work", team=make_team())
    return make_case(fenna, now, household=home, person=parent, data={"received_on": now.date()}, handler=fenna)


def shoot(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def take(page: Page, number: int, text: str, **choices: str) -> None:
    """Record a step: these radio buttons, and the words."""
    page.get_by_role("link", name=f"Leg stap {number} vast").click()
    for name, value in choices.items():
        page.locator(f"[name={name}][value={value}]").check()
    page.locator("[name=text]").fill(text)
    page.get_by_role("button", name=f"Leg stap {number} vast").click()


def test_five_steps_from_a_case_to_its_close(
    browser_page: Page, log_in: Callable[..., None], axe: Callable[[Page], None], case: Case
) -> None:
    page = browser_page
    log_in(page, "fenna", to=f"/zaken/{case.uuid}")
    page.get_by_role("link", name="Naar de meldcode").click()
    page.get_by_label("Lotte Kuipers").check()
    page.get_by_label("Jeugdhulp, jeugdbescherming en jeugdreclassering").check()
    axe(page)
    shoot(page, "meldcode-begin")
    page.get_by_role("button", name="Open de meldcode").click()
    take(page, 1, "Blauwe plekken, twee keer gezien", how="gedaan", kindcheck="worry")
    take(page, 2, "Veilig Thuis raadt aan te melden", how="gedaan", consulted="both")
    take(page, 3, "Praten met de ouders geeft nu gevaar", how="overgeslagen")
    page.get_by_role("link", name="Leg stap 4 vast").click()
    axe(page)
    shoot(page, "meldcode-wegen")
    page.goto(f"/meldcode/{Meldcode.objects.get().uuid}")
    take(page, 4, "Acuut onveilig", how="gedaan", suspicion="ja", unsafe="acute")
    expect(page.get_by_text("Melden is noodzakelijk")).to_be_visible()
    take(page, 5, "Wij melden niet", report_needed="nee", help_possible="ja")
    expect(page.get_by_text("Volgens je weging in stap 4 is melden bij Veilig Thuis noodzakelijk.")).to_be_visible()
    assert page.locator("[name=text]").input_value() == "Wij melden niet"
    page.locator("[name=report_needed][value=ja]").check()
    page.locator("[name=reported_on]").fill(timezone.localdate().strftime("%d-%m-%Y"))
    page.locator("[name=text]").fill("Wij melden samen met school")
    page.get_by_role("button", name="Leg stap 5 vast").click()
    page.get_by_label("Haal een collega erbij").select_option(label="Osman de Boer, consulent")
    page.get_by_role("button", name="Haal erbij").click()
    expect(page.get_by_text("Osman de Boer ziet nu deze meldcode.")).to_be_visible()
    axe(page)
    shoot(page, "meldcode")
    page.get_by_label("Hoe liep het af, en wie volgt de veiligheid?").fill("Veilig Thuis volgt het")
    page.get_by_role("button", name="Sluit de meldcode").click()
    expect(page.get_by_text("De meldcode is gesloten.")).to_be_visible()
    expect(page.get_by_role("link", name="Leg stap")).to_have_count(0)
    numbers = Meldcode.objects.get().steps.values_list("number", "skipped")
    assert list(numbers) == [(1, False), (2, False), (3, True), (4, False), (5, False)]


def test_a_colleague_finds_nothing_until_let_in(
    open_page: Callable[..., Page], log_in: Callable[..., None], case: Case
) -> None:
    """Without script too: the same page of the case, an empty list, and a 404."""
    mine, other = open_page(), open_page(java_script_enabled=False)
    log_in(mine, "fenna", to=f"/huishoudens/{case.household.uuid}")
    mine.get_by_role("link", name="Naar de meldcode").click()
    mine.get_by_label("Mia Kuipers").check()
    mine.get_by_label("Ander beroep, of het basismodel").check()
    mine.get_by_role("button", name="Open de meldcode").click()
    mine.wait_for_url("**/meldcode/*")
    made = Meldcode.objects.get()
    log_in(other, "osman", to="/meldcode")
    expect(other.get_by_text("Er is geen meldcode voor jou.")).to_be_visible()
    other.goto(f"/zaken/{case.uuid}/meldcode")
    expect(other.get_by_text("Deze lopen al")).to_have_count(0)
    assert other.goto(f"/meldcode/{made.uuid}").status == 404
    mine.get_by_label("Haal een collega erbij").select_option(value=str(User.objects.get(username="osman").pk))
    mine.get_by_role("button", name="Haal erbij").click()
    expect(mine.get_by_text("ziet nu deze meldcode")).to_be_visible()
    assert other.goto(f"/meldcode/{made.uuid}").status == 200
