"""The toy law's procedure, in two versions: cases that began under the old one stay under it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from cases.actions.letter import send
from cases.contract import Phase, Procedure, Refusal, State, Step, Transition, nothing_to_undo
from tests.toylaw.basis import article
from tests.toylaw.forms import AskForm, CompletedForm, DispatchForm, HearingForm, PeriodForm, RequestForm, RewordForm
from tests.toylaw.retention import kept_by_how_it_ended
from tests.toylaw.terms import TERMS

if TYPE_CHECKING:
    from cases.models import Case, User


def not_by_who_opened(case: "Case", actor: "User | None", at: datetime) -> Refusal | None:
    """A guard that knows the actor: the handler does not decide."""
    if actor is not None and case.handler_id == actor.pk:
        return Refusal(reason="Wie de zaak behandelt, beslist niet zelf.", basis=article("9"))
    return None


def needs_title(case: "Case", actor: "User | None", at: datetime) -> Refusal | None:
    return None if case.title else Refusal(reason="Vul eerst in waar het over gaat.", basis=article("4"))


def keep_wish(step: Step[dict[str, Any]]) -> None:
    step.case.title = str(step.act.get("wish", ""))


def reword(step: Step[dict[str, Any]]) -> None:
    step.case.title = step.act["wish"]
    step.case.contact_on = step.act["contact_on"]


def send_decision(step: Step[dict[str, Any]]) -> None:
    day = step.act["sent_on"]
    send(case=step.case, kind="decision", sent_on=day, channel="post", actor=step.actor, at=step.at, via=step.via)


def states(*rows: tuple[str, str, Phase]) -> tuple[State, ...]:
    return tuple(State(key=k, label=label, phase=p, final=p is Phase.CLOSED) for k, label, p in rows)


TRANSITIONS = (
    Transition(
        key="request",
        label="Verzoek",
        permission="toylaw.work",
        target="asked",
        form=RequestForm,
        effect=keep_wish,
        log=frozenset({"received_on"}),
        letter="receipt",
        basis=article("1"),
    ),
    Transition(
        key="urgent_request",
        label="Spoedverzoek",
        permission="toylaw.work",
        target="asked",
        form=RequestForm,
        effect=keep_wish,
        log=frozenset({"received_on"}),
    ),
    Transition(
        key="ask_more",
        label="Vraag aanvulling",
        permission="toylaw.work",
        sources=frozenset({"asked"}),
        form=AskForm,
        log=frozenset({"until"}),
    ),
    Transition(
        key="completed",
        label="Aangevuld",
        permission="toylaw.work",
        sources=frozenset({"asked"}),
        form=CompletedForm,
    ),
    Transition(key="extend", label="Verleng", permission="toylaw.work", sources=frozenset({"asked"}), form=PeriodForm),
    Transition(
        key="plan_hearing",
        label="Plan gesprek",
        permission="toylaw.work",
        sources=frozenset({"asked"}),
        form=HearingForm,
        log=frozenset({"hearing_on"}),
    ),
    Transition(
        key="reword",
        label="Schrijf de vraag anders op",
        done="Vraag anders opgeschreven",
        permission="toylaw.work",
        sources=frozenset({"asked"}),
        form=RewordForm,
        effect=reword,
    ),
    Transition(
        key="contact", label="Eerste contact", permission="toylaw.work", sources=frozenset({"asked"}), urgent=True
    ),
    Transition(
        key="attempt", label="Contact mislukt", permission="toylaw.work", sources=frozenset({"asked"}), urgent=True
    ),
    Transition(
        key="grant",
        label="Ken toe",
        permission="toylaw.decide",
        sources=frozenset({"asked"}),
        target="granted",
        guards=(needs_title, not_by_who_opened),
        form=PeriodForm,
        letter="decision",
        undo=nothing_to_undo,
    ),
    Transition(key="pay", label="Betaal", permission="toylaw.work", sources=frozenset({"granted"})),
    Transition(
        key="withdraw",
        label="Trek in",
        permission="toylaw.work",
        sources=frozenset({"asked"}),
        target="closed",
        undo=nothing_to_undo,
    ),
    Transition(
        key="publish",
        label="Verstuur besluit",
        permission="toylaw.decide",
        sources=frozenset({"granted"}),
        form=DispatchForm,
        effect=send_decision,
        log=frozenset({"sent_on"}),
    ),
    Transition(key="object", label="Bezwaar", permission="toylaw.work", sources=frozenset({"granted"})),
    Transition(key="answer", label="Antwoord op bezwaar", permission="toylaw.decide", sources=frozenset({"granted"})),
    Transition(key="give_notice", label="In gebreke gesteld", permission="toylaw.work", sources=frozenset({"asked"})),
    Transition(
        key="let_lapse",
        label="Verlopen",
        permission="toylaw.work",
        sources=frozenset({"asked"}),
        target="closed",
        by_people=False,
    ),
    Transition(key="finish", label="Sluit", permission="toylaw.work", sources=frozenset({"granted"}), target="closed"),
)
MAIN = Procedure(
    key="main",
    version=2,
    label="Speelzaak",
    states=(
        *states(("asked", "Gevraagd", Phase.ASSESSMENT), ("granted", "Toegekend", Phase.EXECUTION)),
        State(key="closed", label="Gesloten", phase=Phase.CLOSED, final=True, kept_as=kept_by_how_it_ended),
    ),
    transitions=TRANSITIONS,
    terms=TERMS,
    road=("asked", "granted", "closed"),
)
OLD = Procedure(
    key="main",
    version=1,
    label="Speelzaak",
    current=False,
    states=states(("asked", "Gevraagd", Phase.ASSESSMENT), ("closed", "Gesloten", Phase.CLOSED)),
    transitions=(TRANSITIONS[0], *(t for t in TRANSITIONS if t.key == "withdraw")),
)
