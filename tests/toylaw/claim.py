"""The toy law's second procedure: an aanvraag with all the side roads of the Awb."""

from typing import Any

from cases.actions.letter import send
from cases.awb import SideRoads, may_leave_aside, side_roads
from cases.contract import Length, Phase, Procedure, State, Step, Term, Transition, Unit
from tests.toylaw.basis import article
from tests.toylaw.forms import DispatchForm, RequestForm

CLAIM_TERM = Term(
    key="toylaw.claim",
    label="Besluit op de speelaanvraag",
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


CLAIM = side_roads(
    Procedure(
        key="claim",
        version=1,
        label="Speelaanvraag",
        states=(
            State(key="filed", label="Aangevraagd", phase=Phase.DECISION, todo="Beslis."),
            State(key="decided", label="Besloten", phase=Phase.EXECUTION),
            State(key="set_aside", label="Niet behandeld", phase=Phase.CLOSED, final=True),
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
                form=DispatchForm,
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
        terms=(CLAIM_TERM,),
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
