"""A statutory term as data. `rules/deadlines.py` reckons with it, `actions/deadline.py` stores its facts."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cases.rules.basis import LegalBasis
from cases.rules.deadlines import Direction, Roll
from cases.rules.length import Length, Unit


class Subject(StrEnum):
    """What an act or a term is about. A watched term belongs to exactly one."""

    CASE = "case"
    HOUSEHOLD = "household"
    PERSON = "person"
    TASK = "task"
    GRANT = "grant"


class Nature(StrEnum):
    """What happens when the last day has passed."""

    STATUTE = "statute"  # the municipality is late; the page says so
    NORM = "norm"  # an agreement of the municipality or a standard, labelled as such
    WINDOW = "window"  # somebody else's opportunity: it closes, and nobody is late


class After(StrEnum):
    """When a term that starts at the end of another one starts, and on which day."""

    END = "end"  # on the last day of the other, also when a window was used early
    UNMET = "unmet"  # on that last day, but only if the other was not met
    STOP = "stop"  # on the last day that the other really ran: the day ahead of the one on which it was met


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalLength:
    """The verordening or the municipality decides: a dated row `LocalRule(rule)` goes before `default`."""

    rule: str
    default: Length
    maximum: Length | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLength:
    """The starting act brings its own end: `field` of its form holds a date (the last day) or a number of `unit`.

    `maximum` is what the law allows; `suggestion` what the form proposes.
    """

    field: str
    unit: Unit = Unit.DAYS
    maximum: Length | None = None
    suggestion: Length | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """An act that makes the term stand still (Awb 4:15).

    `since` names the form field with the day of the invitation (None: the day of the act), `until` the one with the
    last day the pause can last: it ends by itself that day.
    """

    by: str
    basis: LegalBasis
    reason: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extend:
    """An act that makes the term longer, by `length` or by what its form says."""

    by: str
    length: Length | ActLength
    basis: LegalBasis
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning:  # noqa: A001 - the word of the field
    """A moment before (or, negative, after) the end at which somebody is told."""

    kind: str  # "nearing", "urgent", "breach", …: part of the signal's key
    before: Length
    urgent: bool = False  # a message of its own instead of the daily one
    at_start: bool = False  # goes off when the term begins, whatever `before` says, and the whole team hears it


BEGUN = Warning(kind="begun", before=Length(amount=0, unit=Unit.HOURS), urgent=True, at_start=True)
NEARING = Warning(kind="nearing", before=Length(amount=5, unit=Unit.WORKING_DAYS))
BREACH = Warning(kind="breach", before=Length(amount=0, unit=Unit.DAYS), urgent=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One row of law.md 1.2. Keys of transitions are those of the procedure that lists the term."""

    key: str  # "wmo.onderzoek"
    label: str  # "Onderzoek en verslag"
    basis: LegalBasis
    length: Length | LocalLength | ActLength
    nature: Nature = Nature.STATUTE
    subject: Subject = Subject.CASE
    started_by: frozenset[str] = frozenset()
    started_at_end_of: str | None = None  # key of a term: this one starts on that one's last day
    after: After = After.END  # what that end must be
    counts_from: str | None = None  # date or moment field of the starting form; None = the day of the act
    only_if: tuple[str, object] | None = None  # starts only when this field of the starting form has this value
    about: str | None = None  # field of the starting form that names what it is about: one of these runs for each
    undecided: str = ""  # Dutch, while `only_if` has no answer yet: "Spoed: nog niet bekend"
    direction: Direction = Direction.FORWARD
    met_by: frozenset[str] = frozenset()
    met_on: str | None = None  # date field of the meeting form: the recorded day of dispatch, not of a click
    ended_by: frozenset[str] = frozenset()  # ends unmet ("vervallen"): the act's label is the reason
    outlives: bool = False  # runs on, and may even begin, when the case is closed
    repeats: bool = False  # met, the next period starts on the day it was met
    pauses: tuple[Pause, ...] = ()
    resumed_by: frozenset[str] = frozenset()
    resumed_on: str | None = None  # date field of the resuming form: the day the papers came in, not of a click
    extensions: tuple[Extend, ...] = ()
    never_stands_still: str = ""  # Dutch sentence: why this term can't be suspended
    roll: Roll = Roll.ATW
    warnings: tuple[Warning, ...] = (NEARING, BREACH)
    urgent: bool = False  # belongs in the urgent lane, clock in hours
    start_text: str = ""  # first line of the proof: "Aanvraag ontvangen"
    met_text: str = ""  # last line: "Besluit verstuurd"
    on_lapse: str = ""  # Dutch sentence shown when it has run out
    whose: str = "van de inwoner"  # Dutch, beside a window: whose opportunity it is
    presses: str = ""  # Dutch badge, "in gebreke gesteld": while this term runs its case stands on top of what is late
    law_says: str = ""  # shown beside a norm: the statute's own word where it gives no number ("onverwijld")
    question: str = ""  # Dutch: what a lawyer still has to answer; until then the term is not confirmed
    valid_until: date | None = None

    @property
    def valid_from(self) -> date:
        return self.basis.valid_from

    @property
    def reference(self) -> str:
        """Term and the text of it that counts: a running clock keeps the text under which it started."""
        return f"{self.key}@{self.valid_from.isoformat()}"

    def part(self, by: str) -> str:
        """The reference of the pause or the extension by act `by`: it is confirmed on its own."""
        return f"{self.reference}/{by}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A sum of money or a number out of a law or a verordening, with its source. Unit: euro unless `unit` says so."""

    key: str
    label: str
    value: str  # decimal notation, so that data stays exact
    basis: LegalBasis
    unit: str = "euro"
    valid_until: date | None = None
    notes: tuple[str, ...] = field(default_factory=tuple)

    @property
    def reference(self) -> str:
        """Amount and the text of it that counts, as of a term."""
        return f"{self.key}@{self.basis.valid_from.isoformat()}"
