"""The proof of a date: every step from the start to the last day, each with its article.

One object for the page, for `deadline --json` and for the last page of a letter.
"""

from dataclasses import dataclass
from datetime import date, datetime

from cases.rules.basis import LegalBasis
from cases.rules.calendar import AMSTERDAM


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of a proof.

    `kind` is start, length, extension, suspension, minimum (Atw 2), roll (Atw 1) or result.
    `day` is where the term ends after this step, or None while that is unknown; for the
    start it is the day of the event. `shift` reads "+ 21 dagen"; `note` holds the detail, such
    as each day that was passed over; `letter` is what a letter says of it, "" for nothing.
    """

    kind: str
    text: str
    day: date | datetime | None = None
    shift: str = ""
    basis: LegalBasis | None = None
    note: str = ""
    letter: str = ""

    @property
    def confirmed(self) -> bool:
        """Whether the rule behind this step was read in its source."""
        return self.basis is None or self.basis.confirmed

    def as_dict(self) -> dict[str, object]:
        """The step for JSON; days and moments as ISO strings."""
        return {
            "kind": self.kind,
            "text": self.text,
            "day": iso(self.day),
            "shift": self.shift,
            "basis": self.basis.text if self.basis else "",
            "url": self.basis.url if self.basis else "",
            "certainty": self.basis.certainty.value if self.basis else "",
            "note": self.note,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The outcome of reckoning a term.

    `due_on` is the last lawful day, inclusive, in Amsterdam. `due_at` is the exclusive end in
    UTC: the start of the next Amsterdam day, or for hours the exact moment. Both are None while
    a suspension is open; `projected_on` is then the last day if that suspension ends on the
    last day of its hersteltermijn (None if there is no such day). `raw_end` is the end before
    the Algemene termijnenwet, with extensions and finished suspensions in it.
    """

    term: str
    label: str
    basis: LegalBasis
    start: date | datetime
    raw_end: date | datetime
    due_on: date | None
    due_at: datetime | None
    steps: tuple[Step, ...]
    suspended: bool = False
    projected_on: date | None = None

    @property
    def confirmed(self) -> bool:
        """Whether every rule in this proof was read in its source."""
        return self.basis.confirmed and all(step.confirmed for step in self.steps)

    @property
    def due(self) -> date | datetime | None:
        """What a person calls the end: the last day, or for hours the moment in Amsterdam."""
        if isinstance(self.raw_end, datetime) and self.due_at:
            return self.due_at.astimezone(AMSTERDAM)
        return self.due_on

    def sentence(self) -> str:
        """Explain the date in a few short sentences, for in a letter."""
        return " ".join(step.letter for step in self.steps if step.letter)

    def as_dict(self) -> dict[str, object]:
        """The proof for JSON; `due` is an ISO day, or an ISO moment for hours."""
        return {
            "term": self.term,
            "label": self.label,
            "basis": self.basis.text,
            "url": self.basis.url,
            "certainty": self.basis.certainty.value,
            "checked_on": self.basis.checked_on.isoformat(),
            "valid_from": self.basis.valid_from.isoformat(),
            "confirmed": self.confirmed,
            "start": iso(self.start),
            "raw_end": iso(self.raw_end),
            "due": iso(self.due),
            "due_on": iso(self.due_on),
            "due_at": iso(self.due_at),
            "suspended": self.suspended,
            "projected_on": iso(self.projected_on),
            "sentence": self.sentence(),
            "steps": [step.as_dict() for step in self.steps],
        }


def iso(value: date | datetime | None) -> str | None:
    """An ISO 8601 day or moment, or None."""
    return None if value is None else value.isoformat()
