"""The type of the letters, and what to do with a character it lacks.

Source Sans 3 with Kurinto Sans behind it for every other script, from the package weblate-fonts; the resident's own
words in Libertinus Serif, which typst carries. Fonts of the machine are never used: a letter must look the same, and
have the same bytes, wherever it is set.
"""

import re
from functools import cache
from pathlib import Path
from unicodedata import category, normalize

import typst
import weblate_fonts
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # the package declares no types

_FILES = Path(weblate_fonts.__file__).parent / "static" / "weblate_fonts"
_FOLDERS = (_FILES / "source-sans" / "ttf", _FILES / "kurinto" / "ttf")

# Directions that a text could impose on what follows it, invisible tags, and marks PDF/UA forbids.
_DROPPED = re.compile(r"[\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]")
_SPACES = re.compile(r"[\u2028\u2029\x0b\x0c\x85]|\r\n?")
# What glues an emoji to the next one or changes its colour: worthless without the emoji itself.
_EMOJI_GLUE = "\u200d\ufe0e\ufe0f\u20e3\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"


@cache
def book() -> typst.Fonts:
    """Return the fonts, read once per process."""
    return typst.Fonts(include_system_fonts=False, font_paths=list(_FOLDERS))


def printable(text: str) -> str:
    """Return `text` as the fonts can set it.

    A picture they lack becomes "[emoji]" (a family of four is one), any other character they lack "�", so that the
    reader sees that something stood there. Control characters vanish; every kind of line end becomes a newline.
    """
    text = _DROPPED.sub("", _SPACES.sub("\n", normalize("NFC", text)))
    return re.sub(f"[{_EMOJI_GLUE}]*{_lacking()}(?:[{_EMOJI_GLUE}]|{_lacking()})*", _stand_in, text)


def unprintable(text: str) -> tuple[str, ...]:
    """Return the visible characters of `text` that the letter will replace, each once, to warn who writes it."""
    found = re.findall(_lacking(), normalize("NFC", text))
    return tuple(dict.fromkeys(character for character in found if category(character) not in {"Cc", "Cf"}))


def _stand_in(run: re.Match[str]) -> str:
    kinds = {category(character) for character in run[0] if character not in _EMOJI_GLUE}
    if kinds <= {"Cc", "Cf"}:
        return ""
    return "[emoji]" if "So" in kinds else "\ufffd"


@cache
def _lacking() -> str:
    """Return the pattern of one character that no font has, or that PDF/A forbids: private use."""
    had: set[int] = {ord("\n"), ord("\t")}
    for file in sorted(file for folder in _FOLDERS for file in folder.glob("*-R*g*.ttf")):
        with TTFont(file, lazy=True) as font:
            had |= {code for code in font.getBestCmap() if category(chr(code)) not in {"Co", "Cs", "Cc", "Cn"}}
    return f"[^{_ranges(sorted(had))}]"


def _ranges(codes: list[int]) -> str:
    """Write sorted code points as the inside of a character class."""
    spans: list[list[int]] = []
    for code in codes:
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in spans)
