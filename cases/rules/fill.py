"""Texts with variables: "U krijgt {hulp} vanaf {begin}." A doubled brace is a brace; a value is never read again."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping

_PART = re.compile(r"\{\{|\}\}|\{([^{}\n]*)\}|[{}]")
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
MARKS = ("{{", "}}")


def faults(text: str, allowed: Collection[str]) -> tuple[str, ...]:
    """What keeps `text` from being filled, each a Dutch sentence that says what to do; empty: nothing."""
    found: list[str] = []
    for part in _PART.finditer(text):
        if part[0] in MARKS:
            continue
        if part[1] is None:
            found.append(_lonely(part, text))
        elif part[1].strip() not in allowed:
            found.append(_unknown(part[0], part[1].strip(), allowed))
    return tuple(dict.fromkeys(found))


def used(text: str) -> tuple[str, ...]:
    """The variables in `text`, each once."""
    return tuple(dict.fromkeys(part[1].strip() for part in _PART.finditer(text) if part[1] is not None))


def filled(text: str, value_of: Callable[[str], str]) -> str:
    """`text` with each variable replaced by what `value_of` says. A brace that belongs to nothing stays."""

    def written(part: re.Match[str]) -> str:
        return value_of(part[1].strip()) if part[1] is not None else part[0][0]

    return _PART.sub(written, text)


def opened(text: str, values: Mapping[str, str]) -> str:
    """`text` with the variables of `values` filled in, still a text with variables: to be edited on."""

    def written(part: re.Match[str]) -> str:
        value = values.get(part[1].strip()) if part[1] is not None else None
        return part[0] if value is None else value.replace("{", "{{").replace("}", "}}")

    return _PART.sub(written, text)


def pieces(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The paragraphs of `text` and the lists in it: ("", (paragraph,)) or ("-", (item, item)).

    A blank line ends a paragraph; lines that begin with "- " are a list.
    """
    for chunk in re.split(r"\n[ \t]*(?:\n[ \t]*)+", _BREAKS.sub("\n", text).strip()):
        run: list[str] = []
        bullet = False
        for line in chunk.split("\n"):
            if (is_item := line.lstrip().startswith("- ")) != bullet and run:
                yield _piece(run, bullet=bullet)
                run = []
            bullet = is_item
            run.append(line.lstrip()[2:].strip() if is_item else line)
        if any(line.strip() for line in run):
            yield _piece(run, bullet=bullet)


def _piece(run: list[str], *, bullet: bool) -> tuple[str, tuple[str, ...]]:
    return ("-", tuple(run)) if bullet else ("", ("\n".join(run),))


def _lonely(part: re.Match[str], text: str) -> str:
    around = " ".join(text[max(0, part.start() - 15) : part.end() + 15].split())
    other = "}" if part[0] == "{" else "{"
    return (
        f"Bij “{around}” staat een {part[0]} zonder {other}. Schrijf een invulveld als {{naam}}, "
        f"of zet {part[0]}{part[0]} als je het teken zelf bedoelt."
    )


def _unknown(shown: str, key: str, allowed: Collection[str]) -> str:
    if not allowed:
        return f"Haal {shown} weg: in deze tekst kan geen invulveld staan."
    known = ", ".join(f"{{{name}}}" for name in sorted(allowed))
    return f"{shown if key else '{}'} bestaat niet in deze tekst. Kies uit: {known}."
