"""How the letters of a municipality look: colours and a logo. Without one, those of the product."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Colours are "#rrggbb"; `logo` is the file as `rules.logo` made it, `logo_kind` "png", "svg" or "" for none."""

    accent: str = "#0b5563"
    ink: str = "#1b2428"
    logo: bytes = b""
    logo_kind: str = ""
    logo_alt: str = ""


PLAIN = Look()
