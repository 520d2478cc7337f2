"""One word per concept: every word in a key, a law's table or an address stands in docs/glossary.md, and none is dead."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.urls import URLResolver, get_resolver

from cases.contract import laws

ROOT = Path(__file__).resolve().parents[2]
DUTCH, ENGLISH = (ROOT / "docs/glossary.md").read_text().split("## English words in the keys")


def dutch() -> set[str]:
    cells = re.findall(r"^\| ([a-z, ]+) \|", DUTCH, re.MULTILINE)
    return {word.strip() for cell in cells for word in cell.split(",")}


def english() -> set[str]:
    return set(re.findall(r"[a-z]+", ENGLISH))


def keys() -> Iterator[str]:
    real = [law for law in laws if law.key in {app for app in settings.LAWS if "." not in app}]
    for law in real:
        yield from (act.key for act in law.acts)
        yield from (letter.key for letter in law.letters)
        for procedure in law.procedures:
            yield procedure.key
            yield from (state.key for state in procedure.states)
            yield from (transition.key for transition in procedure.transitions)
        for model in apps.get_app_config(law.key).get_models():
            yield ".".join(re.findall(r"[A-Z][a-z]+", model.__name__)).lower()
    yield from (term.key for term in laws.terms() if not term.key.startswith("toylaw."))
    yield from (".".join(re.findall(r"[a-z]+", re.sub(r"<[^>]*>", "", address))) for address in addresses())


def addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Every address of our own pages; the API and the tables of Django's admin speak English."""
    for pattern in (resolver or get_resolver()).url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, address)
        elif not address.startswith(("api/", "beheer/tabellen/")):
            yield address


def words(key: str) -> list[str]:
    """The words of a key; "8w" and "24" are numbers."""
    return [word for word in re.split(r"[._]", key) if word.isalpha()]


def test_every_word_of_a_key_is_explained():
    known = dutch() | english()
    unknown = {word: key for key in keys() for word in words(key) if word not in known}
    assert unknown == {}, "explain these words in docs/glossary.md"


def test_no_word_is_both_dutch_and_english():
    assert dutch() & english() == set()


def test_no_word_is_dead():
    used = {word for key in keys() for word in words(key)}
    assert english() - used == set()
    source = "\n".join(
        path.read_text() for law in settings.LAWS if "." not in law for path in sorted((ROOT / law).rglob("*.py"))
    )
    assert {word for word in dutch() - used if word not in source.lower()} == set()


def test_keys_are_plain_ascii():
    assert [key for key in keys() if unicodedata.normalize("NFKD", key) != key or not key.isascii()] == []
