"""How long a term is: an amount and a unit, as statutes write it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Unit(StrEnum):
    """The units in which statutes and norms express a term."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


DUTCH = {  # one, several
    Unit.HOURS: ("uur", "uur"),
    Unit.DAYS: ("dag", "dagen"),
    Unit.WORKING_DAYS: ("werkdag", "werkdagen"),
    Unit.WEEKS: ("week", "weken"),
    Unit.MONTHS: ("maand", "maanden"),
    Unit.YEARS: ("jaar", "jaar"),
}
WORDS = {
    **{word: unit for unit, pair in DUTCH.items() for word in pair},
    **{unit.value.replace("_", " "): unit for unit in Unit},
    **{unit.value.replace("_", " ").removesuffix("s"): unit for unit in Unit},
    "uren": Unit.HOURS,
    "jaren": Unit.YEARS,
}
SHAPE = re.compile(r"(\d{1,5})\s*([a-z][a-z _-]*)")


@dataclass(frozen=True, slots=True)
class Length:
    """An amount of one unit: `Length(6, Unit.WEEKS)`.

    Warnings also use zero and negative amounts; `parse` and `reckon` refuse what no term has.
    """

    amount: int
    unit: Unit

    @property
    def text(self) -> str:
        """The length in Dutch: "6 weken", "1 werkdag", "48 uur"."""
        one, several = DUTCH[self.unit]
        return f"{self.amount} {one if self.amount == 1 else several}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "6 weeks", "3 working days" or the Dutch "6 weken".

        Raises ValueError with a Dutch sentence that says what would be good.
        """
        found = SHAPE.fullmatch(text.strip().lower())
        unit = WORDS.get(re.sub(r"[ _-]+", " ", found[2]).strip()) if found else None
        if found is None or unit is None or int(found[1]) < 1:
            raise ValueError(
                f"“{text}” is geen lengte: schrijf een heel getal vanaf 1 en een eenheid, "
                "bijvoorbeeld “6 weeks”, “10 days”, “3 working days”, “1 month” of “48 hours”."
            )
        return cls(int(found[1]), unit)
