"""The terms of a law as a table with a reckoned example, and what the table has no room for."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from cases.contract import (
    ActLength,
    Direction,
    LegalBasis,
    Length,
    LocalLength,
    Nature,
    Term,
    Unit,
    laws,
    short_date,
)
from cases.queries.terms import facts_from
from cases.rules.calendar import AMSTERDAM, SHIPPED
from cases.rules.deadlines import Roll, reckon
from cases.rules.wording import short_moment

EXAMPLE = date(2026, 11, 20)  # a Friday: what is counted in weeks and months meets weekends and Christmas
NATURE = {
    Nature.STATUTE: "wettelijke termijn",
    Nature.NORM: "norm, geen wettelijke termijn",
    Nature.WINDOW: "tijd van een ander: niemand is te laat",
}
HEAD = (
    "| Termijn | Lengte | Artikel | Soort | Begint | Is gehaald bij | Voorbeeld: uiterlijk |",
    "|---|---|---|---|---|---|---|",
)


def article(basis: LegalBasis) -> str:
    """An article as a link to the version that was read, with its mark."""
    text = f"[{basis.text}]({basis.url})" if basis.url else basis.text
    return text if basis.confirmed else f"{text} ⚠"


def term_table(terms: Iterable[Term], steps: Mapping[str, str]) -> Iterator[str]:
    """One row for each text of each term; `steps` gives the label of a step by its key."""
    yield from HEAD
    for term in terms:
        cells = (
            f"**{term.label}** `{term.key}`",
            length_of(term),
            f"{article(term.basis)}, {_period(term)}",
            NATURE[term.nature],
            _start(term, steps),
            _list(term.met_by, steps) + (", begint dan opnieuw" if term.repeats else ""),
            example_of(term),
        )
        yield f"| {' | '.join(cell or '–' for cell in cells)} |"


def term_notes(terms: Iterable[Term], steps: Mapping[str, str]) -> Iterator[str]:
    """Standing still, getting longer, rolling on, lapsing: one paragraph for each term that has any of it."""
    for term in terms:
        notes = list(_notes(term, steps))
        if notes:
            yield f"- **{term.label}**"
            yield from (f"  - {note}" for note in notes)


def length_of(term: Term) -> str:
    """How long it is, and who decides that."""
    match term.length:
        case Length():
            return term.length.text
        case LocalLength():
            most = f", hoogstens {term.length.maximum.text}" if term.length.maximum else ""
            return f"{term.length.default.text}, of wat de gemeente bepaalt{most}"
        case ActLength():
            most = f", hoogstens {term.length.maximum.text}" if term.length.maximum else ""
            often = f"; vaak {term.length.suggestion.text}" if term.length.suggestion else ""
            return f"wat in de stap staat{most}{often}"


def example_of(term: Term) -> str:
    """The last day when it begins on EXAMPLE (or counts back from it); empty where a step decides the length."""
    length = term.length.default if isinstance(term.length, LocalLength) else term.length
    if isinstance(length, ActLength):
        length = length.suggestion or length.maximum or None  # type: ignore[assignment]
    if not isinstance(length, Length):
        return ""
    if length.unit is Unit.HOURS:
        start = datetime(EXAMPLE.year, EXAMPLE.month, EXAMPLE.day, 10, 0, tzinfo=AMSTERDAM)
        due = reckon(facts_from(term, start, length), SHIPPED).due
        assert isinstance(due, datetime)
        return f"{short_moment(due)} (begin 10.00)"
    proof = reckon(facts_from(term, EXAMPLE, length), SHIPPED)
    assert proof.due_on is not None
    moved = " (schuift door)" if proof.due_on != proof.raw_end else ""
    return short_date(proof.due_on) + moved + ("" if proof.confirmed else " ⚠")


def _period(term: Term) -> str:
    until = f" tot {short_date(term.valid_until)}" if term.valid_until else ""
    return f"vanaf {short_date(term.valid_from)}{until}"


def _start(term: Term, steps: Mapping[str, str]) -> str:
    after = f"na de laatste dag van “{_label(term.started_at_end_of)}”" if term.started_at_end_of else ""
    back = "telt terug vanaf: " if term.direction is Direction.BACK else ""
    only = " (niet altijd)" if term.only_if else ""
    return "; ".join(filter(None, (back + _list(term.started_by, steps) + only if term.started_by else "", after)))


def _notes(term: Term, steps: Mapping[str, str]) -> Iterator[str]:
    if term.law_says:
        yield f"De wet zegt: {term.law_says}."
    if term.question:
        yield f"⚠ Open vraag voor een jurist: {term.question}"
    if term.ended_by:
        yield f"Vervalt bij: {_list(term.ended_by, steps)}."
    for pause in term.pauses:
        again = f"; loopt weer bij {_list(term.resumed_by, steps)}" if term.resumed_by else ""
        yield f"Staat stil bij: {steps.get(pause.by, pause.by)} ({article(pause.basis)}){again}."
    for row in term.extensions:
        long = row.length.text if isinstance(row.length, Length) else "met wat in de stap staat"
        yield f"Wordt langer bij: {steps.get(row.by, row.by)}, {long} ({article(row.basis)})."
    if term.never_stands_still:
        yield f"Stilstaan: {term.never_stands_still}"
    if term.roll is Roll.NONE:
        yield "De laatste dag schuift niet door: de Algemene termijnenwet geldt hier niet."
    if term.on_lapse:
        yield f"Na de laatste dag: {term.on_lapse}"


def _label(key: str) -> str:
    return laws.term(key).label


def _list(keys: Iterable[str], steps: Mapping[str, str]) -> str:
    return ", ".join(sorted({steps.get(key, key) for key in keys}))
