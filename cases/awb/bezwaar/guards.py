"""When a step of a bezwaar can't be taken, and why."""

from datetime import datetime

from cases.awb import facts
from cases.contract import Refusal, awb
from cases.contract.awb import article
from cases.models import Case, User
from cases.queries.decisions import decisions_of

RECEIVE = "receive_bezwaar"
HEARING = article("7:4")


def may_object(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """Bezwaar is made against a besluit that was sent; also after the six weeks, and in a closed case."""
    if facts.newest(case, windows(case)) is not None and decisions_of(case):
        return None
    return Refusal(reason="Er is nog geen besluit verstuurd waartegen bezwaar kan.", basis=article("6:8"))


def windows(case: Case) -> frozenset[str]:
    """The terms in which bezwaar is made in this procedure."""
    return frozenset(term.key for term in case.procedure_data.terms if RECEIVE in term.met_by)


def not_the_first_decider(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """Who took the first decision does not decide on the bezwaar."""
    if actor is not None and actor.pk in barred(case):
        return Refusal(
            reason="Jij nam het eerste besluit. Een collega moet dit bezwaar behandelen.",
            basis=article("10:3", "lid 3"),
        )
    return None


def barred(case: Case) -> frozenset[int]:
    """Who may not handle this bezwaar."""
    found = getattr(case, "objection", None)
    return frozenset({found.first_decider_id} - {None}) if found else frozenset()


def hearing_planned(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if case.objection.hearing_on is None:
        return Refusal(reason="Er is nog geen hoorzitting gepland.", basis=HEARING)
    return None


def papers_not_laid_out(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if facts.running(case, awb.HOORZITTING_INZAGE.key) is None:
        return Refusal(reason="Er wacht geen hoorzitting op de stukken.", basis=HEARING)
    return None


def has_committee(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if not case.objection.committee:
        return Refusal(reason="Bij dit bezwaar geeft geen commissie advies.", basis=article("7:13"))
    return None


def not_adjourned(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """Six weeks, once (7:10 lid 3); more only with consent (lid 4)."""
    clock = facts.decision_clock(case)
    if clock is not None and any(row.by == "adjourn" for row in clock.extensions.all()):
        return Refusal(
            reason="De beslissing is al een keer verdaagd. Meer tijd kan alleen als de inwoner instemt.",
            basis=article("7:10", "lid 3 en 4"),
        )
    return None


def advice_in(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """A committee that was asked is waited for, unless the bezwaar can't be taken up or nobody had to be heard."""
    found = case.objection
    if found.committee and found.advised_on is None and not found.waived and found.heard_on is not None:
        return Refusal(reason="Het advies van de commissie is er nog niet. Leg dat eerst vast.", basis=article("7:13"))
    return None
