"""How well a person fits what somebody tells us on the phone: name, birth date, address. Pure."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import IntEnum

from .names import Name, normalise
from .partial_date import PartialDate

PREFIXES = frozenset(
    {
        "al", "d", "da", "dal", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du", "el", "het", "in",
        "la", "las", "le", "los", "of", "onder", "op", "over", "s", "t", "te", "ten", "ter", "tot", "uijt", "uit",
        "van", "vom", "von", "voor", "zu", "zum", "zur",
    }
)  # fmt: skip
UNKNOWN_DATE = PartialDate()
ALIKE = 0.8  # of 1: one letter in a surname of five or more


class Fit(IntEnum):
    """The better, the higher."""

    ADDRESS = 1
    NAME = 2
    BIRTH = 3
    HOME = 4
    SPELLING = 5
    SWAPPED = 6
    EXACT = 7


LABELS = {
    Fit.EXACT: "past precies",
    Fit.SWAPPED: "lijkt op: dag en maand omgewisseld",
    Fit.SPELLING: "lijkt op: naam anders geschreven",
    Fit.HOME: "zelfde achternaam en adres",
    Fit.BIRTH: "zelfde geboortedatum",
    Fit.NAME: "zelfde achternaam",
    Fit.ADDRESS: "zelfde adres",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What was typed; what is unknown is empty."""

    surname: str = ""
    birth: PartialDate = UNKNOWN_DATE
    postcode: str = ""
    house_number: int | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The surname normalised: as typed, and without the voorvoegsel by which no list sorts."""
        words = normalise(self.surname).split()
        bare = list(words)
        while len(bare) > 1 and bare[0] in PREFIXES:
            del bare[0]
        return tuple(dict.fromkeys(key for key in (" ".join(words), " ".join(bare)) if key))

    @property
    def swapped(self) -> PartialDate | None:
        """The birth date with day and month exchanged, if that is another date that exists."""
        day, month = self.birth.day, self.birth.month
        if day is None or month is None or day == month:
            return None
        try:
            return PartialDate(self.birth.year, day, month)
        except ValueError:
            return None


def fit(wanted: Wanted, name: Name, birth: PartialDate, *, same_address: bool) -> Fit | None:
    """Say how a person fits what was typed; None if only chance brought them up."""
    keys = wanted.keys
    surnames = [normalise(part) for part in (name.family, f"{name.prefix} {name.family}", name.partner) if part]
    named = any(surname.startswith(key) for key in keys for surname in surnames)
    alike = any(SequenceMatcher(None, key, surname).ratio() >= ALIKE for key in keys for surname in surnames)
    dated = birth.year is not None and birth == wanted.birth
    same_year = None in (birth.year, wanted.birth.year) or birth.year == wanted.birth.year
    rules = (
        (Fit.EXACT, named and dated),
        (Fit.SWAPPED, (named or alike) and birth == wanted.swapped),
        (Fit.SPELLING, alike and dated),
        (Fit.HOME, named and same_address),
        (Fit.BIRTH, dated and not keys),
        (Fit.NAME, named and same_year),
        (Fit.ADDRESS, same_address),
    )
    return next((kind for kind, holds in rules if holds), None)
