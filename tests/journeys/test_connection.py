"""No connection, a slow answer, a failed one: the page says so, keeps what was typed and tries again."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, Route, expect

from cases.models import Case, Person
from tests.factories.case import make_case, make_team, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OFFLINE = "Geen verbinding. Wat je typte staat er nog."


@pytest.fixture
def case() -> Case:
    fenna = make_user(
        "fenna", "toylaw.work", "toylaw.decide", "cases.register", "cases.read_protected", team=make_team()
    )
    return make_case(fenna, timezone.now(), data={"received_on": timezone.localdate()}, handler=fenna)


@pytest.fixture
def page(browser_page: Page, log_in: Any, case: Case) -> Page:
    log_in(browser_page, "fenna", f"/personen/{case.person.uuid}/bereik")
    browser_page.get_by_label("Wanneer en hoe?").fill("na 18 uur")
    return browser_page


def send(page: Page) -> None:
    page.get_by_role("button", name="Bewaren").focus()
    page.keyboard.press("Enter")


def note(case: Case) -> str:
    return Person.objects.get(pk=case.person_id).contact_note


def test_offline_nothing_is_sent_and_nothing_is_lost(page: Page, case: Case, axe: Any) -> None:
    page.context.set_offline(True)
    expect(page.get_by_role("alert")).to_contain_text(OFFLINE)
    send(page)
    again = page.get_by_role("button", name="Probeer opnieuw")
    expect(again).to_be_focused()
    page.get_by_role("link", name="Terug naar de persoon").click()  # a page that fails would take the words along
    expect(page.get_by_label("Wanneer en hoe?")).to_have_value("na 18 uur")
    axe(page)
    send(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Nog steeds niet gelukt om")
    assert note(case) == ""
    page.context.set_offline(False)
    again.click()
    expect(page.get_by_text("Bereikbaarheid bewaard.")).to_be_visible()
    assert note(case) == "na 18 uur"


def test_a_server_that_is_gone_keeps_the_page_open(page: Page, case: Case) -> None:
    """The network is there, the server is not: found out before the form leaves."""
    gone = True
    page.route("**/*", lambda route: route.abort() if gone else route.continue_())
    page.clock.install()
    page.clock.fast_forward(60_000)
    send(page)
    expect(page.get_by_role("alert")).to_contain_text(OFFLINE)
    expect(page.get_by_label("Wanneer en hoe?")).to_have_value("na 18 uur")
    gone = False
    page.get_by_role("button", name="Probeer opnieuw").click()
    expect(page.get_by_text("Bereikbaarheid bewaard.")).to_be_visible()
    assert note(case) == "na 18 uur"


def test_a_slow_answer_shows_that_work_goes_on_and_is_posted_once(page: Page, case: Case) -> None:
    held: list[Route] = []
    posts = []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/healthz", hold)
    page.clock.install()
    page.clock.pause_at(timezone.now() + timedelta(hours=1))
    send(page)
    page.clock.fast_forward(1_500)
    expect(page.locator("#bezig")).to_have_text("Bezig met bewaren…")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.clock.fast_forward(4_000)
    assert len(held) == 1
    held[0].continue_()
    expect(page.get_by_text("Bereikbaarheid bewaard.")).to_be_visible()
    assert len(posts) == 1


def test_a_swap_that_fails_says_so_with_the_number_and_tries_again(page: Page, case: Case, axe: Any) -> None:
    letter = case.letters.get()
    page.goto(f"/zaken/{case.uuid}/brieven/{letter.uuid}/schrijven")
    preview = page.get_by_role("article", name="Voorbeeld")
    answers = [lambda route: route.fulfill(status=500, headers={"X-Foutnummer": "012345"}), lambda route: route.abort()]

    def fail(route: Route) -> None:
        answers.pop(0)(route) if answers and route.request.headers.get("hx-request") else route.continue_()

    page.route("**/*", fail)
    page.get_by_role("textbox", name="Waarom").fill("U kunt niet lang staan.")
    expect(page.get_by_role("alert")).to_contain_text(
        "Dit lukte niet. Wat je typte staat er nog. Noem bij hulp nummer 012345."
    )
    axe(page)
    page.get_by_role("button", name="Probeer opnieuw").click()
    expect(page.get_by_role("alert")).to_contain_text("Geen verbinding.")
    page.get_by_role("button", name="Probeer opnieuw").click()
    expect(preview).to_contain_text("U kunt niet lang staan.")
    expect(page.get_by_role("alert")).to_be_empty()
