"""The main road of the Wmo in a real browser: from a melding to a sent beschikking, and what happens when two meet."""

import io
import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from cases.models import Case, User
from cases.queries.clock import database_now
from tests.factories.case import act, edit, make_case, make_team, make_user
from tests.factories.person import make_household, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MELDING = {
    "reporter": "family", "reporter_name": "Ina", "safe_contact": "06 00 00 00 00", "resident_knows": "ja",
    "own_words": "Mijn broer redt het niet meer alleen. Hij vergeet zijn medicijnen.", "danger": "nee", "no_basics": "nee",
    "eviction": "nee", "help_lost": "nee",
}  # fmt: skip
PERMISSIONS = ("wmo.intake", "wmo.work", "wmo.decide")
Check = Callable[[Page], None]


@pytest.fixture
def start() -> datetime:
    return database_now() - timedelta(days=10)


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", *PERMISSIONS, team=make_team())


@pytest.fixture
def case(start: datetime, fenna: User) -> Case:
    person = make_person("Henk", "Heuvel", prefix="van den", sex="M", birth="19700312")
    household = make_household((person, "other"), name="Van den Heuvel")
    return make_case(
        fenna, start, law="wmo", key="register_melding", data=MELDING, person=person, household=household, handler=fenna
    )


def take(
    page: Page, step: str, fields: dict[str, str], choices: dict[str, str] | None = None, button: str = ""
) -> None:
    """Open a step from the case page, fill it in as a person does, and take it."""
    page.get_by_role("link", name=step, exact=True).click()
    expect(page.get_by_role("heading", name=step, level=1)).to_be_visible()
    for label, text in fields.items():
        field = page.get_by_label(label, exact=False).first
        if field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(label=text)
        else:
            field.fill(text)
    for question, answer in (choices or {}).items():
        page.get_by_role("group", name=question).get_by_label(answer).check()
    page.get_by_role("button", name=button or step, exact=True).click()


def test_a_melding_becomes_a_sent_beschikking(
    browser_page: Page, log_in: Callable[..., None], axe: Check, case: Case
) -> None:
    page = browser_page
    log_in(page, "fenna", f"/zaken/{case.uuid}")
    expect(page.get_by_role("heading", name="Wat moet er gebeuren?")).to_be_visible()
    expect(page.get_by_text("Termijnbewijs: waarom").first).to_be_visible()
    refused = page.get_by_role("button", name="Onderzoek beginnen")
    expect(refused).to_have_attribute("aria-disabled", "true")
    expect(page.get_by_text("Wijs eerst op gratis cliëntondersteuning en leg dat vast.")).to_be_visible()
    axe(page)

    take(page, "Ontvangstbevestiging versturen", {})
    expect(page.get_by_role("status").filter(has_text="Vastgelegd: Brief: wij hebben uw melding.")).to_be_visible()
    take(page, "Cliëntondersteuning en eigen plan bespreken", {},
         {"Hoe heb je op gratis": "Telefonisch", "Wil de inwoner zelf": "Nee, zonder plan"})  # fmt: skip
    page.get_by_role("button", name="Onderzoek beginnen").click()  # nothing to fill in: the button takes the step
    expect(page.get_by_role("status").filter(has_text="Onderzoek begonnen")).to_be_visible()

    take(page, "Verslag geven", {"2. Welke problemen": "Hij vergeet afspraken.", "Hoeveel?": "2", "Eenheid": "uur"})
    expect(page.get_by_role("heading", name="Er is nog niets bewaard. Los eerst 3 dingen op")).to_be_focused()
    expect(page.get_by_label("2. Welke problemen")).to_have_value("Hij vergeet afspraken.")
    axe(page)
    for label, text in (("3. Welke hulp", "Weer zelf de week regelen"), ("4. Wat kan", "Zijn zus belt elke avond."),
                        ("5. Wat blijft", "Begeleiding naast de inloop.")):  # fmt: skip
        page.get_by_label(label).fill(text)
    page.get_by_label("Hoe vaak?").select_option(label="per week")
    page.get_by_role("button", name="Verslag geven").click()
    expect(page.get_by_role("heading", name="Verslag van het onderzoek")).to_be_visible()
    axe(page)

    take(page, "Aanvraag ontvangen", {})
    take(page, "Toekennen", {"Soort voorziening": "begeleiding", "Vanaf": "01-01-2027"})
    expect(page.get_by_text("Verstuur het besluit. Tot die dag loopt de termijn door.")).to_be_visible()
    expect(page.get_by_text("Besluit op de aanvraag").first).to_be_visible()
    expect(page.get_by_role("row", name="Besluit concept")).to_be_visible()
    axe(page)
    take(page, "Bekendmaken: besluit verstuurd", {})
    expect(page.get_by_role("heading", name="Besluit: toegekend", exact=True)).to_be_visible()
    expect(page.get_by_text("Bezwaar").first).to_be_visible()  # whose term starts with the dispatch
    axe(page)

    link = page.get_by_role("row", name=re.compile("^Besluit ")).get_by_role("link", name="pdf van Besluit")
    answer = page.request.get(str(link.get_attribute("href")))
    assert answer.headers["content-disposition"] == f'inline; filename="{case.number}.pdf"'
    letter = " ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(answer.body())).pages)
    letter = " ".join(letter.split())
    for part in (
        "U krijgt hulp van de gemeente",
        "uiterlijk op",
        "bezwaar",
        "Weer zelf de week regelen",
        "2 uur per week",
    ):
        assert part in letter, part
    case.refresh_from_db()
    assert case.state == "beschikking_toegekend"
    assert case.deadlines.get(term="wmo.aanvraag_beschikking").outcome == "met"


