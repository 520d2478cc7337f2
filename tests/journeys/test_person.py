"""Edit a person in a real browser: with the keyboard, and with every page looked at by axe."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.actions.person import correct_person
from cases.models import Case, Person
from tests.factories.case import make_case, make_team, make_user
from tests.factories.reach import make_representative, make_situation
from tests.journeys.conftest import Check, LogIn

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.fixture
def case() -> Case:
    rights = ("toylaw.work", "cases.register", "cases.read_protected")
    fenna = make_user("fenna", *rights, team=make_team())
    return make_case(fenna, timezone.now(), data={"received_on": timezone.localdate()}, handler=fenna)


def test_from_the_case_to_the_person_and_back_with_the_keyboard(
    browser_page: Page, log_in: LogIn, axe: Check, case: Case
) -> None:
    page = browser_page
    log_in(page, "fenna", to=f"/zaken/{case.uuid}")
    page.get_by_role("link", name="Anna Postma").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/personen/{case.person.uuid}")
    axe(page)
    page.locator("#bereik").get_by_role("link", name="Wijzig").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/bereik")
    axe(page)
    page.get_by_label("Veilig telefoonnummer").fill("06 00 00 00 01")
    page.get_by_label("Wanneer en hoe?").fill("na 18 uur")
    page.get_by_label("Leest moeilijk").focus()
    page.keyboard.press("Space")
    page.get_by_label("Tolk nodig?").select_option("1")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator("#h-fouten")).to_be_focused()
    axe(page)
    expect(page.get_by_label("Veilig telefoonnummer")).to_have_value("06 00 00 00 01")
    page.get_by_label("Taal, als dat geen Nederlands is").select_option("ar")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Bereikbaarheid bewaard.")).to_be_visible()
    page.get_by_role("link", name="Leg een adres vast").click()
    axe(page)
    page.get_by_label("veilig postadres").check()
    page.get_by_label("Straat of postbus").fill("Postbus 7")
    page.get_by_label("Plaats").fill("Elders")
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.locator("#adressen")).to_contain_text("Postbus 7, Elders")
    page.get_by_role("link", name="Leg iemand vast").click()
    axe(page)
    page.get_by_label("bewindvoerder", exact=True).check()
    page.get_by_label("Naam", exact=True).fill("Kantoor De Brug")
    page.get_by_label("Straat of postbus").fill("Kade")
    page.get_by_label("Huisnummer").fill("2 B")
    page.get_by_label("Plaats").fill("Noorderveen")
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.locator("#wie")).to_contain_text("Bewindvoerder: Kantoor De Brug")
    axe(page)
    page.goto(f"/zaken/{case.uuid}")
    head = page.get_by_role("list", name="Zo bereik je deze persoon")
    for part in ("06 00 00 00 01", "na 18 uur", "leest moeilijk", "tolk Arabisch", "Kantoor De Brug"):
        expect(head).to_contain_text(part)
    axe(page)


def test_two_at_once_keep_both_texts(browser_page: Page, log_in: LogIn, axe: Check, case: Case) -> None:
    page = browser_page
    log_in(page, "fenna", to=f"/personen/{case.person.uuid}/bereik")
    page.get_by_label("Wanneer en hoe?").fill("alleen 's morgens")
    correct_person(
        person=case.person.uuid, seen=1, actor=None, at=timezone.now(), contact={"contact_note": "na 18 uur"}
    )
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Er is niets weg")).to_be_visible()
    axe(page)
    page.get_by_label("Van jou").check()
    page.get_by_role("button", name="Bewaar mijn keuze").click()
    expect(page.get_by_text("Bereikbaarheid bewaard.")).to_be_visible()
    assert Person.objects.get(pk=case.person_id).contact_note == "alleen 's morgens"


def test_on_a_phone_nothing_sticks_out(open_page, log_in: LogIn, axe: Check, case: Case) -> None:
    make_situation(case.person, "shelter", street="Heel lange geheime straatnaam", house_number=3, city="Verborgen")
    make_representative(case.person, "gemachtigde", name="Mevrouw A.B.C. van der Lange-Achternaam-Nogwat")
    page = open_page(viewport={"width": 390, "height": 844})
    log_in(page, "fenna", to=f"/personen/{case.person.uuid}")
    for address in ("", "/vertegenwoordiger", "/adres"):
        page.goto(f"/personen/{case.person.uuid}{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        axe(page)
