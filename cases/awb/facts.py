"""What the side roads read of a case: its terms and letters. Through `.all()`, which a page has loaded once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from cases.contract import Term, awb, local_day
from cases.models import Case, Deadline, LetterState
from cases.rules import penalty

SIDE_LETTERS = (
    *("opschorting", "termijn_loopt_weer", "antwoord_ingebrekestelling"),
    *("bezwaar_ontvangen", "uitnodiging_hoorzitting", "verdaging_bezwaar"),
)
INVITE = "send_completion_request"  # pauses every term that a besluit on an aanvraag has to meet
HERSTEL, ASIDE = awb.HERSTEL.key, awb.BUITEN_BEHANDELING.key
NOTICE, PENALTY, PENALTY_DECISION = awb.INGEBREKESTELLING.key, awb.DWANGSOM.key, awb.DWANGSOM_BESLUIT.key


def decision_terms(case: Case) -> tuple[Term, ...]:
    """The terms of this procedure that wait for a besluit: those that 4:5 can stop."""
    return tuple(t for t in case.procedure_data.terms if any(pause.by == INVITE for pause in t.pauses))


def newest(case: Case, keys: Iterable[str]) -> Deadline | None:
    """The newest clock of these terms."""
    wanted = set(keys)
    rows = [row for row in case.deadlines.all() if row.term in wanted]
    return max(rows, key=lambda row: (row.started_at, row.pk), default=None)


def decision_clock(case: Case) -> Deadline | None:
    """The clock that the besluit has to meet; None while there is nothing to decide."""
    found = newest(case, {term.key for term in decision_terms(case)})
    return found if found is not None and found.ended_at is None else None


def running(case: Case, key: str) -> Deadline | None:
    """The open clock of this term."""
    return next((row for row in case.deadlines.all() if row.term == key and row.ended_at is None), None)


def has_draft(case: Case, *kinds: str) -> bool:
    """Whether a letter of these kinds waits to be sent."""
    return any(row.kind in kinds and row.state == LetterState.DRAFT for row in case.letters.all())


@dataclass(frozen=True, slots=True)
class PenaltyFacts:
    """The dwangsom of a case: the days it can be due and how it stands. `due` is None where nothing is due (yet).

    `stopped`: no further day can be added.
    """

    days: tuple[penalty.Day, ...]
    due: penalty.Day | None
    stopped: bool

    @property
    def first(self) -> date:
        return self.days[0].day


def rates() -> tuple[penalty.Rate, ...]:
    """The amounts of art. 4:17 lid 2 as the rules want them."""
    return tuple(penalty.Rate(first, last, Decimal(amount.value)) for first, last, amount in awb.DWANGSOM_BEDRAGEN)


def penalty_days(notice: Deadline) -> tuple[penalty.Day, ...]:
    """All days that an ingebrekestelling can cost, from its own clock."""
    first = penalty.first_day(notice.starts_on, int(awb.DWANGSOM_EERSTE_DAG.value))
    return tuple(penalty.days(first, rates()))


def penalty_of(case: Case, at: datetime) -> PenaltyFacts | None:
    """The dwangsom that runs or ran in this case; None without a valid ingebrekestelling."""
    notice = newest(case, {NOTICE})
    if notice is None:
        return None
    days = penalty_days(notice)
    # Until and with the day ahead of the one on which the besluit was sent; as long as there is none, until yesterday.
    ended = notice.ended_on if notice.ended_at else None
    last = (ended or local_day(at)) - timedelta(days=1)
    due = penalty.due(days[0].day, last, rates())
    return PenaltyFacts(days, due, stopped=ended is not None or last >= days[-1].day)
