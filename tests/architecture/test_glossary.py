"""One word per concept: every word in a law's keys stands in docs/glossary.md, and no word there is dead."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

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
    yield from (term.key for term in laws.terms() if not term.key.startswith("toylaw."))


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
