"""A kind of letter: what the law fixes in it, the texts a municipality makes its own, and what these may name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cases.contract.errors import ContractError
from cases.rules.addressees import Matter
from cases.rules.calendar import local_day
from cases.rules.fill import faults
from cases.rules.wording import full_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cases.models import Case
    from cases.models import Letter as LetterModel
    from cases.typesetting.content import LetterContent


class Sort(StrEnum):
    """What a variable holds, and so how it is written."""

    LINE = "line"  # words on one line
    PROSE = "prose"  # text a colleague wrote, of any length: an editor shows the text itself, not the variable
    DAY = "day"  # "maandag 14 december 2026"
    NUMBER = "number"  # "2,5"
    MONEY = "money"  # "€ 12,50"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A place in a text that the case fills in: `{key}`. `example` is a written value, for who looks without a case."""

    key: str
    label: str
    example: str
    sort: Sort = Sort.LINE

    def written(self, value: object) -> str:
        """The value as a letter says it; "" for None. Raises ContractError for a value of another sort."""
        match self.sort, value:
            case _, None:
                return ""
            case Sort.LINE, str():
                return " ".join(value.split())
            case Sort.PROSE, str():
                return value.strip()
            case Sort.DAY, date():
                return full_date(local_day(value) if isinstance(value, datetime) else value)
            case Sort.NUMBER, int() | Decimal() if not isinstance(value, bool):
                return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else str(value)
            case Sort.MONEY, int() | Decimal() if not isinstance(value, bool):
                whole, _, cents = f"{value:,.2f}".partition(".")
                return f"€ {whole.replace(',', '.')},{cents}"
            case _:
                raise ContractError(f"Het invulveld {self.key!r} is {self.sort}, maar kreeg {type(value).__name__}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSlot:
    """A named place in a letter. `text` stands there until a municipality, or a colleague for one case, writes another.

    `compose` puts it in with `facts.slot(key)`; what it adds around it is the law's own and can't be removed.
    """

    key: str
    label: str  # Dutch, above the text: "Waarom"
    text: str = ""
    variables: frozenset[str] = frozenset()  # which of the letter's it may use
    hint: str = ""  # Dutch: what belongs here
    required: bool = False  # the letter can't go out with this place empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A kind of letter. `compose` gives the content from the case; the core typesets, freezes and sends it."""

    key: str
    label: str
    compose: "Callable[[Case, LetterModel], LetterContent]"
    permission: str
    clock: str = "geen"  # Dutch: what sending does to a term
    matter: Matter = Matter.CARE  # who acts in money gets a letter about money only
    slots: tuple[TextSlot, ...] = ()
    variables: tuple[Variable, ...] = ()
    values: "Callable[[Case, LetterModel], Mapping[str, object]] | None" = None  # one value for each variable
    outsider: bool = (
        False  # to somebody else than the resident (a provider): `compose` names who, and nobody else gets it
    )
    withdrawn: str = ""  # Dutch: what to do after withdrawing it, because that undoes nothing by itself

    def slot(self, key: str) -> TextSlot:
        return next(slot for slot in self.slots if slot.key == key)

    def written(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Every variable with its value as the letter says it."""
        return {variable.key: variable.written(values[variable.key]) for variable in self.variables}


def letter_problems(law: str, letter: Letter) -> "Iterator[str]":
    """What can't be true of the texts of a letter, each in one sentence."""
    name = f"{law}: de brief {letter.key!r}"
    for what, keys in (("tekst", [s.key for s in letter.slots]), ("invulveld", [v.key for v in letter.variables])):
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield f"{name} heeft {what} {key!r} twee keer."
    known = {variable.key for variable in letter.variables}
    if known and letter.values is None:
        yield f"{name} heeft invulvelden, maar niets dat ze vult."
    for slot in letter.slots:
        for key in sorted(slot.variables - known):
            yield f"{name}: de tekst {slot.key!r} noemt het onbekende invulveld {key!r}."
        if faults(slot.text, slot.variables):
            yield f"{name}: de tekst {slot.key!r} kan niet ingevuld worden."
        if slot.required and not slot.text.strip():
            yield f"{name}: de tekst {slot.key!r} is verplicht en heeft geen begin."
