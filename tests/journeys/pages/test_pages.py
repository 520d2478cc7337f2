"""Every page holds everywhere. Here a part of it; `make pages` looks at all of it and prints a table."""

import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Error, Page

from cases.models import User
from tests.journeys.pages import sweep
from tests.journeys.pages.crawl import Address, crawl, routes
from tests.journeys.pages.states import STATES
from tests.journeys.pages.town import EVERYBODY, MANY, build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ALL = os.environ.get("PAGES") == "all"
PICTURES = os.environ.get("PICTURES", "")  # a folder: pictures of each page, and its PDF
SAMPLE = 1 if ALL else 5  # one in so many stories
DEEP = {
    "worklist",
    "melding",
    "case",
    "step",
    "person_edit",
}  # walked with keys, and read without script, in the tests too


class Visitors:
    """A page of the browser for each colleague, logged in; `plain` ones have no script."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.contexts: dict[tuple[str, bool], BrowserContext] = {}

    def page(self, username: str, *, plain: bool = False, fresh: bool = False) -> Page:
        if fresh or (username, plain) not in self.contexts:
            context = self.browser.new_context(
                base_url=self.address, locale="nl-NL", timezone_id="Europe/Amsterdam", java_script_enabled=not plain
            )
            context.set_default_timeout(30_000)
            if username:
                client = Client()
                client.force_login(User.objects.get(username=username))
                key = client.cookies[settings.SESSION_COOKIE_NAME].value
                context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": self.address}])
            context.new_page()
            if old := self.contexts.pop((username, plain), None):
                old.close()
            self.contexts[username, plain] = context
        return self.contexts[username, plain].pages[0]

    def leave(self) -> None:
        for context in self.contexts.values():
            context.close()


@pytest.fixture
def visitors(chromium: Browser, live_server: Any) -> Iterator[Visitors]:
    build(datetime.now(UTC), SAMPLE)
    found = Visitors(chromium, live_server.url)
    yield found
    found.leave()


def test_every_page_holds_everywhere(visitors: Visitors, capsys: pytest.CaptureFixture[str]) -> None:
    pages = crawl(*EVERYBODY if ALL else MANY)
    reached = {page.kind[0] for page in pages}
    assert reached == routes(), f"no link leads to {routes() - reached}; an unknown route is {reached - routes()}"
    found: dict[str, list[str]] = {}
    say = _speaker(capsys)
    for number, address in enumerate(pages if ALL else _one_per_route(pages)):
        name = "/".join(address.kind)
        found[name] = list(_of_address(visitors, address, number))
        say(name, found[name])
    for number, (name, username, play) in enumerate(STATES):
        page = visitors.page(username, fresh=True)
        try:
            play(page)
        except (AssertionError, Error) as error:
            found[name] = [f"cannot be reached: {error}"]
        else:
            found[name] = list(_looked_at(page, name, number, deep=ALL))
        say(name, found[name])
    say(f"{len(found)} pages", [])
    faults = [f"{name}: {fault}" for name, ones in found.items() for fault in ones]
    assert not faults, "\n".join(faults)


def _one_per_route(pages: list[Address]) -> list[Address]:
    return list({page.kind[0]: page for page in reversed(pages)}.values())


def _of_address(visitors: Visitors, address: Address, number: int) -> Iterator[str]:
    page = visitors.page(address.username)
    reply = page.goto(address.path)
    if reply is None or reply.status != 200:
        yield f"answers {reply.status if reply else 'nothing'}"
        return
    deep = ALL or address.kind[0] in DEEP
    yield from _looked_at(page, "-".join(address.kind), number, deep=deep)
    if deep:
        plain = visitors.page(address.username, plain=True)
        plain.goto(address.path)
        yield from sweep.says_the_same(page, plain)


def _looked_at(page: Page, name: str, number: int, *, deep: bool) -> Iterator[str]:
    sweep.ready(page)
    yield from page.evaluate("pages.shape()")
    if deep:
        for width in (sweep.WIDE, sweep.PHONE):
            yield from sweep.walks(page, width)
    yield from sweep.prints(page)
    page.evaluate("pages.unfolded(true)")
    yield from sweep.fits(page, *sweep.WIDTHS)
    yield from sweep.fits_when_large(page)
    yield from sweep.bears_forced_colours(page)
    if ALL:
        for width in (sweep.NARROW, sweep.WIDE):
            yield from sweep.reads(page, width, "light", "dark")
    elif deep or number % 3 == 0:
        yield from sweep.reads(page, sweep.WIDTHS[number % 4], ("dark", "light")[number % 2])
    page.evaluate("pages.unfolded(false)")
    if PICTURES:
        sweep.keep_pictures(page, Path(PICTURES), name)
    sweep.width(page, sweep.WIDE)


def _speaker(capsys: pytest.CaptureFixture[str]) -> Callable[[str, list[str]], None]:
    """Print the table while it grows, in `make pages`."""

    def say(name: str, faults: list[str]) -> None:
        if ALL:
            with capsys.disabled():
                sys.stdout.write("\n    ".join([f"{name:60} {len(faults) or 'ok'}", *faults]) + "\n")

    return say
