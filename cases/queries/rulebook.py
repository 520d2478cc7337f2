"""Every term and amount of the laws as rows: where it stands, how sure we are, what the lawyer said of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cases.contract import (
    ActLength,
    Amount,
    Certainty,
    Extend,
    LegalBasis,
    Length,
    LocalLength,
    Nature,
    Pause,
    Retention,
    Term,
    laws,
)
from cases.models import Confirmation, EquatedDay, LocalRule
from cases.models.rulebook import Verdict
from cases.queries.terms import calendar
from cases.rules.calendar import ClosedDay
from cases.rules.holidays import recognised

GENERAL = "algemeen"  # the tab of the terms that belong to no law of ours: Awb, AVG, message standards
RULE, STANDSTILL, LONGER, AMOUNT, OWN = "regel", "stilstand", "verlenging", "bedrag", "eigen regel"
KEPT = "bewaartermijn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule that can be confirmed: a term, a pause or an extension of one, an amount, a rule of the municipality.

    `length` is how long or how much, `still` whether it can stand still, both in Dutch; `still` is empty where no act
    makes the term stand still yet, and nothing forbids it. `parts` are what is confirmed apart from the term itself.
    """

    reference: str
    kind: str
    label: str
    basis: LegalBasis
    length: str
    length_note: str = ""
    still: str = ""
    nature: str = ""
    question: str = ""
    valid_until: date | None = None
    said: tuple[Confirmation, ...] = ()
    parts: "tuple[Rule, ...]" = ()
    term: Term | None = None
    local: LocalRule | None = None

    @property
    def asked(self) -> Confirmation | None:
        """The question that still waits for a lawyer."""
        return next((row for row in self.said if row.is_open), None)

    @property
    def answer(self) -> Confirmation | None:
        """The last word of a lawyer."""
        answered = [row for row in self.said if row.answered_at is not None]
        return max(answered, key=lambda row: (row.answered_at, row.pk), default=None)

    @property
    def confirmed(self) -> bool:
        return self.answer is not None and self.answer.verdict == Verdict.RIGHT

    @property
    def disputed(self) -> bool:
        return self.answer is not None and self.answer.verdict == Verdict.WRONG

    @property
    def sure(self) -> bool:
        """Whether a date that rests on this rule may stand in a letter."""
        return self.confirmed or (self.basis.confirmed and not self.disputed)

    @property
    def open(self) -> bool:
        """Whether a lawyer still has to say something about it."""
        return not self.sure or self.asked is not None

    @property
    def own(self) -> "tuple[Rule, ...]":
        """The rules of the municipality for this term, the newest first."""
        return tuple(part for part in self.parts if part.kind == OWN)

    @property
    def changes(self) -> "tuple[Rule, ...]":
        """What makes this term stand still or longer."""
        return tuple(part for part in self.parts if part.kind != OWN)

    @property
    def open_parts(self) -> "tuple[Rule, ...]":
        return tuple(part for part in self.parts if part.open)

    @property
    def version(self) -> int:
        return version_of(self.said)


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


def version_of(said: Iterable[Confirmation]) -> int:
    """How far the talk about one rule is: it grows with each question and each answer."""
    return sum(row.version for row in said)


def rulebook() -> dict[str, tuple[Rule, ...]]:
    """The rules by tab, in the order of the settings; two statements."""
    said: dict[str, list[Confirmation]] = {}
    rows = Confirmation.objects.select_related("asked_by", "asked_of", "answered_by").order_by("pk")
    for row in rows:
        said.setdefault(row.reference, []).append(row)
    local = list(LocalRule.objects.select_related("municipality", "added_by").order_by("-valid_from", "-pk"))
    found: dict[str, list[Rule]] = {key: [] for key in (*(law.key for law in laws), GENERAL)}
    for term in sorted(laws.terms(), key=lambda term: not (term.started_by or term.started_at_end_of)):
        found[_tab_of(term.key)].append(_term(term, said, local))  # what a case meets goes first
    for law in laws:
        found[law.key] += [_amount(amount, said) for amount in law.amounts]
    for period in {period.reference: period for law in laws for period in law.retentions}.values():
        found[_tab_of(period.key)].append(_kept(period, said))
    return {key: tuple(rules) for key, rules in found.items()}


def tabs(book: dict[str, tuple[Rule, ...]]) -> tuple[Tab, ...]:
    names = {law.key: law.short_name for law in laws} | {GENERAL: "Awb, AVG en berichten"}
    return tuple(
        Tab(key=key, label=names[key], count=len(rules), unconfirmed=sum(not row.sure for row in each(rules)))
        for key, rules in book.items()
    )


