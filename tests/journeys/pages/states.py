"""What a page looks like when there is nothing, when something goes wrong, or when somebody else was first.

Each function brings the open page into a state that no link leads to; its first line names it.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import uuid4

from django.db import OperationalError
from django.test import RequestFactory
from playwright.sync_api import Page, expect

from cases.actions.demo.town import PASSWORD
from cases.models import Case, Heartbeat, Letter, Person
from cases.views.errors import failed
from tests.journeys.pages.town import awake, changed_by_another

Play = Callable[[Page], None]
CASE = "melding_ontvangen"


def case() -> Case:
    """An open case of the consulent."""
    return Case.objects.filter(handler__username="consulent", state=CASE).order_by("pk")[:1].get()


def press(page: Page, name: str) -> None:
    """Press a button of the page itself; what it leads to must be waited for by who presses."""
    page.locator("main").get_by_role("button", name=name).first.click()


def told(page: Page) -> None:
    """The page says what is wrong: the answer is there."""
    expect(page.locator("#h-fouten")).to_be_visible()


def step_1(page: Page, username: str = "", password: str = PASSWORD) -> None:
    """Step 1 of logging in, sent empty, wrong or right."""
    page.goto("/inloggen")
    page.get_by_role("textbox", name="Gebruikersnaam").fill(username)
    page.get_by_role("textbox", name="Wachtwoord").fill(password if username else "")
    press(page, "Verder")
    if username in {"", "niemand"}:
        told(page)


def step_2(page: Page, address: str = "", code: str = "") -> None:
    """Step 2: the code, or an emergency code; empty or wrong."""
    step_1(page, "privacy")
    page.wait_for_url("**/inloggen/code*")
    if address:
        page.goto(address)
    if code:
        page.locator("#id_code").fill(code)
        press(page, "Inloggen")
        told(page)


def melding(page: Page, wanted: str = "", button: str = "Melding vastleggen") -> None:
    page.goto("/melding")
    page.locator("[name=z_naam]").fill(wanted)
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator("#stand" if wanted else "#h-fouten")).not_to_be_empty()


def form(page: Page, *, conflict: bool = False) -> None:
    """A step sent empty, or with a version that somebody else made old."""
    page.goto(f"/zaken/{case().uuid}/stap/record_failed_contact")
    if conflict:
        changed_by_another(Case, pk=case().pk)
        for field in page.locator("main textarea").all():
            field.fill("Ik belde drie keer. " * 12)
    page.locator("main form .knop:not(a)").first.click()
    expect(page.locator("#h-fouten, .attentie").first).to_be_visible()


def person(page: Page) -> None:
    """Two people changed how somebody is reached."""
    page.goto(f"/personen/{case().person.uuid}/bereik")
    Person.objects.filter(pk=case().person_id).update(contact_note="na 18 uur")
    changed_by_another(Person, pk=case().person_id)
    page.get_by_label("Wanneer en hoe?").fill("alleen 's morgens")
    press(page, "Bewaren")
    expect(page.get_by_text("Er is niets weg")).to_be_visible()


def letter(page: Page) -> None:
    """Two people wrote one letter."""
    for draft in Letter.objects.filter(state="draft", case__handler__username="consulent").order_by("pk"):
        page.goto(f"/zaken/{draft.case.uuid}/brieven/{draft.uuid}/schrijven")
        if page.locator("#brieftekst textarea").count():
            break
    changed_by_another(Letter, pk=draft.pk)
    page.locator("#brieftekst textarea").first.fill("Mijn woorden. " * 20)
    press(page, "Bewaar")
    expect(page.get_by_text("Nog niet bewaard")).to_be_visible()


def search(page: Page) -> None:
    """A household that nobody knows."""
    page.goto("/huishoudens")
    page.locator("main input[type=search], main input[type=text]").first.fill("Xyzzy")
    press(page, "Zoek")
    expect(page.get_by_role("heading", name="Niets gevonden")).to_be_visible()


def no_token(page: Page) -> None:
    """Sent from a page that was too old."""
    page.goto(f"/personen/{case().person.uuid}/bereik")
    page.context.clear_cookies(name="csrftoken")
    press(page, "Bewaren")
    expect(page.get_by_role("heading", level=1)).to_contain_text("te oud")


def broken(page: Page, fault: type[Exception] = ValueError) -> None:
    """An error of ours; or the database is away while somebody posts."""
    try:
        raise fault("connection refused")  # noqa: TRY301 - the view looks at what is being handled
    except fault:
        body = failed(RequestFactory().post("/stuk", {"text": "Ik belde.", "once": "1"})).content.decode()
    page.route("**/stuk", lambda route: route.fulfill(status=500, content_type="text/html", body=body))
    page.goto("/stuk")


def stalled(page: Page) -> None:
    """Nobody watches the terms: a red bar."""
    Heartbeat.objects.all().delete()
    page.goto("/berichten")
    awake(datetime.now().astimezone())


def popped(page: Page, which: str) -> None:
    page.goto("/berichten")
    page.evaluate(f"document.getElementById('{which}').showPopover()")


def ending(page: Page) -> None:
    """The dialog two minutes before the end; a copy, for the script closes its own when there is time enough."""
    page.goto("/berichten")
    page.evaluate(
        "() => { const was = document.getElementById('sessie-einde'), copy = was.cloneNode(true);"
        " was.replaceWith(copy); copy.showModal(); }"
    )


def offline(page: Page, which: str = "weg") -> None:
    """The bar of verbinding.js: no connection, or an answer that failed."""
    page.goto(f"/personen/{case().person.uuid}/bereik")
    page.evaluate(
        "name => { const bar = document.getElementById(`balk-${name}`).content.cloneNode(true);"
        " document.getElementById('verbinding').append(bar);"
        " document.getElementById('bezig').textContent = 'Bezig met bewaren…'; }",
        which,
    )


def at(address: str, page: Page) -> None:
    page.goto(address)


STATES: tuple[tuple[str, str, Play], ...] = (  # name, who looks (empty: nobody logged in), how to get there
    ("log in", "", partial(at, "/inloggen")),
    ("log in: nothing filled in", "", step_1),
    ("log in: wrong", "", partial(step_1, username="niemand")),
    ("code", "", step_2),
    ("code: wrong", "", partial(step_2, code="123456")),
    ("emergency code", "", partial(step_2, address="/inloggen/code?nood")),
    ("melding: errors", "intaker", melding),
    ("melding: nobody found", "intaker", partial(melding, wanted="Xyzzy", button="Zoek")),
    ("melding: people found", "intaker", partial(melding, wanted="Postma", button="Zoek")),
    ("step: errors", "consulent", form),
    ("conflict: step", "consulent", partial(form, conflict=True)),
    ("conflict: person", "consulent", person),
    ("conflict: letter", "consulent", letter),
    ("no household found", "consulent", search),
    ("nothing left by the filter", "consulent", partial(at, "/werkvoorraad?lijst=mij&fase=execution&groepeer=fase")),
    ("empty work list", "privacy", partial(at, "/werkvoorraad")),
    ("no messages", "privacy", partial(at, "/berichten")),
    ("not there, or not for you", "privacy", partial(at, f"/zaken/{uuid4()}")),
    ("page too old", "consulent", no_token),
    ("broken", "", broken),
    ("database away", "", partial(broken, fault=OperationalError)),
    ("watcher stalled", "consulent", stalled),
    ("palette", "consulent", partial(popped, which="zoek")),
    ("my menu", "consulent", partial(popped, which="ik")),
    ("keys", "consulent", partial(popped, which="toetsen")),
    ("session ends", "consulent", ending),
    ("no connection", "consulent", offline),
    ("request failed", "consulent", partial(offline, which="mislukt")),
)
