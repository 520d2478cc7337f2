"""Every term and amount of the laws as rows: where it stands, how sure we are, who confirmed it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cases.contract import (
    ActLength,
    Amount,
    LegalBasis,
    Length,
    LocalLength,
    Nature,
    Term,
    laws,
)
from cases.models import Confirmation, EquatedDay
from cases.queries.terms import calendar
from cases.rules.calendar import ClosedDay
from cases.rules.holidays import recognised

GENERAL = "algemeen"  # the tab of the terms that belong to no law of ours: Awb, AVG, message standards


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule. `length` is how long or how much, `still` whether it can stand still, both in Dutch.

    `still` is empty where no act makes the term stand still yet, and nothing forbids it.
    """

    reference: str
    label: str
    basis: LegalBasis
    length: str
    length_note: str
    still: str
    nature: str
    valid_until: date | None
    confirmation: Confirmation | None

    @property
    def open(self) -> bool:
        """Whether a lawyer of the municipality still has to confirm it."""
        return not self.basis.confirmed and self.confirmation is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    key: str
    label: str
    count: int
    unconfirmed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    closed: ClosedDay
    added: EquatedDay | None


def rulebook() -> dict[str, tuple[Rule, ...]]:
    """The rules by tab, in the order of the settings; one statement."""
    confirmed = {row.reference: row for row in Confirmation.objects.all()}
    found: dict[str, list[Rule]] = {key: [] for key in (*(law.key for law in laws), GENERAL)}
    for term in laws.terms():
        found[_tab_of(term.key)].append(_term(term, confirmed.get(term.reference)))
    for law in laws:
        found[law.key] += [_amount(amount, confirmed.get(reference_of(amount))) for amount in law.amounts]
    return {key: tuple(rules) for key, rules in found.items()}


def tabs(book: dict[str, tuple[Rule, ...]]) -> tuple[Tab, ...]:
    names = {law.key: law.short_name for law in laws} | {GENERAL: "Awb, AVG en berichten"}
    return tuple(
        Tab(key=key, label=names[key], count=len(rules), unconfirmed=sum(rule.open for rule in rules))
        for key, rules in book.items()
    )


def references() -> Iterator[str]:
    """Every rule that can be confirmed."""
    yield from (term.reference for term in laws.terms())
    yield from (reference_of(amount) for law in laws for amount in law.amounts)


def reference_of(amount: Amount) -> str:
    return f"{amount.key}@{amount.basis.valid_from.isoformat()}"


def holidays(year: int) -> tuple[Holiday, ...]:
    """The days of a year that do not count, weekends left out; one statement more than the calendar's own."""
    added = {row.day: row for row in EquatedDay.objects.filter(day__year=year).select_related("added_by")}
    days = calendar()
    closed = {day: row for day, row in days.equated.items() if day.year == year} | recognised(year)
    return tuple(Holiday(closed=closed[day], added=added.get(day)) for day in sorted(closed))


def _tab_of(key: str) -> str:
    law = key.partition(".")[0]
    return law if law in laws else GENERAL


def _term(term: Term, confirmation: Confirmation | None) -> Rule:
    length, note = _length(term.length)
    return Rule(
        reference=term.reference,
        label=term.label,
        basis=term.basis,
        length=length,
        length_note=note,
        still=_still(term),
        nature="norm" if term.nature is Nature.NORM else "",
        valid_until=term.valid_until,
        confirmation=confirmation,
    )


def _amount(amount: Amount, confirmation: Confirmation | None) -> Rule:
    value = amount.value.replace(".", ",")
    return Rule(
        reference=reference_of(amount),
        label=amount.label,
        basis=amount.basis,
        length=f"€ {value}" if amount.unit == "euro" else f"{value} {amount.unit}",
        length_note=" ".join(amount.notes),
        still="",
        nature="",
        valid_until=amount.valid_until,
        confirmation=confirmation,
    )


def _length(length: Length | LocalLength | ActLength) -> tuple[str, str]:
    match length:
        case Length():
            return length.text, ""
        case LocalLength(maximum=None):
            return length.default.text, "de gemeente mag dit anders bepalen"
        case LocalLength():
            assert length.maximum is not None
            return length.default.text, f"de gemeente bepaalt dit, hoogstens {length.maximum.text}"
        case ActLength():
            return "per zaak bepaald", f"vaak {length.suggestion.text}" if length.suggestion else ""


def _still(term: Term) -> str:
    if term.pauses:
        return "ja, " + " en ".join(sorted({pause.basis.text for pause in term.pauses}))
    return "nooit" if term.never_stands_still else ""
