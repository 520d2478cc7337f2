"""What the steps of a besluit write, inside the transaction of `perform()`."""

from collections.abc import Callable
from typing import Any

from cases.actions.letter import send
from cases.actions.note import add_note
from cases.contract import BesluitKind, Step, local_day
from cases.models import Besluit, NoteKind

Input = dict[str, Any]
Effect = Callable[[Step[Input]], None]
Keep = Callable[[Step[Input], Besluit], None]
OF_FORM = ("ground", "effective_on", "ends_on", "amount")


def take(kind: BesluitKind, keep: Keep | None, *, signed: bool) -> Effect:
    """The effect that takes a besluit of this kind; `keep` writes what the law hangs on it.

    Signed: decider and mandaat are those of who is logged in. Not signed: a colleague still has to agree (four eyes).
    """

    def effect(step: Step[Input]) -> None:
        assert step.actor is not None
        besluit = Besluit.objects.create(
            case=step.case,
            kind=kind.key,
            decided_on=step.act["decided_on"],
            drafted_by=step.actor,
            decider=step.actor if signed else None,
            mandate=step.actor.mandate if signed else "",
            reasons=step.act["reasons"],
            **{name: step.act[name] for name in OF_FORM if name in step.act},
        )
        if keep:
            keep(step, besluit)

    return effect


def drop(undo: Keep | None) -> Effect:
    """The effect that takes the unsent besluit back; what the law hung on it goes by `undo`."""

    def effect(step: Step[Input]) -> None:
        besluit = _unsent(step)
        if undo:
            undo(step, besluit)
        besluit.dropped_at = step.at
        besluit.save(update_fields=["dropped_at"])

    return effect


def send_back(undos: dict[str, Keep]) -> Effect:
    """The besluit goes back to who wrote it, with the reason in the journal: free text stands in no event."""

    def effect(step: Step[Input]) -> None:
        assert step.actor is not None
        drop(undos.get(_unsent(step).kind))(step)
        add_note(
            case=step.case, kind=NoteKind.MEETING, text=step.act["reason"], happened_on=local_day(step.at),
            author=step.actor, at=step.at, via=step.via,
        )  # fmt: skip

    return effect


def approve(step: Step[Input]) -> None:
    """The second pair of eyes signs: the besluit is theirs, under their mandaat."""
    assert step.actor is not None
    besluit = _unsent(step)
    besluit.decider, besluit.mandate = step.actor, step.actor.mandate
    besluit.decided_on = max(besluit.decided_on, step.act["decided_on"])
    besluit.save(update_fields=["decider", "mandate", "decided_on"])


def publish(kind: BesluitKind, on_sent: Keep | None) -> Effect:
    """The effect of bekendmaking (Awb 3:41): the letter goes out on this day, frozen as sent."""

    def effect(step: Step[Input]) -> None:
        besluit = _unsent(step)
        besluit.sent_on = step.act["sent_on"]
        besluit.save(update_fields=["sent_on"])
        send(
            case=step.case, kind=kind.letter, sent_on=step.act["sent_on"], channel=step.act["channel"],
            actor=step.actor, at=step.at, via=step.via,
        )  # fmt: skip
        if on_sent:
            on_sent(step, besluit)

    return effect


def _unsent(step: Step[Input]) -> Besluit:
    """The besluit under way, as the database has it now: the case is locked."""
    return Besluit.objects.get(case=step.case, sent_on=None, dropped_at=None)
