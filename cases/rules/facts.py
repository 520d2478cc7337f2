"""The facts of one term: when it began, how long it is, and what stopped or lengthened it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from cases.rules.basis import Certainty, LegalBasis
from cases.rules.length import Length

# The article itself was read. Counting its days as "completed - invited - 1" is the strictest
# reading and still waits for a lawyer, so it shows as not confirmed.
AWB_4_15 = LegalBasis(
    text="Awb art. 4:15 lid 1",
    url="https://wetten.overheid.nl/jci1.3:c:BWBR0005537&artikel=4:15&z=2026-07-01&g=2026-07-01",
    checked_on=date(2026, 11, 21),
    certainty=Certainty.MEMORY,
    valid_from=date(2026, 7, 1),
)


class Roll(StrEnum):
    """Whether the Algemene termijnenwet covers a term.

    It covers statutes and AMvBs; NONE is for a verordening, policy, a message standard and
    deprivation of liberty.
    """

    ATW = "atw"
    NONE = "none"


class Direction(StrEnum):
    """Whether a term runs on from its start, or is counted back from a later moment."""

    FORWARD = "forward"
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """A time in which the term stands still (Awb 4:15).

    The first suspended day is the day after `invited_on`. The clock runs again on
    `completed_on`, or on `ends_by` (the last day of the hersteltermijn), whichever is first.
    """

    invited_on: date
    completed_on: date | None = None
    ends_by: date | None = None
    reason: str = ""
    basis: LegalBasis | None = None

    def runs_again_on(self, today: date | None) -> date | None:
        """The day on which the clock runs again; None if on `today` it still stands still."""
        if self.completed_on is not None:
            return min(self.completed_on, self.ends_by or self.completed_on)
        if today is not None and self.ends_by is not None and self.ends_by <= today:
            return self.ends_by  # it ran out unused
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A lawful lengthening, decided `on` a day; it is added to the raw end."""

    length: Length
    on: date
    reason: str = ""
    basis: LegalBasis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that the date of one term depends on.

    `start` is the day of the event (not counted itself), or an aware moment for a term in
    hours. `start_text` and `met_text` word the first and the last line of the proof, such as
    "Aanvraag ontvangen" and "Besluit verstuurd".
    """

    term: str
    label: str
    basis: LegalBasis
    start: date | datetime
    length: Length
    roll: Roll = Roll.ATW
    direction: Direction = Direction.FORWARD
    suspensions: tuple[Suspension, ...] = ()
    extensions: tuple[Extension, ...] = ()
    start_text: str = ""
    met_text: str = ""
    length_basis: LegalBasis | None = None  # where the municipality decided on this length

    @property
    def sign(self) -> int:
        """1 for a term that runs on, -1 for one counted back."""
        return -1 if self.direction is Direction.BACK else 1
