"""The dead man's switch, on a real page: all sweepers stop at once, and somebody who is logged in looks on."""

import http.cookiejar
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass

from tests.chaos.people import LOGIN, PASSWORD
from tests.chaos.stage import SWEEPERS, Stage

SHOWN_WITHIN, GONE_WITHIN = 90.0, 60.0  # seconds: the promise
PATIENCE = 150.0
LOOK = 0.2
RED = 'aria-label="Storing termijnbewaking"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Seconds from the stop until the page, and the health check, said so; and from the start until they no longer did."""

    shown: float
    refused: float
    gone: float
    well: float

    @property
    def holds(self) -> bool:
        return max(self.shown, self.refused) <= SHOWN_WITHIN and max(self.gone, self.well) <= GONE_WITHIN


class Visitor:
    """A colleague with a browser, as far as it matters here."""

    def __init__(self, port: int) -> None:
        self.place = f"http://127.0.0.1:{port}"
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def log_in(self) -> None:
        self._send("/inloggen", username=LOGIN, password=PASSWORD)
        page = self._send("/inloggen/code", code="000000")
        assert "uitloggen" in page, "logging in did not work"

    def sees_bar(self) -> bool:
        return RED in self._read("/werkvoorraad")

    def is_refused(self) -> bool:
        """Whether the health check says 503."""
        try:
            self._read("/healthz/deadlines")
        except urllib.error.HTTPError as error:
            if error.code != 503:
                raise
            return True
        return False

    def _send(self, path: str, **fields: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self._read(path))
        assert found is not None
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": found[1], **fields}).encode()
        request = urllib.request.Request(self.place + path, data, {"Referer": self.place + path})  # noqa: S310
        with self.opener.open(request, timeout=30) as answer:
            return str(answer.read().decode())

    def _read(self, path: str) -> str:
        with self.opener.open(self.place + path, timeout=30) as answer:
            return str(answer.read().decode())


def measure(stage: Stage, visitor: Visitor) -> Bar:
    """Stop every sweeper for longer than the promise allows, then start them all."""
    stage.kill(*SWEEPERS)
    shown, refused = _wait(stage, visitor.sees_bar, visitor.is_refused)
    stage.start(*SWEEPERS)
    gone, well = _wait(stage, lambda: not visitor.sees_bar(), lambda: not visitor.is_refused())
    return Bar(shown=shown, refused=refused, gone=gone, well=well)


def _wait(stage: Stage, *true: Callable[[], bool]) -> list[float]:
    """How many seconds it took until each was true; the patience when it never was."""
    began = time.monotonic()
    seconds: dict[int, float] = {}
    while len(seconds) < len(true) and time.monotonic() - began < PATIENCE:
        stage.keep()
        for place, ask in enumerate(true):
            if place not in seconds and ask():
                seconds[place] = time.monotonic() - began
        time.sleep(LOOK)
    return [seconds.get(place, PATIENCE) for place in range(len(true))]
