"""Gezag over a minor, as the BRP records it (category 11, indicatie gezag minderjarige). Pure.

What the register does not say is never filled in: no code means that somebody has to look it up.
"""

UNKNOWN = "gezag niet bekend, kijk het na"
WORDS = {
    "1": "gezag: ouder 1",
    "2": "gezag: ouder 2",
    "12": "gezag: beide ouders",
    "D": "gezag: een voogd",
    "1D": "gezag: ouder 1 en een ander",
    "2D": "gezag: ouder 2 en een ander",
}
ADULT = 18


def gezag_text(code: str, youngest: int | None) -> str:
    """`gezag: beide ouders`; empty for who is 18 or older, or has no birth year."""
    if youngest is None or youngest >= ADULT:
        return ""
    return WORDS.get(code, UNKNOWN)
