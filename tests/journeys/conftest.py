"""A real Chromium for the journeys: `browser_page`, `page_without_script`, `log_in`, `axe`. Mark such tests `browser`."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from cases.views.session import DEMO_CODE
from socialdomain.embedded.bootstrap import find_chromium

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PASSWORD = "geheim"  # what tests/factories/case.py gives every colleague
EXPECTED = ("Failed to load resource", "Response Status Error Code", "htmx:")  # a 400 is no fault
LogIn = Callable[..., None]
Check = Callable[[Page], None]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the run; each test gets a fresh context, so that no cookie crosses over."""
    # Playwright's loop runs in this thread, and Django takes that for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=30_000)  # a slow machine is no failure
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(chromium: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Open pages in contexts of their own: `open_page(java_script_enabled=False)`; fails on a script or CSP error."""
    found: list[str] = []
    contexts = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(EXPECTED):
            found.append(message.text)

    def make(**options: Any) -> Page:
        options = {
            "viewport": {"width": 1440, "height": 900},
            "locale": "nl-NL",
            "timezone_id": "Europe/Amsterdam",
        } | options
        context = chromium.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(30_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: found.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert found == []


@pytest.fixture
def browser_page(open_page: Callable[..., Page]) -> Page:
    return open_page()


@pytest.fixture
def page_without_script(open_page: Callable[..., Page]) -> Page:
    return open_page(java_script_enabled=False)


@pytest.fixture
def log_in() -> LogIn:
    """`log_in(page, "fenna", to="/zaken/…")`: the two real steps, ending on the page asked for."""

    def enter(page: Page, username: str, to: str = "") -> None:
        page.goto(f"/inloggen?next={to}" if to else "/inloggen")
        page.get_by_role("textbox", name="Gebruikersnaam").fill(username)
        page.get_by_role("textbox", name="Wachtwoord").fill(PASSWORD)
        page.get_by_role("button", name="Verder").click()
        page.get_by_role("textbox", name="Code uit je app").fill(DEMO_CODE)
        page.get_by_role("button", name="Inloggen").click()
        page.wait_for_url(lambda url: "/inloggen" not in url)
        assert {cookie["name"] for cookie in page.context.cookies()} >= {settings.SESSION_COOKIE_NAME}

    return enter


@pytest.fixture
def axe() -> Check:
    """`axe(page)`: no finding of WCAG 2.2 A and AA on the page as it stands."""

    def check(page: Page) -> None:
        results = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        faults = [
            f"{fault['id']}: {fault['help']}: {node['html'][:200]}"
            for fault in results.response["violations"]
            for node in fault["nodes"]
        ]
        assert faults == [], f"{page.url}\n" + "\n".join(faults)

    return check
