"""The side roads of the Wmo before and at the besluit, in a real browser."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from cases.models import Case, User
from cases.queries.clock import database_now
from tests.contract.drive import choose, drive, main_way
from tests.factories.case import make_team, make_user
from tests.wmo.examples import ASKED, GIVEN, GRANTED
from wmo.law import LAW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Check = Callable[[Page], None]
LogIn = Callable[..., None]
PERMISSIONS = ("wmo.intake", "wmo.work", "wmo.decide")


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", *PERMISSIONS, team=make_team())


@pytest.fixture
def karim() -> User:
    return make_user("karim", *PERMISSIONS, team=make_team())


def case_at(road: tuple[str, ...], worker: User, urgent: bool = False) -> Case:
    """A case at the end of this road, walked just now."""
    road = (road[0], "retriage_urgent", *road[1:]) if urgent else road
    return drive(main_way(LAW), road, database_now(), worker=worker).case


def step(page: Page, name: str) -> None:
    """Open a step, also one that stands under “Gaat het anders?”."""
    link = page.get_by_role("link", name=name, exact=True)
    if not link.is_visible():
        page.get_by_text(re.compile("^Gaat het anders")).click()
    link.click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        field = page.locator(f"[name={name}]").first
        if field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(value=value)
        else:
            field.fill(value)


def done(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".klaar").first).to_be_visible()


def test_urgent_help_is_granted_and_sent_while_the_onderzoek_runs_on(
    browser_page: Page, log_in: LogIn, axe: Check, fenna: User
) -> None:
    case, page = case_at(("register_melding",), fenna, urgent=True), browser_page
    log_in(page, "fenna", f"/zaken/{case.uuid}")
    step(page, "Tijdelijke hulp toekennen")
    axe(page)
    done_button = page.get_by_role("button", name="Tijdelijke hulp toekennen", exact=True)
    done_button.click()
    expect(page.get_by_role("heading", name=re.compile("Los eerst"))).to_be_visible()
    fill(
        page, result="Vandaag iemand in huis", category="02", starts_on="1-12-2026", reasons="U kunt niet alleen zijn."
    )
    done_button.click()
    expect(page.get_by_text("Vastgelegd: Besluit getekend: tijdelijke hulp.")).to_be_visible()
    step(page, "Besluit over tijdelijke hulp versturen")
    done(page, "Besluit over tijdelijke hulp versturen")
    expect(page.get_by_text("Bezwaar maken (besluit: tijdelijke hulp bij spoed)").first).to_be_visible()
    expect(page.get_by_text("Onderzoek na een melding").first).to_be_visible()
    axe(page)


def test_four_eyes_one_writes_another_sends_back_and_signs(
    open_page: Callable[..., Page], log_in: LogIn, axe: Check, fenna: User, karim: User
) -> None:
    case = case_at(ASKED, fenna)
    choose(fenna, {"wmo.vier_ogen"})
    writer, reader = open_page(), open_page()
    log_in(writer, "fenna", f"/zaken/{case.uuid}")
    expect(writer.get_by_role("link", name="Toekennen", exact=True)).to_have_count(0)
    step(writer, "Toekennen: voorleggen aan een collega")
    fill(writer, category="01", starts_on="1-12-2026", reasons="Zwaar werk lukt niet.")
    done(writer, "Toekennen: voorleggen aan een collega")
    expect(writer.get_by_text("Jij schreef dit besluit. Een collega leest het en tekent.").first).to_be_visible()
    log_in(reader, "karim", f"/zaken/{case.uuid}")
    expect(reader.get_by_text("voorgelegd, nog niet getekend")).to_be_visible()
    axe(reader)
    step(reader, "Terugsturen naar de schrijver")
    fill(reader, reason="Waarom niet de buurvrouw?")
    done(reader, "Terugsturen naar de schrijver")
    writer.goto(f"/zaken/{case.uuid}")
    step(writer, "Toekennen: voorleggen aan een collega")
    expect(writer.locator("[name=reasons]")).to_have_value("Zwaar werk lukt niet.")
    done(writer, "Toekennen: voorleggen aan een collega")
    reader.goto(f"/zaken/{case.uuid}")
    step(reader, "Akkoord: besluit tekenen")
    done(reader, "Akkoord: besluit tekenen")
    expect(reader.get_by_text("Verstuur het besluit. Tot die dag loopt de termijn door.")).to_be_visible()
    assert case.wmo_besluiten.standing().get().decider == karim


def test_a_signed_besluit_is_taken_back_with_a_reason(
    browser_page: Page, log_in: LogIn, axe: Check, fenna: User
) -> None:
    case, page = case_at(GRANTED, fenna), browser_page
    log_in(page, "fenna", f"/zaken/{case.uuid}")
    page.get_by_role("link", name="Een stap terugdraaien").click()
    axe(page)
    page.get_by_role("button", name="Terugdraaien").click()
    expect(page.get_by_text("Vul “Waarom?” in").first).to_be_visible()
    page.get_by_label("Waarom?").fill("De datum klopte niet.")
    page.get_by_role("button", name="Terugdraaien").click()
    expect(page.get_by_text("De stap is teruggedraaid.")).to_be_visible()
    expect(page.get_by_text("Teruggedraaid: Besluit getekend: toegekend. De datum klopte niet.")).to_be_visible()
    expect(page.get_by_text("Besluit getekend: toegekend (teruggedraaid)")).to_be_visible()
    expect(page.get_by_role("heading", name="Voorgesteld")).to_be_visible()


def test_two_proposals_with_a_pgb_are_granted_together(
    browser_page: Page, log_in: LogIn, axe: Check, fenna: User
) -> None:
    case, page = case_at(ASKED, fenna), browser_page
    log_in(page, "fenna", f"/zaken/{case.uuid}")
    page.get_by_role("link", name="Voorziening toevoegen").click()
    axe(page)
    fill(page, result="Een schoon huis", category="01", starts_on="1-12-2026")
    done(page, "Bewaren")
    page.get_by_role("link", name="Voorziening toevoegen").click()
    fill(page, result="Een dagritme", category="02", starts_on="1-12-2026")
    page.get_by_text("Pgb, aanbieder en kosten").click()
    page.get_by_label("Pgb: de inwoner koopt de hulp zelf in").check()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Een pgb kan alleen als het antwoord ja is.").first).to_be_visible()
    for question in ("pgb_able", "pgb_motivated", "pgb_safe"):
        page.locator(f"[name={question}][value=ja]").check()
    fill(page, pgb_amount="320,50", pgb_frequency="4")
    done(page, "Bewaren")
    expect(page.get_by_role("link", name="Voorziening bewerken: begeleiding")).to_be_visible()
    step(page, "Toekennen")
    fill(page, reasons="U heeft allebei nodig.")
    done(page, "Toekennen")
    expect(page.get_by_text("Met een pgb van € 320,50 per maand. U koopt de hulp zelf in.")).to_be_visible()
    axe(page)


def test_closing_without_a_besluit_and_an_aanvraag_after_all(
    browser_page: Page, log_in: LogIn, axe: Check, fenna: User
) -> None:
    case, page = case_at(GIVEN, fenna), browser_page
    log_in(page, "fenna", f"/zaken/{case.uuid}")
    step(page, "Reactie op het verslag vastleggen")
    fill(page, comment="Klopt, alleen die vrijdag niet.")
    done(page, "Reactie op het verslag vastleggen")
    expect(page.get_by_text("Reactie van de inwoner, ")).to_be_visible()
    step(page, "Sluiten zonder aanvraag")
    axe(page)
    fill(page, reason="Uw zus helpt u en dat is genoeg.")
    done(page, "Sluiten zonder aanvraag")
    expect(page.get_by_role("row", name=re.compile("Wij ronden uw melding af"))).to_be_visible()
    step(page, "Toch een aanvraag ontvangen")
    done(page, "Toch een aanvraag ontvangen")
    expect(page.get_by_text("Besluit op de aanvraag").first).to_be_visible()
