"""The intaker registers a melding in the browser: find the person, see what starts, get a case with its clock."""

import os

import pytest

from cases.models import Case
from tests.factories.case import make_team, make_user
from tests.factories.person import make_household, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def intaker():
    return make_user("sanne", "cases.register", "wmo.intake", "wmo.work", team=make_team())


@pytest.fixture
def postmas():
    gerrit = make_person("Gerrit", "Postma", birth="19470312", sex="M")
    geertje = make_person("Geertje", "Bakker", partner="Postma", birth="19500530")
    make_household((gerrit, "partner"), (geertje, "partner"), name="Postma")
    double = make_person("G.J.", "Postma", birth="19471203", sex="M")
    make_household((double, "other"), house_number=80, name="Postma 2")
    return gerrit


def shoot(page, name):
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_urgent_melding_for_a_known_person(browser_page, log_in, axe, intaker, postmas):
    page = browser_page
    log_in(page, intaker.username)
    page.goto("/melding")
    axe(page)
    assert page.get_by_text("Spoed: nog niet bekend").count() == 1
    page.get_by_label("Geboortedatum").first.fill("12-3-1947")
    page.locator("[name=z_naam]").fill("Postma")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_text("lijkt op: dag en maand omgewisseld").wait_for()
    page.get_by_label("Wat zegt de melder?").fill("Hij valt steeds. Ik krijg hem niet meer alleen uit bed.")
    page.get_by_label("Veilig te bereiken op").fill("06 00 00 00 12")
    axe(page)
    for question, answer in (("danger", "nee"), ("no_basics", "nee"), ("eviction", "nee"), ("help_lost", "ja")):
        page.locator(f"[name={question}][value={answer}]").check()
    page.get_by_text("Spoed: eerste hulp geregeld").first.wait_for()
    shoot(page, "melding")
    if os.environ.get("SHOTS"):
        page.set_viewport_size({"width": 390, "height": 800})
        page.emulate_media(color_scheme="dark")
        shoot(page, "melding-390-dark")
        page.set_viewport_size({"width": 1440, "height": 900})
    page.get_by_role("button", name="Melding vastleggen").click()
    page.wait_for_url("**/zaken/*")
    axe(page)
    shoot(page, "melding-zaak")
    case = Case.objects.get()
    assert (case.person, case.handler) == (postmas, intaker)
    assert set(case.deadlines.filter(urgent=True).values_list("term", flat=True)) == {"wmo.spoed", "wmo.spoed_24"}


def test_errors_keep_everything_and_work_without_script(page_without_script, log_in, intaker, postmas):
    page = page_without_script
    log_in(page, intaker.username)
    page.goto("/melding")
    page.locator("[name=own_words]").fill("Ik durf de deur niet meer uit.")
    page.get_by_role("button", name="Melding vastleggen").click()
    assert page.locator(".foutenlijst").count() == 1
    assert page.locator("[name=own_words]").input_value() == "Ik durf de deur niet meer uit."
    shoot(page, "melding-fout")
    page.locator("[name=z_naam]").fill("Postma")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_text("G.J. Postma").wait_for()
    assert page.locator("[name=own_words]").input_value() == "Ik durf de deur niet meer uit."
    page.locator("[name=persoon]").first.check()
    page.locator("[name=safe_contact]").fill("06 00 00 00 12")
    for question in ("danger", "no_basics", "eviction", "help_lost"):
        page.locator(f"[name={question}][value=nee]").check()
    page.get_by_role("button", name="Melding vastleggen").click()
    page.wait_for_url("**/zaken/*")
    assert Case.objects.get().deadlines.filter(urgent=True).count() == 0
