"""The help after the besluit in a real browser: heronderzoek to herziening, intrekking, terugvordering, herstel."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from cases.models import Case, User
from cases.queries.clock import database_now
from tests.factories.case import act, make_case, make_team, make_user
from tests.factories.person import make_household, make_person
from tests.journeys.test_wmo_main_road import MELDING, PERMISSIONS, take

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Check = Callable[[Page], None]
VERSLAG = {
    "problems": "Hij vergeet afspraken.", "needed": "Weer zelf de week regelen", "own_strength": "Zijn zus belt.",
    "remainder": "Begeleiding.",
}  # fmt: skip


def day(at: datetime, days: int = 0) -> str:
    return f"{at + timedelta(days=days):%d-%m-%Y}"


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", *PERMISSIONS, team=make_team())


@pytest.fixture
def case(fenna: User) -> Case:
    """Help in natura that began a while ago."""
    start = database_now() - timedelta(days=60)
    person = make_person("Henk", "Heuvel", prefix="van den", sex="M", birth="19700312")
    household = make_household((person, "other"), name="Van den Heuvel")
    case = make_case(
        fenna, start, law="wmo", key="register_melding", data=MELDING, person=person, household=household, handler=fenna
    )
    for key, data in (
        ("offer_clientondersteuning", {"medium": "telefoon", "plan_wish": "no"}),
        ("start_onderzoek", {}),
        ("give_verslag", VERSLAG),
        ("file_aanvraag", {}),
        ("grant", {"category": "02", "amount": "2", "unit": "04", "frequency": "2", "starts_on": day(start, 1),
                   "provider": "Thuiszorg De Linde", "review_on": day(start, 365)}),
        ("publish_grant", {}),
        ("send_order", {"address": "Lindelaan 1"}),
    ):  # fmt: skip
        act(case, key, fenna, start, **data)
    return Case.objects.get(pk=case.pk)


def unfold(page: Page) -> None:
    """Open what the page folds together."""
    page.wait_for_load_state()
    page.evaluate("document.querySelectorAll('main details').forEach(row => { row.open = true })")


def go(page: Page, step: str, fields: dict[str, str] | None = None, choices: dict[str, str] | None = None) -> None:
    unfold(page)
    take(page, step, fields or {}, choices)


def said(page: Page, text: str) -> None:
    expect(page.get_by_role("status").filter(has_text=text)).to_be_visible()


def test_from_heronderzoek_to_herziening(
    browser_page: Page, log_in: Callable[..., None], axe: Check, case: Case
) -> None:
    page, now = browser_page, database_now()
    log_in(page, "fenna", f"/zaken/{case.uuid}")
    expect(page.get_by_role("heading", name="Welke hulp is er?")).to_be_visible()
    go(page, "De hulp is begonnen", {"Begonnen op": day(now, -50)})
    said(page, "Hulp begonnen")
    expect(page.get_by_text("Begin van de hulp melden bij het CAK").first).to_be_visible()
    go(page, "Begin gemeld bij het CAK")
    go(page, "Heronderzoek beginnen", choices={"Waarom kijken we opnieuw": "Een signaal: er is iets veranderd"})
    said(page, "Heronderzoek begonnen")
    axe(page)
    go(page, "Verslag van het heronderzoek geven", {
        "1. Wat zegt": "Het gaat slechter.", "2. Welke problemen": "Hij komt zijn bed niet uit.",
        "3. Welke hulp": "Elke dag iemand.", "4. Wat kan": "Zijn zus belt elke avond.", "5. Wat blijft": "4 uur per week.",
    })  # fmt: skip
    said(page, "Verslag van het heronderzoek gegeven")
    unfold(page)
    page.get_by_role("link", name="Zienswijze overslaan", exact=True).click()
    page.get_by_label("De hulp herzien").check()
    page.get_by_label("De inwoner vroeg dit zelf").check()
    page.get_by_label("Leg uit").fill("Hij vroeg zelf om meer hulp.")
    axe(page)
    page.get_by_role("button", name="Zienswijze overslaan", exact=True).click()
    unfold(page)
    page.get_by_role("link", name="Herzien", exact=True).click()
    page.get_by_label("De hulp of het pgb is niet meer voldoende").check()
    page.get_by_label("Vanaf welke dag?").fill(day(now, 10))
    page.get_by_label("Hoeveel?").fill("4")
    page.get_by_label("Waarom?", exact=False).last.fill("U heeft meer hulp nodig.")
    axe(page)
    page.get_by_role("button", name="Herzien", exact=True).click()
    said(page, "Besluit geschreven: hulp herzien")
    go(page, "Bekendmaken: besluit verstuurd")
    said(page, "Besluit verstuurd: de hulp verandert")
    expect(page.get_by_text("begeleiding, 4 uur per week").first).to_be_visible()
    axe(page)
    case.refresh_from_db()
    assert case.state == "beschikking_toegekend"
    assert case.deadlines.get(term="awb.bezwaar", about__startswith="revision").ended_at is None


def test_intrekken_with_a_zienswijze_and_terugvorderen(
    browser_page: Page, log_in: Callable[..., None], axe: Check, case: Case
) -> None:
    page, now = browser_page, database_now()
    log_in(page, "fenna", f"/zaken/{case.uuid}")
    unfold(page)
    page.get_by_role("link", name="Zienswijze vragen", exact=True).click()
    page.get_by_label("De hulp intrekken").check()
    page.get_by_label("Geld terugvorderen").check()
    page.get_by_label("Leg het plan uit").fill("U woonde er niet. Wij willen de hulp stoppen en het geld terug.")
    axe(page)
    page.get_by_role("button", name="Zienswijze vragen", exact=True).click()
    said(page, "Zienswijze gevraagd")
    go(page, "Zienswijze ontvangen", {"Wat zegt de inwoner?": "Het klopt. Ik betaal het terug."})
    unfold(page)
    page.get_by_role("link", name="Intrekken", exact=True).click()
    page.get_by_label("Gegevens waren onjuist").check()
    page.get_by_label("Vanaf welke dag?").fill(day(now, -59))
    page.get_by_label("Waarom?", exact=False).last.fill("U gaf ons een verkeerd adres.")
    axe(page)
    page.get_by_role("button", name="Intrekken", exact=True).click()
    go(page, "Bekendmaken: besluit verstuurd")
    said(page, "Besluit verstuurd: er is geen hulp meer")
    unfold(page)
    expect(page.get_by_text("Terugvorderen kan alleen bij opzet.", exact=False)).to_be_visible()
    page.get_by_role("link", name="Opzet vastleggen", exact=True).click()
    page.get_by_label("De inwoner", exact=True).check()
    page.get_by_label("Hoe weten wij").fill("U vertelde het zelf.")
    page.get_by_role("button", name="Opzet vastleggen", exact=True).click()
    go(page, "Terugvorderen", {"Bedrag, in euro": "840,00", "Hoe is dat bedrag": "2 maanden van € 420,00.",
                               "Waarom?": "De hulp was er niet."})  # fmt: skip
    go(page, "Bekendmaken: besluit verstuurd")
    said(page, "Besluit verstuurd: terugvordering")
    expect(page.get_by_text("€ 840,00").first).to_be_visible()
    axe(page)


def test_a_wrong_besluit_is_replaced(browser_page: Page, log_in: Callable[..., None], axe: Check, case: Case) -> None:
    page = browser_page
    log_in(page, "fenna", f"/zaken/{case.uuid}")
    unfold(page)
    page.get_by_role("link", name="Besluit herstellen: hulp toekennen", exact=True).click()
    page.get_by_label("Soort voorziening").select_option(label="dagbesteding")
    page.get_by_label("Wat klopte er niet").fill("Het moest dagbesteding zijn.")
    axe(page)
    page.get_by_role("button", name="Besluit herstellen: hulp toekennen", exact=True).click()
    said(page, "Besluit geschreven: hersteld")
    go(page, "Bekendmaken: besluit verstuurd")
    expect(page.get_by_text("dagbesteding, 2 uur per week").first).to_be_visible()
    axe(page)
    go(page, "Einde melden aan aanbieder of SVB")
    go(page, "Opdracht versturen")
    said(page, "Opdracht verstuurd")


@pytest.mark.parametrize("screen", [(1440, "light"), (390, "dark")])
def test_the_case_fits_at_every_width(
    open_page: Callable[..., Page], log_in: Callable[..., None], axe: Check, case: Case, screen: tuple[int, str]
) -> None:
    width, scheme = screen
    page = open_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    log_in(page, "fenna", f"/zaken/{case.uuid}")
    expect(page.get_by_role("heading", name="Welke hulp is er?")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    axe(page)
