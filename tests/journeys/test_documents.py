"""Documents in a real browser: added, opened, replaced and destroyed, without script too, readable by everyone."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.models import Case, Heartbeat, User
from tests.factories.case import make_case, make_team, make_user
from tests.factories.document import make_document, pdf

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
    make_document(case, fenna, now, title="Brief GGZ Noorderveen", kind="medical", author="GGZ Noorderveen",
                  confidential=True)  # fmt: skip
    return case


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "aanvraag.pdf"
    path.write_bytes(pdf())
    return path


def picture(page: Page, name: str) -> None:
    """A picture of the whole page, where PICTURES names a folder."""
    if folder := os.environ.get("PICTURES"):
        size = page.viewport_size
        scheme = "donker" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "licht"
        page.screenshot(path=f"{folder}/{name}-{size['width'] if size else 0}-{scheme}.png", full_page=True)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark"), (390, "light"), (1440, "dark")])
def test_a_document_goes_its_whole_way(
    open_page: Callable[..., Page], log_in: Any, axe: Any, case: Case, file: Path, width: int, scheme: str
) -> None:
    page = open_page(viewport={"width": width, "height": 900}, color_scheme=scheme, java_script_enabled=True)
    log_in(page, "fenna", f"/zaken/{case.uuid}")
    page.get_by_role("link", name="Stuk toevoegen").click()
    page.get_by_role("button", name="Bewaar het stuk").click()
    expect(page.get_by_role("heading", name="Er is nog niets bewaard. Los eerst 3 dingen op")).to_be_focused()
    axe(page)
    picture(page, "stuk-fouten")
    page.get_by_label("Bestand").set_input_files(file)
    page.get_by_label("Naam van het stuk").fill("Aanvraag, ondertekend verslag")
    page.get_by_label("Wat is het?").select_option(label="Aanvraag of formulier")
    page.get_by_role("button", name="Bewaar het stuk").click()
    expect(page.get_by_text("Het stuk is nagekeken en bewaard.")).to_be_visible()
    axe(page)
    picture(page, "zaak-stukken")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="Aanvraag, ondertekend verslag").click()
    page.get_by_role("link", name="Nieuwe versie").click()
    newer = file.with_name("beter.pdf")
    newer.write_bytes(pdf(2))
    page.get_by_label("Bestand").set_input_files(newer)
    page.get_by_role("button", name="Bewaar de nieuwe versie").click()
    expect(page.get_by_role("link", name="Open versie 2: beter.pdf")).to_be_visible()
    axe(page)
    picture(page, "stuk")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="Gegevens wijzigen").click()
    axe(page)
    page.get_by_label("Van wie of aan wie?").fill("Meneer zelf")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_text("Meneer zelf")).to_be_visible()
    page.get_by_role("link", name="Vernietigen").click()
    axe(page)
    picture(page, "stuk-vernietigen")
    page.get_by_label("Hoort niet in deze zaak").check()
    page.get_by_role("button", name="Vernietig dit stuk").click()
    expect(page.get_by_role("main").get_by_text("Het bestand, de naam en de afzender zijn weg.")).to_be_visible()
    axe(page)
    picture(page, "stuk-vernietigd")


def test_a_wrong_file_is_told_without_script(
    page_without_script: Page, log_in: Any, case: Case, tmp_path: Path
) -> None:
    page = page_without_script
    renamed = tmp_path / "brief.pdf"
    renamed.write_bytes(b"MZ\x90\x00 geen pdf")
    log_in(page, "fenna", f"/zaken/{case.uuid}/stukken/nieuw")
    page.get_by_label("Bestand").set_input_files(renamed)
    page.get_by_label("Naam van het stuk").fill("Brief")
    page.get_by_role("button", name="Bewaar het stuk").click()
    expect(page.get_by_text("Dit is een programma, geen stuk.").first).to_be_visible()
    expect(page.get_by_label("Naam van het stuk")).to_have_value("Brief")
