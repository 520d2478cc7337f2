"""A colleague with a browser, without the browser: WSGI calls on the real application, as gunicorn makes them.

Not Django's test client: that one leaves out CSRF and the care for connections around a request. Logging in is left
out, because its price is the slow hash of a password; the session is the one it would leave behind.
"""

import io
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.wsgi import get_wsgi_application

from cases.models import User

application = get_wsgi_application()


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes
    location: str = ""


@dataclass(slots=True)
class Visitor:
    """`get` and `post` one page each; a redirect is an answer and is not followed."""

    user: User
    csrf: str = field(default_factory=lambda: secrets.token_hex(16))
    session: str = ""

    def get(self, url: str) -> Answer:
        return self._ask("GET", url)

    def post(self, url: str, data: Mapping[str, Any]) -> Answer:
        return self._ask("POST", url, urlencode({**data, "csrfmiddlewaretoken": self.csrf}, doseq=True).encode())

    def log_in(self) -> None:
        store = SessionStore()
        store[SESSION_KEY] = str(self.user.pk)
        store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
        store[HASH_SESSION_KEY] = self.user.get_session_auth_hash()
        store.save()
        assert store.session_key
        self.session = store.session_key

    def _ask(self, method: str, url: str, body: bytes = b"") -> Answer:
        parts = urlsplit(url)
        found: dict[str, Any] = {}

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            found.update(status=int(status[:3]), location=dict(headers).get("Location", ""))

        answer = application(
            {
                "REQUEST_METHOD": method,
                "PATH_INFO": parts.path,
                "QUERY_STRING": parts.query,
                "CONTENT_TYPE": "application/x-www-form-urlencoded",
                "CONTENT_LENGTH": str(len(body)),
                "SERVER_NAME": "localhost",
                "SERVER_PORT": "8000",
                "SERVER_PROTOCOL": "HTTP/1.1",
                "REMOTE_ADDR": "127.0.0.1",
                "HTTP_HOST": "localhost:8000",
                "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={self.session}; csrftoken={self.csrf}",
                "wsgi.version": (1, 0),
                "wsgi.url_scheme": "http",
                "wsgi.input": io.BytesIO(body),
                "wsgi.errors": io.StringIO(),
                "wsgi.multithread": False,
                "wsgi.multiprocess": False,
                "wsgi.run_once": False,
            },
            start,
        )
        try:
            return Answer(body=b"".join(answer), **found)
        finally:
            answer.close()


class _Hidden(HTMLParser):
    """The hidden fields of the form that posts to `action` ("" is the page itself)."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.inside = action, False
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = said.get("method") == "post" and said.get("action", "") == self.action
        elif self.inside and tag == "input" and said.get("type") == "hidden" and "name" in said:
            self.fields[said["name"]] = said.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"


def hidden_fields(page: bytes, action: str) -> dict[str, str]:
    """What a form brings along by itself, such as the version that was seen and the one-time key."""
    parser = _Hidden(action)
    parser.feed(page.decode())
    assert "csrfmiddlewaretoken" in parser.fields, f"no form posts to {action or 'the page itself'}"
    return parser.fields
