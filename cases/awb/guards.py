"""When a step on a side road of the Awb can't be taken, and why. Each asks nothing that the page has not loaded."""

from datetime import datetime

from cases.awb import facts
from cases.contract import Refusal, awb, plain_date
from cases.contract.awb import article
from cases.models import Case, Outcome, User
from cases.rules.calendar import local_day

STANDSTILL = article("4:15")


def clock_runs(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """A clock that stands still can't be stopped once more."""
    clock = facts.decision_clock(case)
    if clock is not None and clock.suspended:
        return Refusal(reason="De termijn staat al stil. Leg eerst vast wanneer hij weer ging lopen.", basis=STANDSTILL)
    return None


def term_not_over(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """After the last day there is nothing left to stop, and a notice helps no more."""
    clock = facts.decision_clock(case)
    if clock is None or clock.due_at is None or clock.due_at > at:
        return None
    return Refusal(
        reason="De wettelijke termijn is voorbij. Een bericht of stilstand stopt de dwangsom niet meer.",
        basis=article("4:14"),
    )


def completion_waiting(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    return _draft(case, "herstel", "Er staat geen vraag om aanvulling klaar. Schrijf die eerst.")


def completion_asked(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """Papers come in after we asked for them; too late is still recorded, while leaving aside is open."""
    if facts.running(case, facts.HERSTEL) or facts.running(case, facts.ASIDE):
        return None
    return Refusal(reason="Wij vroegen de inwoner niet om een aanvulling.", basis=article("4:5"))


def abroad_waiting(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    return _draft(case, "opschorting_buitenland", "Er staat geen brief over het buitenland klaar. Schrijf die eerst.")


def stands_still(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """Only what was stopped on another ground than 4:5 is set going by us: there the papers do it."""
    clock = facts.decision_clock(case)
    if clock is None or not clock.suspended:
        return Refusal(reason="De termijn staat niet stil.", basis=STANDSTILL)
    if any(row.completed_on is None and row.by == facts.INVITE for row in clock.suspensions.all()):
        return Refusal(reason="Wij wachten op een aanvulling. Leg vast wat er binnenkwam.", basis=article("4:5"))
    return None


def delay_waiting(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    return _draft(case, "verdaagbericht", "Er staat geen bericht van uitstel klaar. Schrijf dat eerst.")


def not_extended_yet(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """Where no statute sets a term, a notice makes it longer once (4:14 lid 3)."""
    clock = facts.decision_clock(case)
    if clock is None or not any(row.by == "send_delay_notice" for row in clock.extensions.all()):
        return None
    return Refusal(reason="De termijn is al een keer verlengd. Dat kan maar één keer.", basis=article("4:14", "lid 3"))


def penalty_over(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """The amount is fixed once no day can be added (4:18), and only once."""
    found = facts.penalty_of(case, at)
    if found is None or (found.stopped and found.due is None):
        return Refusal(reason="Er is geen dwangsom verschuldigd.", basis=article("4:17"))
    if not found.stopped:
        return Refusal(
            reason="De dwangsom loopt nog. Neem eerst het besluit op de aanvraag en verstuur het.",
            basis=article("4:18"),
        )
    if case.penalties.exclude(sent_on=None).exists():
        return Refusal(reason="De dwangsom is al vastgesteld en de inwoner weet het.", basis=article("4:18"))
    return None


def penalty_waiting(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    return _draft(case, "dwangsombesluit", "Er is nog geen besluit over de dwangsom om te versturen.")


def side_letter_waiting(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    found = facts.has_draft(case, *facts.SIDE_LETTERS)
    return None if found else Refusal(reason="Er staat geen brief klaar om te versturen.")


def may_leave_aside(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """For a law's besluit to leave an aanvraag aside (buiten behandeling, 4:5): asked first, and within four weeks.

    Sending it meets or ends the term; a day too late only a decision on the merits is left.
    """
    if facts.running(case, facts.HERSTEL):
        return Refusal(reason="De inwoner heeft nog tijd om aan te vullen. Wacht die af.", basis=article("4:5"))
    window = facts.newest(case, {facts.ASIDE})
    if window is None:
        return Refusal(
            reason="Vraag de inwoner eerst om aan te vullen. Pas daarna mag je de aanvraag buiten behandeling laten.",
            basis=article("4:5"),
        )
    assert window.due_on is not None
    if window.outcome == Outcome.LAPSED or local_day(at) > window.due_on:
        return Refusal(
            reason=f"Dit kon tot en met {plain_date(window.due_on)}. Beslis nu op de inhoud.",
            basis=awb.BUITEN_BEHANDELING.basis,
        )
    return None


def _draft(case: Case, kind: str, reason: str) -> Refusal | None:
    return None if facts.has_draft(case, kind) else Refusal(reason=reason)
