"""Every page there is, found as a colleague finds it: by following links through the demo municipality."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import Resolver404, ResolverMatch, URLPattern, get_resolver, resolve

from cases.models import Case, User

LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#]+)')
NOT_OURS = ("api/v1/", "beheer/tabellen/")  # machines' pages and Django's own
# They answer a post, or with a file: no page to look at.
NO_PAGE = {
    "appearance", "assign", "letter_send", "logout", "note", "session_over", "shortcuts", "stay",
    "meldcode_close", "meldcode_involve", "person_take_over", "task_add", "task_answer", "task_finish", "task_reopen",
    "letter", "letter_copy", "letter_logo", "letter_colours", "document_file",
    "healthz", "healthz_deadlines",
}  # fmt: skip
BEFORE_LOG_IN = {"home", "login", "login_code"}  # in states.py
# No further page hangs below these, so the crawl need not open them.
LEAVES = {
    "step", "record", "record_row", "undo", "melding", "rule", "person_edit", "person_end", "household_act",
    "case_meldcode", "household_meldcode", "meldcode_step", "document_add", "document_correct", "document_replace", "document_destroy", "letter_write", "task",
}  # fmt: skip
SLUGS = ("key", "what", "deed")  # the words in an address that choose another form
PER_KIND = 2  # how many of one kind are opened: links differ between two


@dataclass(frozen=True, slots=True)
class Address:
    """A page: its address, who opens it, and `kind`: what makes it a page of its own (route, step, state)."""

    path: str
    username: str
    kind: tuple[str, ...]


def routes() -> set[str]:
    """The name of each page behind the log-in, of the core and of the laws."""

    def names(patterns: list[Any]) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLPattern):
                yield str(pattern.name)
            elif str(pattern.pattern) not in NOT_OURS:
                yield from names(pattern.url_patterns)

    return set(names(get_resolver().url_patterns)) - NO_PAGE - BEFORE_LOG_IN


def kind(match: ResolverMatch, query: str) -> tuple[str, ...]:
    """What makes a page different from another of its route: slugs, the query's names, the state of a case."""
    parts = [str(match.url_name)]
    parts += [str(match.kwargs[name]) for name in SLUGS if name in match.kwargs]
    parts += sorted(pair.partition("=")[0] for pair in query.split("&") if pair)
    if match.url_name == "case":
        case = Case.objects.get(uuid=match.kwargs["uuid"])
        parts += [case.law, case.procedure, case.state]
    return tuple(parts)


def crawl(*usernames: str, start: str = "/werkvoorraad") -> list[Address]:
    """What each colleague can reach from the work list; one address per kind, for who found it first."""
    found: dict[tuple[str, ...], Address] = {}
    for username in usernames:
        client = Client()
        client.force_login(User.objects.get(username=username))
        opened, done, queue = Counter[tuple[str, ...]](), {start}, deque([start])
        while queue:
            path, _, query = queue.popleft().partition("?")
            address = f"{path}?{query}" if query else path
            try:
                match = resolve(path)
            except Resolver404:
                continue
            this = kind(match, query)
            if match.app_names or this[0] in NO_PAGE:
                continue
            opened[this] += 1
            mine = this not in found or found[this].username == username
            if this[0] not in LEAVES and opened[this] > (PER_KIND if mine else 1):
                continue
            links = [] if this[0] in LEAVES else _links(client, address)
            if links is None:
                continue
            found.setdefault(this, Address(address, username, this))
            for link in (f"{path}{link}" if link.startswith("?") else link for link in links):
                if link.startswith("/") and link not in done:
                    done.add(link)
                    queue.append(link)
    return list(found.values())


def _links(client: Client, address: str) -> list[str] | None:
    reply = client.get(address)
    assert reply.status_code == 200, f"{address}: {reply.status_code}"
    if not reply.headers["Content-Type"].startswith("text/html"):
        return None  # a PDF beside the page of its route
    return [link.replace("&amp;", "&") for link in LINK.findall(reply.content.decode())]
