"""The work list in a real browser: keys, a filter that keeps the focus, picking up work without script, axe."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.models import Case, Deadline, Heartbeat, Message, MessageItem, User
from tests.factories.case import act, make_case, make_team, make_user
from tests.factories.person import make_household, make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CALM = dict.fromkeys(("danger", "no_basics", "eviction", "help_lost"), "nee")


@pytest.fixture
def fenna(live_server: Any) -> User:
    return make_user("fenna", "wmo.intake", "wmo.work", "cases.assign", "cases.register", team=make_team())


def melding(fenna: User, name: str, at: datetime, *, handler: User | None = None, **answers: str) -> Case:
    person = make_person(family=name)
    household = make_household((person, "other"), name=name)
    data = {"safe_contact": "06 00000000", "own_words": f"Vraag van {name}.", **CALM, **answers}
    case = make_case(
        fenna, at, law="wmo", key="register_melding", data=data, household=household, person=person, handler=handler
    )
    if handler is None:
        Case.objects.filter(pk=case.pk).update(handler=None)  # an urgent melding is at once with who took it
    return case


@pytest.fixture
def work(fenna: User) -> list[Case]:
    """A case in each band but one, and one of nobody."""
    now = timezone.now()
    Heartbeat.objects.create(name="beat", at=now + timedelta(hours=1))
    cases = [
        melding(fenna, "Van Leeuwen", now - timedelta(hours=3), handler=fenna, danger="ja"),
        melding(fenna, "Jansen – Koster", now - timedelta(days=60), handler=fenna),
        melding(fenna, "Osei", now - timedelta(days=1), handler=fenna),
        melding(fenna, "Nowak", now - timedelta(days=1), handler=fenna),
        melding(fenna, "Yılmaz", now, danger="ja"),
    ]
    for key, answers in (
        ("confirm_melding", {}),
        ("offer_clientondersteuning", {"medium": "telefoon", "plan_wish": "no"}),
    ):
        act(cases[3], key, fenna, now, **answers)
    message = Message.objects.create(recipient=fenna, kind="daily", day=now.date(), created_at=now)
    deadline = Deadline.objects.get(case=cases[1], term="wmo.onderzoek")
    MessageItem.objects.create(message=message, deadline=deadline, signal_kind="breach", due_version=1, added_at=now)
    return cases


def rows(page: Page) -> list[str]:
    return page.locator(".werk__naam").all_inner_texts()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_every_list_is_readable_by_everyone(
    open_page: Callable[..., Page], log_in: Any, axe: Any, work: list[Case], width: int, scheme: str
) -> None:
    page = open_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    log_in(page, "fenna", "/werkvoorraad")
    assert rows(page) == ["Van Leeuwen", "Jansen – Koster", "Osei", "Nowak"]
    for address in ("", "?lijst=team&groepeer=wet", "?lijst=vrij", "?fase=execution"):
        page.goto(f"/werkvoorraad{address}")
        for summary in page.locator("main summary").all():
            summary.click()
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_keys_walk_the_rows_and_enter_opens_one(browser_page: Page, log_in: Any, work: list[Case]) -> None:
    page = browser_page
    log_in(page, "fenna", "/werkvoorraad")
    for key in ("j", "j", "j", "k"):
        page.keyboard.press(key)
    expect(page.get_by_role("link", name="Jansen – Koster").first).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#zoek")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("table").get_by_role("link", name="Jansen – Koster").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/zaken/{work[1].uuid}")


def test_a_filter_swaps_the_list_and_keeps_focus_and_address(browser_page: Page, log_in: Any, work: list[Case]) -> None:
    page = browser_page
    log_in(page, "fenna", "/werkvoorraad")
    page.evaluate("window.samePage = true")
    phase = page.locator("#f-fase")
    phase.focus()
    phase.select_option("assessment")
    expect(page.get_by_role("heading", name="Niets gevonden met deze filters")).to_be_visible()
    expect(page.locator("#f-fase")).to_be_focused()
    expect(page.locator("#stand")).to_have_text("0 zaken in deze lijst.")
    assert "fase=assessment" in page.url
    assert page.evaluate("window.samePage")
    page.locator("#f-groepeer").select_option("fase")
    page.wait_for_url("**groepeer=fase*")
    page.locator("#f-fase").select_option("")
    expect(page.locator(".werk__naam")).to_have_count(4)
    page.reload()  # the address holds the whole list
    expect(page.locator(".werk__naam")).to_have_count(4)
    expect(page.locator("#f-groepeer")).to_have_value("fase")


def test_picking_up_work_without_script(page_without_script: Page, log_in: Any, work: list[Case]) -> None:
    page = page_without_script
    log_in(page, "fenna", "/werkvoorraad?lijst=vrij")
    assert rows(page) == ["Yılmaz"]
    expect(page.get_by_text("Nog bij niemand")).to_be_visible()
    before = list(Deadline.objects.filter(case=work[4]).values())
    page.get_by_role("button", name="Ik pak dit op").click()
    expect(page.get_by_text("Jij behandelt nu de zaak van Yılmaz.")).to_be_visible()
    expect(page.get_by_role("heading", name="Alles is verdeeld")).to_be_visible()
    assert Case.objects.get(pk=work[4].pk).handler_id == User.objects.get(username="fenna").pk
    assert list(Deadline.objects.filter(case=work[4]).values()) == before
    page.get_by_role("link", name="Van mij (5)").click()
    page.locator("#f-fase").select_option("assessment")
    page.get_by_role("button", name="Toon").click()
    expect(page.get_by_role("heading", name="Niets gevonden met deze filters")).to_be_visible()