def each(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Every rule with its parts after it."""
    for rule in rules:
        yield rule
        yield from rule.parts


def waiting(book: dict[str, tuple[Rule, ...]]) -> tuple[Rule, ...]:
    """What the lawyers have to look at: the questions that were asked, the oldest first, then what nobody asked yet."""
    found = [rule for rules in book.values() for rule in each(rules) if rule.open]
    return tuple(sorted(found, key=lambda rule: (rule.asked is None, rule.asked.pk if rule.asked else 0)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A rule, the tab it stands under, and the term it is a part of (itself for a term)."""

    tab: str
    rule: Rule
    whole: Rule


def find(book: dict[str, tuple[Rule, ...]], reference: str) -> Found | None:
    """The rule with this reference, also where it is a part of another."""
    for tab, rules in book.items():
        for whole in rules:
            for rule in (whole, *whole.parts):
                if rule.reference == reference:
                    return Found(tab=tab, rule=rule, whole=whole)
    return None


def is_reference(reference: str) -> bool:
    """Whether this is a rule that can be confirmed."""
    return find(rulebook(), reference) is not None


def holidays(year: int) -> tuple[Holiday, ...]:
    """The days of a year that do not count, weekends left out; one statement more than the calendar's own."""
    added = {row.day: row for row in EquatedDay.objects.filter(day__year=year).select_related("added_by")}
    days = calendar()
    closed = {day: days.closed(day) for day in {*recognised(year), *(day for day in days.equated if day.year == year)}}
    return tuple(Holiday(closed=row, added=added.get(day)) for day, row in sorted(closed.items()) if row)


def _tab_of(key: str) -> str:
    law = key.partition(".")[0]
    return law if law in laws else GENERAL


Said = dict[str, list[Confirmation]]


def _term(term: Term, said: Said, local: list[LocalRule]) -> Rule:
    length, note = _length(term.length)
    own = [row for row in local if isinstance(term.length, LocalLength) and row.rule == term.length.rule]
    return Rule(
        reference=term.reference,
        kind=RULE,
        label=term.label,
        basis=term.basis,
        length=length,
        length_note=note,
        still=_still(term),
        nature="norm" if term.nature is Nature.NORM else "",
        question=term.question,
        valid_until=term.valid_until,
        said=tuple(said.get(term.reference, ())),
        parts=(*_changes(term, said), *(_own(row, term, said) for row in own)),
        term=term,
    )


def _changes(term: Term, said: Said) -> Iterator[Rule]:
    """The pauses and extensions of this text, also those that another law hangs on the same term of the Awb."""
    seen: set[str] = set()
    texts = [other for law in laws for other in law.terms() if other.reference == term.reference] or [term]
    for text in texts:
        changes: list[tuple[str, Pause | Extend, str]] = [(STANDSTILL, row, "") for row in text.pauses]
        changes += [(LONGER, row, _length(row.length)[0]) for row in text.extensions]
        for kind, row, length in changes:
            reference = term.part(row.by)
            if reference not in seen:
                seen.add(reference)
                label = f"{term.label}: {row.reason[:1].lower()}{row.reason[1:]}"
                words = tuple(said.get(reference, ()))
                yield Rule(reference=reference, kind=kind, label=label, basis=row.basis, length=length, said=words)


def _own(row: LocalRule, term: Term, said: Said) -> Rule:
    basis = LegalBasis(
        text=row.source, url="", checked_on=row.valid_from, certainty=Certainty.ENTERED, valid_from=row.valid_from
    )
    return Rule(
        reference=row.reference,
        kind=OWN,
        label=f"{term.label}: eigen regel van {row.municipality.name}",
        basis=basis,
        length=row.length.text,
        said=tuple(said.get(row.reference, ())),
        local=row,
    )


def _amount(amount: Amount, said: Said) -> Rule:
    value = amount.value.replace(".", ",")
    return Rule(
        reference=amount.reference,
        kind=AMOUNT,
        label=amount.label,
        basis=amount.basis,
        length=f"€ {value}" if amount.unit == "euro" else f"{value} {amount.unit}",
        length_note=" ".join(amount.notes),
        valid_until=amount.valid_until,
        said=tuple(said.get(amount.reference, ())),
    )


def _kept(row: Retention, said: Said) -> Rule:
    return Rule(
        reference=row.reference,
        kind=KEPT,
        label=f"Bewaren: {row.label[:1].lower()}{row.label[1:]}",
        basis=row.basis,
        length=row.text,
        question=row.question,
        valid_until=row.valid_until,
        said=tuple(said.get(row.reference, ())),
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
