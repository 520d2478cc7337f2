"""What the steps of a bezwaar write."""

from typing import Any
from uuid import uuid4

from cases.actions.letter import send
from cases.actions.note import add_note
from cases.actions.transition import Opening, open_case
from cases.awb.bezwaar.forms import is_late
from cases.contract import CaseError, Step, local_day
from cases.models import NoteKind, Objection
from cases.queries.decisions import decisions_of

Input = dict[str, Any]
RECEIVED = ("received_on", "posted_on", "how", "words", "committee")


def receive(step: Step[Input]) -> None:
    """Open the case of the bezwaar beside this one; who receives it need not be able to read it."""
    case, act = step.case, step.act
    data = {name: act[name] for name in ("decision", *RECEIVED)} | {"committee": "ja" if act["committee"] else "nee"}
    opening = Opening(household=case.household, person=case.person, team=case.team, origin=case)
    open_case(
        law=case.law, key="open_bezwaar", opening=opening, actor=step.actor, data=data, at=step.at, once=uuid4(),
        via=step.via,
    )  # fmt: skip


def keep_objection(step: Step[Input]) -> None:
    """Raises CaseError without a case in which the decision stands."""
    case, act = step.case, step.act
    decided = (
        next((row for row in decisions_of(case.origin) if row.key == act["decision"]), None) if case.origin else None
    )
    if decided is None:
        raise CaseError("Leg een bezwaar vast bij de zaak waarin het besluit staat.")
    Objection.objects.create(
        case=case,
        decision=decided.key,
        decision_label=decided.label,
        decision_sent_on=decided.sent_on,
        first_decider_id=decided.decider,
        term_ends_on=act["term_ends_on"],
        late=is_late(act["term_ends_on"], act["received_on"], act["posted_on"]),
        **{name: act[name] for name in RECEIVED},
    )
    case.title = f"Bezwaar tegen {decided.label[:1].lower()}{decided.label[1:]}"[:120]
    case.contact_on = act["received_on"]


def keep(*names: str) -> Any:
    """An effect that keeps these fields of the form as they are."""

    def effect(step: Step[Input]) -> None:
        found = step.case.objection
        for name in names:
            setattr(found, name, step.act[name])
        found.save(update_fields=list(names))

    return effect


def plan(step: Step[Input]) -> None:
    """A new day for the hearing takes the place of the old one; so do its days counted back."""
    keep("hearing_on", "hearing_place")(step)


def decide(step: Step[Input]) -> None:
    found = step.case.objection
    found.outcome, found.reasons, found.decided_on = step.act["outcome"], step.act["reasons"], step.act["decided_on"]
    found.decider, found.mandate = step.actor, step.actor.mandate if step.actor else ""
    found.save(update_fields=["outcome", "reasons", "decided_on", "decider", "mandate"])


def publish(step: Step[Input]) -> None:
    keep("sent_on")(step)
    send(
        case=step.case, kind="beslissing_op_bezwaar", sent_on=step.act["sent_on"], channel=step.act["channel"],
        actor=step.actor, at=step.at, via=step.via,
    )  # fmt: skip


def agree(step: Step[Input]) -> None:
    """How consent was given belongs in the journal of the case."""
    assert step.actor is not None
    add_note(
        case=step.case, kind=NoteKind.MEETING, text=f"Instemming met uitstel: {step.act['agreed_how']}",
        happened_on=local_day(step.at), author=step.actor, at=step.at, via=step.via,
    )  # fmt: skip
