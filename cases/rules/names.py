"""Dutch names: voorvoegsel, naamgebruik, initials, how a name is shown, sorted and searched. Pure text.

A voorvoegsel is shown as the BRP recorded it after a given name or initials ("Jan de Groot", "Jan De Meester")
and with a capital where the surname stands alone ("De Groot", "mevrouw Van den Berg"); `'t` and `'s` never get one.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

UNKNOWN = "Naam onbekend"
NO_SURNAME = "."  # how the BRP records that there is no surname
# Letters that Unicode does not split in a base letter and an accent.
PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ł": "l", "ĸ": "k", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ŧ": "t"}
)
KEY_LENGTH = 600  # characters of a search or sort column; the longest BRP names together stay far below it


class NameUse(StrEnum):
    """Aanduiding naamgebruik: which surname a person wants to be called by (BW 1:9)."""

    OWN = "E"
    PARTNER = "P"
    PARTNER_FIRST = "V"
    OWN_FIRST = "N"


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What the register holds; every part may be empty."""

    given: str = ""
    prefix: str = ""
    family: str = ""
    partner_prefix: str = ""
    partner: str = ""
    use: NameUse = NameUse.OWN

    @property
    def surnames(self) -> tuple[tuple[str, str], ...]:
        """(voorvoegsel, surname) pairs in the order of use."""
        own = (self.prefix, "" if self.family == NO_SURNAME else self.family)
        partner = (self.partner_prefix, self.partner)
        order = {
            NameUse.OWN: (own,),
            NameUse.PARTNER: (partner,),
            NameUse.PARTNER_FIRST: (partner, own),
            NameUse.OWN_FIRST: (own, partner),
        }[self.use]
        return tuple(pair for pair in order if pair[1]) or ((own,) if own[1] else ())

    @property
    def surname(self) -> str:
        """The surname as it follows a given name: `de Groot`, `Postma – Bakker`."""
        return " – ".join(_join(*pair) for pair in self.surnames)

    @property
    def surname_alone(self) -> str:
        """The surname where no given name or initial precedes it: `De Groot`."""
        return capitalise_prefix(self.surname) if self.surnames and self.surnames[0][0] else self.surname

    @property
    def display(self) -> str:
        """`Geertje Postma – Bakker`, `Jan de Groot`, `De Groot`."""
        return _join(self.given, self.surname) if self.given else self.surname_alone or UNKNOWN

    @property
    def initials(self) -> str:
        """`J.W.` for Jan-Willem; the digraph IJ is one letter."""
        parts = (part.lstrip("'’`") for part in re.split(r"[\s-]+", self.given))
        return "".join(f"{part[:2] if part.startswith('IJ') else part[0].upper()}." for part in parts if part)

    def formal(self, sex: str) -> str:
        """As an addressee: `Mevrouw S. El Amrani`, `De heer H. van den Heuvel`; no title if the sex is unknown."""
        title = {"V": "Mevrouw", "M": "De heer"}.get(sex, "")
        name = _join(self.initials, self.surname) if self.initials and self.surname else self.display
        return _join(title, name)

    def salutation(self, sex: str) -> str:
        """`Geachte mevrouw El Amrani`; without a known sex the name itself, never a guess."""
        title = {"V": "mevrouw", "M": "heer"}.get(sex, "")
        if not (title and self.surname):
            return f"Geachte {self.formal('')}"
        return f"Geachte {title} {self.surname_alone}"

    def spoken(self, sex: str) -> str:
        """In a sentence: `mevrouw Van Leeuwen`, `meneer Postma`."""
        title = {"V": "mevrouw", "M": "meneer"}.get(sex, "")
        return f"{title} {self.surname_alone}" if title and self.surname else self.display

    @property
    def sort_key(self) -> str:
        """Order of a Dutch list: surname without voorvoegsel, then given names, then voorvoegsel."""
        surnames = " ".join(surname for _, surname in self.surnames)
        prefixes = " ".join(prefix for prefix, _ in self.surnames)
        return ", ".join(normalise(part) for part in (surnames, self.given, prefixes)).rstrip(", ")[:KEY_LENGTH]

    @property
    def search_key(self) -> str:
        """All words that a colleague may type, normalised: own and partner's name, whatever the naamgebruik."""
        return normalise(f"{self.given} {self.prefix} {self.family} {self.partner_prefix} {self.partner}")


def normalise(text: str) -> str:
    """Return lower case without accents or punctuation, single spaces: the one form for search and sort columns.

    Made in Python: PostgreSQL's unaccent is not immutable, so it cannot stand in an index.
    """
    # Twice: taking a sign such as ℡ apart gives capitals, and folding those can give accents.
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().translate(PLAIN_LETTERS))
    letters = "".join(char for char in folded if not unicodedata.combining(char))
    words = re.sub(r"[^\w\s]|_", " ", re.sub(r"['’`´.·]", "", letters)).split()
    return " ".join(words)[:KEY_LENGTH].rstrip()


def capitalise_prefix(surname: str) -> str:
    """Give the first letter a capital, but leave `'t Hart` and `'s Gravesande` as they are."""
    return surname[:1].upper() + surname[1:]


def family_label(surnames: list[str]) -> str:
    """Name a household after its adults: `El Amrani – De Wit`; each surname once, in the given order."""
    return " – ".join(dict.fromkeys(name for name in surnames if name)) or UNKNOWN


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)
