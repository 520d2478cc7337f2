"""What deciding writes: the besluit, and the voorzieningen that follow from it. Inside the transaction of an act."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from cases.actions.letter import send
from cases.contract import Step
from cases.models import Case
from wmo import facts
from wmo.actions import note_reason
from wmo.forms.voorziening import fields_of
from wmo.models import ANSWERS, Besluit, Kind, Standing, Voorziening

Input = dict[str, Any]
Effect = Callable[[Step[Input]], None]
LETTERS = {
    Kind.GRANT: "beschikking",
    Kind.REFUSAL: "beschikking",
    Kind.SET_ASIDE: "beschikking",
    Kind.TEMPORARY: "tijdelijke_hulp",
}


def decide(kind: Kind, *columns: str, signed: bool = True) -> Effect:
    """The effect that takes a besluit of this kind, with these columns of the form.

    Signed: decider and mandate are those of who is logged in. Not signed: a colleague still has to agree (four eyes).
    """

    def effect(step: Step[Input]) -> None:
        assert step.actor is not None
        besluit = Besluit.objects.create(
            case=step.case,
            kind=kind,
            decided_on=step.act["decided_on"],
            drafted_by=step.actor,
            decider=step.actor if signed else None,
            mandate=step.actor.mandate if signed else "",
            reasons=step.act["reasons"],
            **{name: step.act[name] for name in columns},
        )
        if kind in (Kind.GRANT, Kind.TEMPORARY):
            _grant(step, besluit)

    return effect


def _grant(step: Step[Input], besluit: Besluit) -> None:
    """Grant what was proposed, or else the one voorziening of the form."""
    case = step.case
    if besluit.kind == Kind.TEMPORARY or not Voorziening.objects.proposed().filter(case=case).exists():
        Voorziening.objects.create(case=case, person=case.person, **fields_of(step.act))
    proposed = Voorziening.objects.proposed().filter(case=case)
    if besluit.kind == Kind.TEMPORARY:
        proposed = proposed.filter(pk=proposed.latest("pk").pk)
    else:
        for row in proposed:
            end_temporary(case, row.category, row.starts_on)
    proposed.update(standing=Standing.GRANTED, besluit=besluit)


def end_temporary(case: Case, category: str, starts_on: date) -> None:
    """Help of the same kind takes over from the temporary help on this day (2.3.3: awaiting the onderzoek)."""
    still = Q(ended_on=None) | Q(ended_on__gte=starts_on)
    rows = Voorziening.objects.granted().filter(still, case=case, category=category, besluit__kind=Kind.TEMPORARY)
    for row in rows:
        row.ended_on = starts_on - timedelta(days=1)
        row.standing = Standing.ENDED if row.ended_on >= row.starts_on else Standing.DROPPED
        row.version += 1
        row.save(update_fields=["ended_on", "standing", "version"])


def approve(step: Step[Input]) -> None:
    """The second pair of eyes signs: the besluit is theirs, under their mandate."""
    assert step.actor is not None
    besluit = Besluit.objects.standing().get(case=step.case, decider=None, sent_on=None)
    besluit.decider, besluit.mandate = step.actor, step.actor.mandate
    besluit.decided_on = max(besluit.decided_on, step.act["decided_on"])
    besluit.save(update_fields=["decider", "mandate", "decided_on"])


def send_back(step: Step[Input]) -> None:
    """The besluit goes back to who wrote it; what it would grant is a proposal again."""
    drop(*ANSWERS)(step)
    note_reason(step)


def drop(*kinds: Kind) -> Effect:
    """The effect that takes back the unsent besluit of one of these kinds; what it granted is a proposal again."""

    def effect(step: Step[Input]) -> None:
        besluit = facts.unsent(step.case, kinds)
        assert besluit is not None
        rows = Voorziening.objects.filter(besluit=besluit)
        if besluit.kind == Kind.TEMPORARY:
            rows.update(standing=Standing.DROPPED)
        else:
            _revive_temporary(step.case, rows)
            rows.update(standing=Standing.PROPOSED, besluit=None)
        besluit.dropped_at = step.at
        besluit.save(update_fields=["dropped_at"])

    return effect


def _revive_temporary(case: Case, granted: Iterable[Voorziening]) -> None:
    """What took over from the temporary help goes back, so the temporary help goes on."""
    for row in list(granted):
        Voorziening.objects.filter(pk=row.pk).update(standing=Standing.PROPOSED, besluit=None)
        Voorziening.objects.filter(
            case=case,
            category=row.category,
            besluit__kind=Kind.TEMPORARY,
            besluit__dropped_at=None,
            ended_on=row.starts_on - timedelta(days=1),
        ).update(ended_on=None, standing=Standing.GRANTED)


def publish(*kinds: Kind) -> Effect:
    """The effect of bekendmaking (Awb 3:41): the letter goes out on this day, frozen as sent."""

    def effect(step: Step[Input]) -> None:
        besluit = facts.unsent(step.case, kinds)
        assert besluit is not None
        besluit.sent_on = step.act["sent_on"]
        besluit.save(update_fields=["sent_on"])
        send(
            case=step.case,
            kind=LETTERS[Kind(besluit.kind)],
            sent_on=step.act["sent_on"],
            channel=step.act["channel"],
            actor=step.actor,
            at=step.at,
            via=step.via,
        )

    return effect
