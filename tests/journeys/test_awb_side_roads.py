"""The side roads of the Awb in a real browser: herstel, an ingebrekestelling that counts and one too early, a dwangsom."""

import os
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from cases.actions.watch import act_on_due
from cases.models import Case, User
from cases.queries.clock import database_now
from cases.rules.calendar import local_day
from tests.factories.case import act, make_case, make_team, make_user
from tests.factories.person import make_household, make_person
from tests.wmo.examples import MELDING, VERSLAG

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
Check = Callable[[Page], None]
SCREENS = [(1440, "light"), (390, "light"), (1440, "dark"), (390, "dark")]


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "wmo.intake", "wmo.work", "wmo.decide", team=make_team())


@pytest.fixture
def asked(fenna: User) -> Callable[[int], Case]:
    """`asked(30)`: an aanvraag that came in 30 days ago and waits for its besluit."""

    def make(days: int) -> Case:
        at = database_now() - timedelta(days=days)
        person = make_person("Emre", "Yilmaz", sex="M", birth="19920312")
        household = make_household((person, "other"), name="Yilmaz")
        case = make_case(
            fenna, at - timedelta(days=20), law="wmo", key="register_melding", data={**MELDING, "resident_knows": "ja"},
            person=person, household=household, handler=fenna,
        )  # fmt: skip
        act(case, "offer_clientondersteuning", fenna, at, medium="telefoon", plan_wish="no")
        act(case, "start_onderzoek", fenna, at)
        act(case, "give_verslag", fenna, at, **VERSLAG)
        return act(case, "file_aanvraag", fenna, at, how="verslag")

    return make


def take(page: Page, step: str, fields: dict[str, str], choices: dict[str, str] | None = None) -> None:
    """Open a folded step from the case page, fill it in as a person does, and take it."""
    page.get_by_text("Gaat het anders?").click()
    page.get_by_role("link", name=step, exact=True).click()
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


def test_missing_papers_stop_the_clock_until_they_come(
    browser_page: Page, log_in: Callable[..., None], axe: Check, asked: Callable[[int], Case]
) -> None:
    page, case = browser_page, asked(3)
    log_in(page, "fenna", f"/zaken/{case.uuid}")
    page.get_by_text("Gaat het anders?").click()
    shoot(page, "stappen")
    page.get_by_text("Gaat het anders?").click()
    take(page, "Vraag om aanvulling", {"Wat ontbreekt er?": "Een rekening van de huisarts"})
    page.get_by_text("Gaat het anders?").click()
    page.get_by_role("link", name="Vraag om aanvulling versturen").click()
    expect(page.get_by_text("Staat stil:")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Vraag om aanvulling versturen").click()
    expect(page.get_by_text("termijn staat stil")).to_be_visible()
    expect(page.get_by_text("Een rekening van de huisarts")).to_be_visible()
    axe(page)
    shoot(page, "herstel")
    take(page, "Aanvulling ontvangen", {}, {"Kun je nu beslissen": "Nee"})
    expect(page.get_by_role("heading", name="Besluit om de aanvraag niet te behandelen")).to_be_visible()
    expect(page.get_by_text("niet genoeg", exact=True)).to_be_visible()
    shoot(page, "niet-genoeg")


def test_an_ingebrekestelling_that_counts_turns_the_page_red(
    browser_page: Page, log_in: Callable[..., None], axe: Check, asked: Callable[[int], Case]
) -> None:
    page, case = browser_page, asked(30)
    log_in(page, "fenna", f"/zaken/{case.uuid}")
    take(page, "Ingebrekestelling ontvangen", {}, {"Hoe kwam de brief?": "Brief"})
    expect(page.get_by_text("Nog 14 dagen", exact=True)).to_be_visible()
    expect(page.get_by_text("in gebreke gesteld", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Wat kost een dag later?")).to_be_visible()
    expect(page.get_by_text("€ 1.442").first).to_be_visible()
    expect(page.get_by_role("heading", name="Naar de rechter")).to_be_visible()
    axe(page)
    shoot(page, "ingebreke")
    take(page, "Brief versturen", {})
    page.goto("/werkvoorraad")
    row = page.locator("tr", has_text="Yilmaz")
    expect(row).to_contain_text("nog 14 dagen")
    expect(page.get_by_role("rowgroup").filter(has_text="Te laat").first).to_contain_text("Yilmaz")
    shoot(page, "werkvoorraad")


def test_an_ingebrekestelling_too_early_is_kept_and_answered_without_any_alarm(
    browser_page: Page, log_in: Callable[..., None], axe: Check, asked: Callable[[int], Case]
) -> None:
    page, case = browser_page, asked(3)
    log_in(page, "fenna", f"/zaken/{case.uuid}")
    take(page, "Ingebrekestelling ontvangen", {}, {"Hoe kwam de brief?": "Digitaal"})
    expect(page.get_by_text("Ingebrekestelling, te vroeg")).to_be_visible()
    expect(page.get_by_text("in gebreke gesteld", exact=True)).to_have_count(0)
    expect(page.get_by_role("heading", name="Wat kost een dag later?")).to_have_count(0)
    axe(page)
    take(page, "Brief versturen", {})
    expect(page.get_by_role("link", name="Antwoord op de ingebrekestelling", exact=True)).to_be_visible()
    shoot(page, "te-vroeg")


def run_on(case: Case, fenna: User, now: datetime) -> None:
    """An ingebrekestelling of 30 days ago, and the watcher's round since."""
    act(case, "receive_default_notice", fenna, now - timedelta(days=30), how="post")
    act_on_due(at=now, limit=50)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_running_dwangsom_shows_what_it_costs_today(
    open_page: Callable[..., Page], log_in: Callable[..., None], axe: Check, asked: Callable[[int], Case], fenna: User,
    screen: tuple[int, str],
) -> None:  # fmt: skip
    width, scheme = screen
    case, now = asked(60), database_now()
    run_on(case, fenna, now)
    page = open_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    log_in(page, "fenna", f"/zaken/{case.uuid}")
    expect(page.get_by_text("dwangsom loopt", exact=True)).to_be_visible()
    expect(page.get_by_text("Vandaag is dag 16 van de dwangsom")).to_be_visible()
    expect(page.locator("#dwangsom")).to_contain_text("€ 357")  # fifteen whole days: 14 × 23 + 35
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    axe(page)
    shoot(page, f"dwangsom-{width}-{scheme}")


def test_the_dwangsom_is_fixed_by_a_besluit_after_the_besluit(
    browser_page: Page, log_in: Callable[..., None], axe: Check, asked: Callable[[int], Case], fenna: User
) -> None:
    page, case, now = browser_page, asked(60), database_now()
    run_on(case, fenna, now)
    act(case, "refuse", fenna, now, ground="network", reasons="Uw broer helpt u.")
    act(case, "publish_refusal", fenna, now, sent_on=local_day(now))
    log_in(page, "fenna", f"/zaken/{case.uuid}")
    expect(page.get_by_text("Wij waren 15 dagen te laat")).to_be_visible()
    take(page, "Dwangsom vaststellen", {})
    take(page, "Besluit over de dwangsom versturen", {})
    expect(page.locator("#dwangsom")).to_contain_text("Vastgesteld op")
    axe(page)
    shoot(page, "dwangsombesluit")
