"""A household in a real browser: found, read, a child with two homes, a coordinator, and a split that is shown first."""

from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cases.models import Household, Membership
from tests.factories.case import make_case, make_team, make_user
from tests.factories.person import make_household, make_person
from tests.journeys.conftest import Check, LogIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
RIGHTS = ("toylaw.work", "cases.register", "cases.read_household")


@pytest.fixture
def home(at: datetime) -> Household:
    fenna = make_user("fenna", *RIGHTS, team=make_team())
    make_user("karim", *RIGHTS, team=make_team())
    people = [make_person(name, "Kuipers", sex=sex) for name, sex in (("Mia", "V"), ("Jos", "M"))]
    people += [
        make_person("Daan", "Kuipers", birth="20120130", sex="M"),
        make_person("Lot", "Kuipers", birth="20170412"),
    ]
    roles = ("parent", "parent", "child", "child")
    made = make_household(*zip(people, roles, strict=True), name="Kuipers")  # type: ignore[arg-type]
    made.team = make_team()
    made.save()
    make_case(fenna, at, household=made, person=people[0], handler=fenna)
    make_case(fenna, at, household=made, person=people[1], key="urgent_request", data={"received_on": at.date()})
    return made


def test_a_household_is_found_and_read_with_the_keyboard(
    home: Household, browser_page: Page, log_in: LogIn, axe: Check
) -> None:
    page = browser_page
    log_in(page, "fenna", to="/huishoudens")
    axe(page)
    page.get_by_role("searchbox", name="Naam, nummer of postcode").focus()
    page.keyboard.type("kuip")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="1 gevonden")).to_be_visible()
    assert "kuip" not in page.url
    axe(page)
    page.get_by_role("link", name="Kuipers", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Kuipers")).to_be_visible()
    expect(page.get_by_role("img", name="Mia, Jos, Daan en Lot wonen op Merelstraat 8.")).to_be_visible()
    axe(page)
    for size in ({"width": 390, "height": 844}, {"width": 320, "height": 700}):
        page.set_viewport_size(size)
        axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, "nothing sticks out"


def test_a_household_changes_without_a_script(home: Household, page_without_script: Page, log_in: LogIn) -> None:
    page = page_without_script
    log_in(page, "fenna", to=f"/huishoudens/{home.uuid}")
    page.get_by_role("link", name="Aanwijzen").click()
    page.get_by_role("combobox", name="Wie wordt regisseur?").select_option(label="Karim de Boer")
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_role("heading", name="Er is nog niets bewaard. Los eerst 1 ding op")).to_be_visible()
    page.get_by_role("textbox", name="Waarom?").fill("Kent het gezin")
    page.get_by_role("button", name="Leg vast").click()
    expect(page.get_by_text("Karim de Boer is nu de regisseur.")).to_be_visible()
    page.get_by_role("navigation", name="Tijdlijn filteren").get_by_role("link", name="Besluiten").click()
    expect(page.get_by_text("Hier is niets van dit soort.")).to_be_visible()
    _split(page, home)


def test_every_form_of_a_household_is_without_a_finding(
    home: Household, browser_page: Page, log_in: LogIn, axe: Check
) -> None:
    page = browser_page
    log_in(page, "fenna", to=f"/huishoudens/{home.uuid}/wijzigen")
    axe(page)
    for key in ("erbij", "weg", "verblijf", "adres", "regisseur", "splitsen", "samenvoegen", "zelfde-persoon"):
        page.goto(f"/huishoudens/{home.uuid}/wijzigen/{key}")
        axe(page)
        page.locator("form.vel button[value=bewaar]").click()
        expect(page.locator("#h-fouten")).to_be_focused()
        axe(page)
    page.goto(f"/huishoudens/{home.uuid}/wijzigen/erbij")
    page.get_by_role("textbox", name="Achternaam").first.fill("Kuipers")
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page.get_by_text("4 gevonden.")).to_be_visible()
    axe(page)


def test_a_split_is_shown_first(home: Household, browser_page: Page, log_in: LogIn, axe: Check) -> None:
    page = browser_page
    log_in(page, "fenna", to=f"/huishoudens/{home.uuid}")
    _split(page, home, look=axe)
    page.get_by_role("link", name="Kuipers, H-").click()
    expect(page.get_by_text("Ook hier: om de week")).to_be_visible()
    expect(page.get_by_role("link", name="Kuipers", exact=True)).to_be_visible()


def _split(page: Page, home: Household, look: Any = None) -> None:
    page.get_by_role("link", name="Wijzigen").click()
    page.get_by_role("link", name="Huishouden splitsen").click()
    for name, way in (("Mia", "Blijft"), ("Jos", "Gaat mee"), ("Daan", "Blijft"), ("Lot", "Beide adressen")):
        page.get_by_role("group", name=f"{name} Kuipers").get_by_role("radio", name=way).check()
    page.get_by_role("textbox", name="Afspraak over de dagen").fill("om de week")
    page.get_by_role("textbox", name="Straat").fill("Zeedijk")
    page.get_by_role("textbox", name="Huisnummer").fill("61")
    page.get_by_role("button", name="Bekijk wat er gebeurt").click()
    expect(page.get_by_role("heading", name="Dit gebeurt er")).to_be_visible()
    expect(page.get_by_text("Lot Kuipers: woont op beide adressen, met het hoofdverblijf hier.")).to_be_visible()
    if look:
        look(page)
    assert Household.objects.count() == 1
    page.get_by_role("button", name="Bevestig: huishouden splitsen").click()
    expect(page.get_by_text("Gesplitst. Het nieuwe huishouden is H-")).to_be_visible()
    new = Household.objects.exclude(pk=home.pk).get()
    assert set(Membership.objects.filter(household=new).values_list("person__given_names", flat=True)) == {"Jos", "Lot"}
