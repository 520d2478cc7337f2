"""Read one row of a BRP file: what it says about a person, or why it can't come in. Pure; trusts no type.

Sentences name fields, never the number or the name that stands in them: they end in a report.
"""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from .bsn import parse_bsn
from .names import Name
from .partial_date import PartialDate

T = TypeVar("T")


class Reason(StrEnum):
    """Why something in a file was refused."""

    FORM = "vorm"
    BSN = "bsn"
    TWICE = "bsn-dubbel"
    DATE = "datum"
    ADDRESS = "adres"
    RELATIVE = "familielid"
    CHANGED = "ander-persoon"
    DATABASE = "database"


@dataclass(frozen=True, slots=True)
class Problem:
    """What was refused: the rows (1-based), why, and whether the persons of those rows came in all the same."""

    rows: tuple[int, ...]
    reason: Reason
    text: str
    came_in: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeFacts:
    """A partner, parent or child as a row names them. Nothing personal shows in a repr."""

    kind: str  # partner, parent, child
    name: Name = field(repr=False)
    birth: PartialDate = field(repr=False)
    bsn: str | None = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFacts:
    """What one row says. Nothing personal shows in a repr."""

    row: int
    bsn: str = field(repr=False)
    name: Name = field(repr=False)
    birth: PartialDate = field(repr=False)
    died: PartialDate | None = field(repr=False)  # a date without parts: died, day unknown
    sex: str = field(repr=False)
    gezag: str = field(repr=False)
    address_secret: bool = field(repr=False)
    municipality: str = field(repr=False)
    address: str = field(repr=False)
    relatives: tuple[RelativeFacts, ...] = field(repr=False)


class RowError(Exception):
    """A field that can't be used: a reason and a Dutch sentence."""

    def __init__(self, reason: Reason, text: str) -> None:
        super().__init__(text)
        self.reason = reason


UNKNOWN_MUNICIPALITY = "0000"  # BRP table 33: onbekend
KINDS = {"partners": "partner", "ouders": "parent", "kinderen": "child"}


def read_row(number: int, raw: object, today: date) -> tuple[PersonFacts | None, list[Problem]]:
    """Read row `number`: the facts with remarks on relatives, or None with every reason why not."""
    if not isinstance(raw, Mapping):
        return None, [Problem((number,), Reason.FORM, "Deze rij is geen persoon: er staan geen velden in.")]
    problems: list[Problem] = []

    def take(read: Callable[[], T]) -> T | None:
        try:
            return read()
        except RowError as error:
            problems.append(Problem((number,), error.reason, str(error)))
            return None

    bsn, name, life = take(lambda: _bsn(raw)), take(lambda: _name(raw)), take(lambda: _life(raw, today))
    sex, gezag = take(lambda: _sex(raw)), take(lambda: _text(_object(raw, "gezag"), "indicatieGezagMinderjarige", 3))
    secret, home = take(lambda: _secret(raw)), take(lambda: _home(raw))
    family = take(lambda: [_relative(kind, entry, bsn) for kind, entry in _entries(raw)])
    if name is not None and not (name.given or name.family):
        problems.append(Problem((number,), Reason.FORM, "Er staat geen naam."))
    if None in (bsn, name, life, sex, gezag, secret, home, family) or problems:
        return None, problems
    assert bsn is not None and name is not None and life is not None and sex is not None  # noqa: PT018
    assert gezag is not None and secret is not None and home is not None and family is not None  # noqa: PT018
    person = PersonFacts(
        row=number,
        bsn=bsn,
        name=name,
        birth=life[0],
        died=life[1],
        sex=sex,
        gezag=gezag,
        address_secret=secret,
        municipality=home[0],
        address=home[1],
        relatives=tuple(relative for relative, _ in family if relative is not None),
    )
    return person, [Problem((number,), Reason.RELATIVE, remark, came_in=True) for _, remark in family if remark]


def _object(raw: Mapping[str, object], key: str) -> Mapping[str, object]:
    """Return the object under `key`; an absent or null one is empty."""
    value = raw.get(key)
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise RowError(Reason.FORM, f"Het veld “{key}” heeft niet de vorm die wij verwachten.")
    return value


def _text(raw: Mapping[str, object], key: str, longest: int) -> str:
    """Return the text under `key` without outer spaces; an absent or null one is empty."""
    value = raw.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RowError(Reason.FORM, f"In het veld “{key}” staat geen tekst.")
    # Control characters and lone surrogates are JSON, but no database stores them as text.
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in value):
        raise RowError(Reason.FORM, f"In het veld “{key}” staat een teken dat niet kan.")
    if len(value.strip()) > longest:
        raise RowError(Reason.FORM, f"Het veld “{key}” is langer dan {longest} tekens.")
    return value.strip()


