"""A Dutch postal address as a form gives it. Pure."""

import re
from dataclasses import dataclass

POSTCODE = re.compile(r"([1-9][0-9]{3})\s*([A-Za-z]{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Every part may be unknown: a melding can be about somebody without a home."""

    street: str = ""
    house_number: int | None = None
    house_suffix: str = ""
    postcode: str = ""
    city: str = ""

    @property
    def line(self) -> str:
        """`Lindelaan 14 B`; empty without a street."""
        house = f"{self.house_number or ''} {self.house_suffix}".strip()
        return f"{self.street} {house}".strip() if self.street else ""


def parse_postcode(text: str) -> str:
    """Return `1234 AB` for any way of typing it; empty stays empty. Raises ValueError (Dutch)."""
    stripped = text.strip()
    if not stripped:
        return ""
    found = POSTCODE.fullmatch(stripped)
    if found is None or found[2].upper() in ("SA", "SD", "SS"):  # never issued
        raise ValueError("Een postcode is 4 cijfers en 2 letters, zoals 9712 AB.")
    return f"{found[1]} {found[2].upper()}"
