"""A colleague writes a letter beside its preview; an administrator gives letters their words and look."""

import os
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from cases.actions.letter import send
from cases.actions.letter_text import write_letter
from cases.actions.textblock import Place, save_text
from cases.contract import local_day
from cases.models import Letter, LetterTheme, TextBlock
from cases.queries.clock import database_now
from tests.cases.rules.test_logo import SVG
from tests.factories.case import make_case, make_municipality, make_team, make_user
from tests.journeys.conftest import Check, LogIn

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LONG = (
    "Derhalve is door ons vastgesteld dat voor de overige dagen, gelet op de afstand tot de halte en de omstandigheid "
    "dat u niet lang kunt staan, vervoer noodzakelijk is."
)


def picture(page: Page, name: str) -> None:
    """Keep what the page looks like where PICTURES says; nothing without it."""
    if folder := os.environ.get("PICTURES"):
        for width, scheme in ((1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=Path(folder) / f"{name}-{width}-{scheme}.png", full_page=True)
        page.set_viewport_size({"width": 1440, "height": 900})
        page.emulate_media(color_scheme="light")


@pytest.fixture
def letter() -> Letter:
    now = database_now()
    team = make_team()
    fenna, ilse = (
        make_user("fenna", "toylaw.work", "toylaw.decide", team=team),
        make_user("ilse", "cases.manage_letters"),
    )
    case = make_case(fenna, now, data={"received_on": now.date(), "wish": "Een lift naar boven"}, handler=fenna)
    place = Place(municipality=make_municipality(), law="toylaw", letter="receipt", slot="waarom", key=uuid4().hex)
    save_text(
        place=place, name="Waarom niet de regiotaxi", text="De regiotaxi past niet, {naam}.", actor=ilse, at=now, seen=0,
        valid_from=local_day(now), once=uuid4(),
    )  # fmt: skip
    return case.letters.get()


def address(letter: Letter) -> str:
    return f"/zaken/{letter.case.uuid}/brieven/{letter.uuid}/schrijven"


def test_a_letter_is_written_beside_its_preview(letter: Letter, browser_page: Page, log_in: LogIn, axe: Check) -> None:
    page = browser_page
    log_in(page, "fenna", to=address(letter))
    why = page.get_by_role("textbox", name="Waarom")
    why.fill(LONG)
    preview = page.get_by_role("article", name="Voorbeeld van de brief")
    expect(preview).to_contain_text("vervoer noodzakelijk is")  # without a click
    expect(why).to_be_focused()
    expect(page.get_by_text("Zin van 29 woorden.")).to_be_visible()
    axe(page)
    picture(page, "brief-schrijven")
    page.get_by_role("button", name="Neem over nodig in plaats van noodzakelijk").click()
    expect(why).to_have_value(LONG.replace("noodzakelijk", "nodig"))
    page.get_by_role("button", name="Laat zo Derhalve").click()
    expect(page.get_by_role("button", name="Laat zo Derhalve")).to_have_count(0)
    page.get_by_role("button", name="Voeg in Waarom niet de regiotaxi").click()
    expect(preview).to_contain_text("De regiotaxi past niet, Mevrouw A. Postma.")
    page.get_by_role("button", name="Bewaar", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("De brief is bewaard.")).to_be_visible()
    assert "regiotaxi" in Letter.objects.get(pk=letter.pk).texts["waarom"]
    page.set_viewport_size({"width": 390, "height": 844})
    axe(page)


def test_a_conflict_loses_nothing(letter: Letter, browser_page: Page, log_in: LogIn, axe: Check) -> None:
    page = browser_page
    log_in(page, "fenna", to=address(letter))
    page.get_by_role("textbox", name="Waarom").fill("Mijn woorden.")
    karim = make_user("karim", "toylaw.work", team=make_team())
    write_letter(
        letter_id=letter.pk,
        texts={"waarom": "Woorden van Karim."},
        actor=karim,
        at=database_now(),
        seen=1,
        once=uuid4(),
    )
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_text("Woorden van Karim.").first).to_be_visible()
    expect(page.get_by_role("group", name="Waarom").get_by_label("Allebei bewaren")).to_be_checked()
    axe(page)
    picture(page, "brief-conflict")
    page.get_by_role("button", name="Bewaar mijn keuze als versie 3").click()
    expect(page.get_by_text("De brief is bewaard.")).to_be_visible()
    kept = Letter.objects.get(pk=letter.pk).texts["waarom"]
    assert all(words in kept for words in ("Mijn woorden.", "Woorden van Karim.", "Karim de Boer"))


def test_without_a_script_the_same_can_be_done(letter: Letter, page_without_script: Page, log_in: LogIn) -> None:
    page = page_without_script
    log_in(page, "fenna", to=address(letter))
    page.get_by_role("textbox", name="Waarom").fill("Dag {nam}, derhalve.")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_role("heading", name="Er is nog niets bewaard. Los eerst 1 ding op")).to_be_visible()
    page.get_by_role("textbox", name="Waarom").fill("Dag {naam}, derhalve.")
    page.get_by_role("button", name="Ververs het voorbeeld").click()
    expect(page.get_by_role("article")).to_contain_text("Dag Mevrouw A. Postma, derhalve.")
    page.get_by_role("button", name="Neem over daarom in plaats van derhalve").click()
    page.get_by_role("button", name="Bewaar", exact=True).click()
    assert Letter.objects.get(pk=letter.pk).texts == {"waarom": "Dag {naam}, daarom."}