def test_two_people_in_one_verslag_lose_nothing(
    browser_page: Page, log_in: Callable[..., None], axe: Check, case: Case, fenna: User
) -> None:
    start = case.opened_at
    act(case, "offer_clientondersteuning", fenna, start, medium="telefoon", plan_wish="no")
    act(case, "start_onderzoek", fenna, start)
    edit(case, "verslag", fenna, start, question="Hulp bij de week", problems="Hij vergeet afspraken.")
    osman = make_user("osman", "wmo.work", team=make_team())
    page = browser_page
    log_in(page, "fenna", f"/zaken/{case.uuid}/onderdeel/verslag")
    page.get_by_label("2. Welke problemen").fill("Hij vergeet afspraken en opent zijn post niet.")
    page.get_by_label("4. Wat kan").fill("Zijn zus belt elke avond.")
    edit(case, "verslag", osman, database_now(), question="Hulp bij de week", problems="Hij vergeet zijn medicijnen.",
         remainder="Begeleiding.")  # fmt: skip
    page.get_by_role("button", name="Bewaren").click()

    expect(page.get_by_text("Nog niet bewaard")).to_be_visible()
    expect(page.get_by_role("group", name="2. Welke problemen").get_by_label("Allebei bewaren")).to_be_checked()
    expect(page.get_by_label("Om te kopiëren")).to_have_value(re.compile("opent zijn post niet"))
    axe(page)
    page.get_by_role("button", name="Bewaar mijn keuze als versie 3").click()
    expect(page.get_by_role("status").filter(has_text="Bewaard: Verslag")).to_be_visible()
    verslag = case.wmo_onderzoek
    for text in ("opent zijn post niet.", "Osman de Boer", "Hij vergeet zijn medicijnen."):
        assert text in verslag.problems
    assert (verslag.own_strength, verslag.remainder) == ("Zijn zus belt elke avond.", "Begeleiding.")


def test_a_step_works_without_javascript(
    page_without_script: Page, log_in: Callable[..., None], case: Case, fenna: User
) -> None:
    page = page_without_script
    log_in(page, "fenna", f"/zaken/{case.uuid}")
    take(page, "Cliëntondersteuning en eigen plan bespreken", {}, {"Hoe heb je op gratis": "Telefonisch"})
    expect(page.get_by_role("heading", name="Los eerst 1 ding op")).to_be_visible()
    page.get_by_label("Nee, zonder plan").check()
    page.get_by_role("button", name="Cliëntondersteuning en eigen plan bespreken").click()
    page.get_by_role("button", name="Onderzoek beginnen").click()
    expect(page.get_by_text("Vastgelegd: Onderzoek begonnen.")).to_be_visible()
    page.get_by_label("Nieuwe notitie").fill("Belafspraak voor morgen.")
    page.get_by_role("button", name="Notitie plaatsen").click()
    expect(page.get_by_text("Belafspraak voor morgen.")).to_be_visible()


@pytest.mark.parametrize("screen", [(1440, "light"), (390, "light"), (1440, "dark"), (390, "dark")])
def test_the_urgent_case_fits_and_reads_at_every_width(
    open_page: Callable[..., Page], log_in: Callable[..., None], axe: Check, fenna: User, screen: tuple[int, str]
) -> None:
    width, scheme = screen
    now = database_now()
    urgent = make_case(fenna, now, law="wmo", key="register_melding", data=MELDING | {"danger": "ja"}, handler=fenna)
    act(urgent, "record_failed_contact", fenna, now, how="Geen gehoor")
    page = open_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    log_in(page, "fenna", f"/zaken/{urgent.uuid}")
    expect(page.get_by_role("heading", name="Spoed", exact=True)).to_be_visible()
    expect(page.get_by_text("in handen van")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    axe(page)
