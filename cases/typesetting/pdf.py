"""Set a letter as one PDF that declares PDF/A-2a (it can be kept) and PDF/UA-1 (everyone can read it).

Declared by typst, which refuses to write what it can see does not conform; not validated with veraPDF (ADR 0007).
"""

import json
from datetime import UTC, datetime, time
from pathlib import Path

import typst

from cases.typesetting.content import LetterContent
from cases.typesetting.fonts import book
from cases.typesetting.look import PLAIN, Look
from cases.typesetting.view import template_data

TEMPLATE = Path(__file__).with_name("letter.typ")


class TypesettingError(Exception):
    """The letter could not be set. Says so in Dutch; never holds text of the letter."""


def typeset(content: LetterContent, look: Look = PLAIN) -> bytes:
    """Return the PDF. Equal content in an equal look gives equal bytes: it was made at the start of the letter's day.

    Text reaches typst as data, so nothing in it is read as markup. Raises TypesettingError.
    """
    data = template_data(content) | {
        "look": {
            "accent": look.accent,
            "ink": look.ink,
            "logo": list(look.logo),  # typst takes no other files than texts
            "logo_kind": look.logo_kind,
            "logo_alt": look.logo_alt,
        }
    }
    if not data["title"]:
        raise TypesettingError("De brief heeft geen titel. Vul de titel in: zonder titel is de pdf niet toegankelijk.")
    try:
        return typst.compile(
            TEMPLATE.read_bytes(),
            sys_inputs={"letter": json.dumps(data)},
            font_paths=book(),
            ignore_system_fonts=True,
            pdf_standards=["a-2a", "ua-1"],
            timestamp=datetime.combine(content.date, time(), tzinfo=UTC),
        )
    except typst.TypstError:
        # The message of typst quotes the text it stumbled on, so it goes into no log.
        raise TypesettingError(
            "De brief kan niet als pdf gemaakt worden. Kijk of er vreemde tekens in de tekst staan en haal ze weg."
        ) from None
