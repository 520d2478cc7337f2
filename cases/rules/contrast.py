"""Whether a colour can be read: the contrast of WCAG 2.2 (1.4.3). Pure."""

import re

ENOUGH = 4.5  # AA for ordinary text
_HEX = re.compile(r"#[0-9a-f]{6}")


def colour(text: str) -> str | None:
    """`#0b5563` out of what people write ("0B5563 "); None for what is no colour."""
    found = text.strip().lower()
    found = found if found.startswith("#") else f"#{found}"
    return found if _HEX.fullmatch(found) else None


def contrast(one: str, other: str = "#ffffff") -> float:
    """From 1 (the same) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(hexadecimal: str) -> float:
    red, green, blue = (int(hexadecimal[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - of sRGB