def _bsn(raw: Mapping[str, object]) -> str:
    value = raw.get("burgerservicenummer")
    if value is None or value == "":
        raise RowError(Reason.BSN, "Er staat geen BSN.")
    if not isinstance(value, str):
        raise RowError(Reason.BSN, "Het BSN is geen tekst van 9 cijfers.")
    try:
        return parse_bsn(value)
    except ValueError as error:
        raise RowError(Reason.BSN, str(error).removesuffix(" Kijk het nummer na.")) from error


def _name(raw: Mapping[str, object]) -> Name:
    name = _object(raw, "naam")
    given, family = _text(name, "voornamen", 200), _text(name, "geslachtsnaam", 200)
    return Name(given=given, prefix=_text(name, "voorvoegsel", 20), family=family)


def _date(raw: Mapping[str, object], key: str, what: str) -> PartialDate:
    value = _object(raw, key).get("datum")
    if value is None:
        return PartialDate()
    try:
        return PartialDate.parse(value if isinstance(value, str) else "")
    except ValueError as error:
        raise RowError(Reason.DATE, f"De {what} bestaat niet.") from error


def _life(raw: Mapping[str, object], today: date) -> tuple[PartialDate, PartialDate | None]:
    """Return birth, and death for the deceased; neither lies in the future, and death is not before birth."""
    birth = _date(raw, "geboorte", "geboortedatum")
    died = None if raw.get("overlijden") is None else _date(raw, "overlijden", "overlijdensdatum")
    if birth.earliest and birth.earliest > today:
        raise RowError(Reason.DATE, "De geboortedatum ligt in de toekomst.")
    if died and died.earliest and died.earliest > today:
        raise RowError(Reason.DATE, "De overlijdensdatum ligt in de toekomst.")
    if died and died.latest and birth.earliest and died.latest < birth.earliest:
        raise RowError(Reason.DATE, "De overlijdensdatum ligt eerder dan de geboortedatum.")
    return birth, died


def _sex(raw: Mapping[str, object]) -> str:
    code = _text(_object(raw, "geslacht"), "code", 1)
    if code not in ("", "M", "V", "O"):
        raise RowError(Reason.FORM, "Het geslacht is geen M, V of O.")
    return code


def _secret(raw: Mapping[str, object]) -> bool:
    """Say whether the address is secret (Wet BRP art. 2.59). Anything that isn't plainly "no" keeps it secret."""
    return raw.get("geheimhoudingPersoonsgegevens") not in (None, False)


def _home(raw: Mapping[str, object]) -> tuple[str, str]:
    """Return (gemeentecode, adresIdentificatie)."""
    home = _object(raw, "verblijfplaats")
    municipality = _text(home, "gemeentecode", 4) or UNKNOWN_MUNICIPALITY
    if not (municipality.isascii() and municipality.isdigit() and len(municipality) == len(UNKNOWN_MUNICIPALITY)):
        raise RowError(Reason.FORM, "De gemeentecode heeft geen 4 cijfers.")
    return municipality, _text(home, "adresIdentificatie", 40)


def _entries(raw: Mapping[str, object]) -> list[tuple[str, Mapping[str, object]]]:
    """Return (kind, object) for all relatives; entries that say nothing are left out."""
    found: list[tuple[str, Mapping[str, object]]] = []
    for key, kind in KINDS.items():
        entries = raw.get(key)
        if entries is None:
            continue
        if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
            raise RowError(Reason.FORM, f"Het veld “{key}” is geen lijst van personen.")
        found += [(kind, entry) for entry in entries if entry]
    return found


def _relative(kind: str, entry: Mapping[str, object], own_bsn: str | None) -> tuple[RelativeFacts | None, str]:
    """Read one relative; what is wrong with it costs only that, and comes back as a remark."""
    remark = ""
    name = _name(entry)
    try:
        birth = _date(entry, "geboorte", "geboortedatum van een familielid")
    except RowError as error:
        birth, remark = PartialDate(), f"{error} Het familielid is ingelezen zonder datum."
    try:
        bsn = None if entry.get("burgerservicenummer") in (None, "") else _bsn(entry)
    except RowError:
        bsn, remark = (
            None,
            "Het BSN van een familielid voldoet niet aan de 11-proef. Het familielid is alleen een naam.",
        )
    if bsn is not None and bsn == own_bsn:
        bsn, remark = None, "Een familielid heeft het BSN van de persoon zelf. Het familielid is alleen een naam."
    if not (name.given or name.family):
        return None, remark
    return RelativeFacts(kind=kind, name=name, birth=birth, bsn=bsn), remark
