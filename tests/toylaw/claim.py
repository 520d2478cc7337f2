"""The toy law's second procedure: an aanvraag with all the side roads of the Awb."""

from dataclasses import replace
from typing import Any

from cases.actions.letter import send
from cases.awb import SideRoads, may_leave_aside, side_roads
from cases.awb.bezwaar import bezwaar_procedure, objections
from cases.contract import Length, Phase, Procedure, PublishedDecision, State, Step, Term, Transition, Unit, awb
from cases.models import Case, LetterState
from tests.toylaw.basis import article
from tests.toylaw.forms import ClaimSentForm, DispatchForm, RequestForm
from tests.toylaw.retention import BROKEN_OFF

CLAIM_TERM = Term(
    key="toylaw.claim",
    label="Besluit op de aanvraag",
    basis=article("20"),
    length=Length(8, Unit.WEEKS),
    started_by=frozenset({"file_claim"}),
    counts_from="received_on",
    start_text="Aanvraag ontvangen",
    met_by=frozenset({"publish_claim", "leave_aside_claim"}),
    met_on="sent_on",
    met_text="Besluit verstuurd",
    on_lapse="Besluit zo snel mogelijk.",
)


def send_claim_decision(step: Step[dict[str, Any]]) -> None:
    day = step.act["sent_on"]
    send(case=step.case, kind="claim_decision", sent_on=day, channel="post", actor=step.actor, at=step.at, via=step.via)


CLAIM_BEZWAAR = replace(
    awb.BEZWAAR, started_by=frozenset({"publish_claim"}), counts_from="sent_on", start_text="Besluit verstuurd"
)


def decisions(case: Case) -> tuple[PublishedDecision, ...]:
    sent = case.letters.filter(kind="claim_decision", state=LetterState.SENT).order_by("pk")
    return tuple(
        PublishedDecision(key="claim", label="Speelaanvraag", sent_on=row.sent_on, decider=row.sent_by_id)
        for row in sent
        if row.sent_on
    )


CLAIM_ROADS = side_roads(
    Procedure(
        key="claim",
        version=1,
        label="Speelaanvraag",
        states=(
            State(key="filed", label="Aangevraagd", phase=Phase.DECISION, todo="Beslis."),
            State(key="decided", label="Besloten", phase=Phase.EXECUTION),
            State(key="set_aside", label="Niet behandeld", phase=Phase.CLOSED, final=True, kept_as=BROKEN_OFF.key),
            State(key="over", label="Gesloten", phase=Phase.CLOSED, final=True),
        ),
        transitions=(
            Transition(
                key="file_claim",
                label="Speelaanvraag",
                permission="toylaw.work",
                target="filed",
                form=RequestForm,
                log=frozenset({"received_on"}),
                letter="claim_decision",
                basis=article("20"),
            ),
            Transition(
                key="publish_claim",
                label="Verstuur het besluit",
                permission="toylaw.decide",
                sources=frozenset({"filed"}),
                target="decided",
                form=ClaimSentForm,
                effect=send_claim_decision,
                log=frozenset({"sent_on"}),
                primary=True,
            ),
            Transition(
                key="leave_aside_claim",
                label="Laat buiten behandeling",
                permission="toylaw.decide",
                sources=frozenset({"filed"}),
                target="set_aside",
                form=DispatchForm,
                guards=(may_leave_aside,),
                log=frozenset({"sent_on"}),
            ),
            Transition(
                key="finish_claim",
                label="Sluit de aanvraag",
                permission="toylaw.work",
                sources=frozenset({"filed", "decided"}),
                target="over",
            ),
        ),
        terms=(CLAIM_TERM, CLAIM_BEZWAAR),
        road=("filed", "decided"),
    ),
    SideRoads(
        decisions=frozenset({"toylaw.claim"}),
        states=frozenset({"filed"}),
        work="toylaw.work",
        decide="toylaw.decide",
        leave_aside=frozenset({"leave_aside_claim"}),
        notice_extends=Length(8, Unit.WEEKS),
    ),
)
CLAIM = objections(CLAIM_ROADS, work="toylaw.work")
BEZWAAR = bezwaar_procedure(work="toylaw.work", handle="toylaw.bezwaar")