def test_a_letter_goes_to_another_too_and_then_once_more(
    letter: Letter, browser_page: Page, log_in: LogIn, axe: Check
) -> None:
    page = browser_page
    log_in(page, "fenna", to=address(letter))
    page.get_by_text("Stuur ook een afschrift aan een ander").click()
    page.get_by_role("textbox", name="Voor wie?").fill("Huisarts De Wit")
    page.get_by_role("textbox", name="Adres").fill("Dokterslaan 1\n9999 XX Elders")
    page.get_by_role("button", name="Zet erbij").click()
    expect(page.get_by_role("heading", name="Er is nog niets bewaard. Los eerst 1 ding op")).to_be_focused()
    axe(page)
    page.get_by_role("textbox", name="Waarom mag deze ander de brief lezen?").fill("Op verzoek van de inwoner")
    page.get_by_role("button", name="Zet erbij").click()
    expect(page.get_by_text("Het afschrift gaat mee.")).to_be_visible()
    now = database_now()
    with transaction.atomic():
        send(case=letter.case, kind="receipt", sent_on=local_day(now), channel="post", actor=None, at=now)
    page.goto(address(letter))
    expect(page.get_by_role("heading", name="Wie kreeg deze brief?")).to_be_visible()
    axe(page)
    picture(page, "brief-verstuurd")
    page.get_by_role("combobox", name="Voor wie?").select_option("Huisarts De Wit")
    page.get_by_role("radio", name="met de post").check()
    page.get_by_role("textbox", name="Waarom opnieuw?").fill("Niet aangekomen")
    page.get_by_role("button", name="Leg vast dat de brief opnieuw ging").click()
    expect(page.get_by_text("De eerste dag blijft tellen.")).to_be_visible()
    page.get_by_role("textbox", name="Waarom trek je de brief in?").fill("Verkeerde bijlage")
    page.get_by_role("button", name="Trek deze brief in").click()
    expect(page.get_by_text("Wat moet je nu doen?")).to_be_visible()
    axe(page)
    picture(page, "brief-ingetrokken")


def test_an_administrator_gives_letters_their_words(
    letter: Letter, browser_page: Page, log_in: LogIn, axe: Check
) -> None:
    page = browser_page
    log_in(page, "ilse", to="/beheer/brieven")
    page.get_by_role("navigation", name="Welke wet").get_by_role("link", name="Speel").click()
    axe(page)
    picture(page, "brieven-beheer")
    page.get_by_role("link", name="Wijzig Waarom", exact=True).click()
    text = page.get_by_role("textbox", name="Tekst")
    text.fill("Dag {nam}")
    page.get_by_role("button", name="Bekijk hoe het wordt").click()
    expect(page.get_by_role("heading", name="Er is nog niets bewaard. Los eerst 1 ding op")).to_be_focused()
    axe(page)
    text.fill("Beste {naam},\n\n- punt een\n- punt twee")
    page.get_by_role("button", name="Bekijk hoe het wordt").click()
    expect(page.get_by_role("article", name="Voorbeeld van de tekst")).to_contain_text("Beste mevrouw A. Postma")
    axe(page)
    picture(page, "brieven-beheer-wijzig")
    page.get_by_role("button", name="Bewaar als nieuwe versie").click()
    expect(page.get_by_text("is bewaard als versie 1.")).to_be_visible()
    assert TextBlock.objects.filter(key="waarom").count() == 1


def test_an_administrator_gives_letters_a_look(
    letter: Letter, browser_page: Page, log_in: LogIn, axe: Check, tmp_path: Path
) -> None:
    wapen = tmp_path / "wapen.svg"
    wapen.write_bytes(SVG % b'<path d="M0 0h9v5c0 2-2 3-4.5 4C2 8 0 7 0 5z" fill="#7a2f63"/>')
    page = browser_page
    log_in(page, "ilse", to="/beheer/huisstijl")
    axe(page)
    page.get_by_role("textbox", name="Kleur van de naam en de lijnen").fill("#ffcf3d")
    page.get_by_role("button", name="Bewaar als nieuwe versie").click()
    expect(page.get_by_role("link", name="Kies een donkerder kleur")).to_be_visible()
    axe(page)
    page.get_by_role("textbox", name="Kleur van de naam en de lijnen").fill("#7a2f63")
    page.get_by_label("Nieuw logo").set_input_files(wapen)
    page.get_by_role("textbox", name="Wat staat er op het logo?").fill("Wapen van Noorderveen")
    page.get_by_role("button", name="Bewaar als nieuwe versie").click()
    expect(page.get_by_text("De huisstijl is bewaard als versie 1.")).to_be_visible()
    expect(page.get_by_role("img", name="Wapen van Noorderveen")).to_be_visible()
    axe(page)
    picture(page, "huisstijl")
    assert LetterTheme.objects.get().accent == "#7a2f63"
