"""The proof as `manage.py deadline` prints it: for a reader, or as JSON for another program."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from textwrap import wrap

from cases.contract import Length, Term
from cases.rules.basis import LegalBasis
from cases.rules.proof import Proof, Step
from cases.rules.wording import full_date, full_moment, plain_date, short_date, short_moment

WIDTH = 100


def as_json(proof: Proof, term: Term | None, *, length: Length, calendar: str, notes: list[str]) -> str:
    """Give the proof and what it was reckoned with; `term` is None for a bare length."""
    answer = proof.as_dict() | {
        "length": length.text,
        "nature": term.nature.value if term else "",
        "cannot_suspend": term.never_stands_still if term else "",
        "calendar": calendar,
        "notes": notes,
    }
    return json.dumps(answer, ensure_ascii=False, indent=2)


def as_text(proof: Proof) -> str:
    """Give the proof for a reader: a line a step, under it the article and the detail."""
    name = f"{proof.label} ({proof.term})" if proof.term else proof.label
    return "\n".join([name, *_source(proof.basis), "", *_steps(proof.steps), "", f"Uiterlijk {_last(proof)}."])


def _source(basis: LegalBasis) -> Iterator[str]:
    if not basis.url:
        yield basis.text
        return
    yield f"{basis.text} · tekst van {plain_date(basis.valid_from)} · {_certainty(basis)}"
    yield basis.url


def _certainty(basis: LegalBasis) -> str:
    return basis.certainty.text if basis.confirmed else f"{basis.certainty.text}, nog niet bevestigd"


def _steps(steps: Iterable[Step]) -> Iterator[str]:
    """Put the day in a column of its own, as wide as the widest."""
    rows = [(_day(step.day), step) for step in steps]
    column = max(len(day) for day, _ in rows)
    margin = " " * (column + 2)
    for day, step in rows:
        text = step.text if step.kind == "length" else f"{step.text} {step.shift}".strip()
        first, *more = wrap(text, WIDTH - len(margin))
        yield f"{day:>{column}}  {first}"
        yield from (f"{margin}{line}" for line in more)
        if step.basis and step.kind != "start":
            yield f"{margin}{step.basis.text} · {_certainty(step.basis)}"
        if step.note:
            yield from (f"{margin}{line}" for line in wrap(step.note, WIDTH - len(margin)))


def _day(day: date | datetime | None) -> str:
    if day is None:
        return ""
    return short_moment(day) if isinstance(day, datetime) else short_date(day)


def _last(proof: Proof) -> str:
    due = proof.due
    assert due is not None  # every suspension given here has ended
    return full_moment(due) if isinstance(due, datetime) else full_date(due)
