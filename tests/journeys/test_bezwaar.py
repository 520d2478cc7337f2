"""A bezwaar in a real browser, from receipt to decision: fenna decided and receives it, noor handles it."""

import os
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from cases.models import Case, User
from cases.queries.clock import database_now
from cases.rules.calendar import local_day
from tests.factories.case import act, make_case, make_team, make_user
from tests.factories.person import make_household, make_person
from tests.wmo.examples import MELDING, VERSLAG

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Check = Callable[[Page], None]


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "wmo.intake", "wmo.work", "wmo.decide", team=make_team())


@pytest.fixture
def noor() -> User:
    return make_user("noor", "wmo.bezwaar", "wmo.work", team=make_team())


@pytest.fixture
def refused(fenna: User) -> Case:
    """An aanvraag that fenna refused and sent five days ago."""
    at = database_now() - timedelta(days=5)
    person = make_person("Emre", "Yilmaz", sex="M", birth="19920312")
    household = make_household((person, "other"), name="Yilmaz")
    case = make_case(
        fenna, at - timedelta(days=20), law="wmo", key="register_melding", data={**MELDING, "resident_knows": "ja"},
        person=person, household=household, handler=fenna,
    )  # fmt: skip
    act(case, "offer_clientondersteuning", fenna, at, medium="telefoon", plan_wish="no")
    act(case, "start_onderzoek", fenna, at)
    act(case, "give_verslag", fenna, at, **VERSLAG)
    act(case, "file_aanvraag", fenna, at, how="verslag")
    act(case, "refuse", fenna, at, ground="network", reasons="Uw broer helpt u.")
    return act(case, "publish_refusal", fenna, at, sent_on=local_day(at))


def take(page: Page, step: str, fields: dict[str, str], choices: dict[str, str] | None = None) -> None:
    """Open a step, also a folded one, fill it in as a person does, and take it."""
    link = page.get_by_role("link", name=step, exact=True)
    if not link.is_visible():
        page.get_by_text("Gaat het anders?").click()
    link.click()
    expect(page.get_by_role("heading", name=step, level=1)).to_be_visible()
    for label, text in fields.items():
        page.get_by_label(label, exact=False).first.fill(text)
    for question, answer in (choices or {}).items():
        page.get_by_role("group", name=question).get_by_label(answer).check()
    page.get_by_role("button", name=step, exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Vastgelegd")).to_be_visible()


def shoot(page: Page, name: str) -> None:
    """A picture to look at, where SHOTS names a folder."""
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_a_bezwaar_goes_from_receipt_to_decision_by_another_colleague(
    browser_page: Page,
    open_page: Callable[..., Page],
    log_in: Callable[..., None],
    axe: Check,
    refused: Case,
    noor: User,
) -> None:
    page = browser_page
    log_in(page, "fenna", f"/zaken/{refused.uuid}")
    take(page, "Bezwaar ontvangen", {"Waarom maakt de inwoner bezwaar?": "Mijn broer woont in het buitenland."},
         {"Hoe kwam het binnen?": "Brief", "Geeft een adviescommissie advies?": "Nee"})  # fmt: skip
    expect(page.get_by_role("heading", name="Bezwaar", exact=True)).to_be_visible()
    expect(page.get_by_text("Mijn broer woont in het buitenland.")).to_have_count(0)
    axe(page)
    shoot(page, "bezwaar-oorsprong")
    case = Case.objects.get(procedure="bezwaar")
    assert page.goto(f"/zaken/{case.uuid}").status == 404  # type: ignore[union-attr]

    other = open_page()
    log_in(other, "noor", "/werkvoorraad?lijst=vrij")
    other.get_by_role("button", name="Ik pak dit op").click()
    other.goto(f"/zaken/{case.uuid}")
    expect(other.get_by_text("Mijn broer woont in het buitenland.")).to_be_visible()
    axe(other)
    shoot(other, "bezwaar-begin")
    take(other, "Brief versturen", {})
    take(other, "In behandeling nemen", {})
    day = local_day(database_now()) + timedelta(days=21)
    take(
        other,
        "Hoorzitting plannen",
        {"Wanneer is de hoorzitting?": f"{day:%d-%m-%Y}", "Waar en hoe laat?": "Stadhuis, 10 uur"},
    )
    expect(other.get_by_role("heading", name="Stukken inleveren voor de hoorzitting")).to_be_visible()
    shoot(other, "bezwaar-zitting")
    take(other, "Hoorzitting gehouden", {"Wat is er gezegd?": "Hij woont alleen."})
    take(
        other,
        "Beslissen op bezwaar",
        {"Waarom?": "Uw broer kan u niet helpen."},
        {"Wat beslis je?": "Gegrond: de inwoner krijgt gelijk"},
    )
    take(other, "Beslissing versturen", {})
    expect(other.get_by_role("link", name="Beslissing op bezwaar", exact=True)).to_be_visible()
    expect(other.get_by_text("Beroep bij de rechtbank").first).to_be_visible()
    axe(other)
    shoot(other, "bezwaar-eind")
    phone = open_page(viewport={"width": 390, "height": 900}, color_scheme="dark")
    log_in(phone, "noor", f"/zaken/{case.uuid}")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
    axe(phone)
    shoot(phone, "bezwaar-390-dark")
