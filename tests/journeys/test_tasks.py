"""Tasks in a real browser: added on the case, walked to with keys on the work list, ended, answered; for everyone."""

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.actions.task import add_task
from cases.models import Case, Heartbeat, Task, User
from tests.factories.case import make_case, make_team, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def fenna(live_server: Any) -> User:
    return make_user("fenna", "toylaw.work", team=make_team())


@pytest.fixture
def case(fenna: User) -> Case:
    now = timezone.now()
    Heartbeat.objects.create(name="beat", at=now + timedelta(hours=1))
    data = {"received_on": now.date(), "wish": "Begeleiding na opname"}
    case = make_case(None, now, data=data, team=make_team(), handler=fenna)
    for label, days, asks in (("Bel de zus", -2, False), ("Is de hulp gestart?", 5, True)):
        add_task(case=case, label=label, owner=fenna, due_on=now.date() + timedelta(days=days), actor=fenna, at=now,
                 key="toylaw.started" if asks else "", asks=asks)  # fmt: skip
    return case


def picture(page: Page, name: str) -> None:
    """A picture of the whole page, where PICTURES names a folder."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_a_task_goes_its_whole_way(
    open_page: Callable[..., Page], log_in: Any, axe: Any, case: Case, width: int, scheme: str
) -> None:
    page = open_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    log_in(page, "fenna", f"/zaken/{case.uuid}")
    page.get_by_role("button", name="Taak toevoegen").click()
    expect(page.get_by_role("heading", name="Er is nog niets bewaard. Los eerst 1 ding op")).to_be_focused()
    axe(page)
    page.get_by_label("Nieuwe taak").fill("Bel de huisarts over de medicijnen")
    page.get_by_role("button", name="Taak toevoegen").click()
    expect(page.get_by_text("De taak staat erbij.")).to_be_visible()
    axe(page)
    picture(page, f"zaak-taken-{width}-{scheme}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto("/werkvoorraad")
    axe(page)
    picture(page, f"werkvoorraad-taken-{width}-{scheme}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("j")
    page.keyboard.press("j")  # past the case, to the first task
    expect(page.locator("[data-regel]").first).to_be_focused()
    page.get_by_role("button", name="Klaar Bel de zus").click()
    expect(page.get_by_text("Taak klaar.")).to_be_visible()
    page.get_by_role("link", name="Antwoord Is de hulp gestart?").click()
    page.get_by_role("button", name="Bewaar").click()
    axe(page)
    page.get_by_label("Ja", exact=True).check()
    page.get_by_label("Bij ja: sinds welke dag?").fill(timezone.localdate().strftime("%d %m %Y"))
    picture(page, f"taak-antwoord-{width}-{scheme}")
    page.get_by_role("button", name="Bewaar").click()
    page.get_by_text("Toon wat klaar is").click()
    expect(page.get_by_text("ja, vandaag")).to_be_visible()
    axe(page)
    assert Task.objects.filter(done_at=None).count() == 1


def test_a_task_ends_without_script(page_without_script: Page, log_in: Any, case: Case) -> None:
    page = page_without_script
    log_in(page, "fenna", "/werkvoorraad")
    page.get_by_role("button", name="Klaar Bel de zus").click()
    expect(page.get_by_text("Taak klaar.")).to_be_visible()
    expect(page.get_by_text("Bel de zus")).to_have_count(0)
