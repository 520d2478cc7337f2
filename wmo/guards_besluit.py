"""When a besluit of the Wmo can't be taken yet, and why: predicates on the case, the actor and the moment."""

# ruff: noqa: ARG001 - every guard gets the same three

from datetime import datetime

from cases.contract import Refusal, local_day
from cases.models import Case, User
from cases.queries.choices import chosen
from wmo import basis, facts
from wmo.choices import FOUR_EYES
from wmo.models import Kind


def four_eyes(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """Where the municipality asks it, a colleague reads along and signs."""
    if not chosen(FOUR_EYES, case, local_day(at)):
        return Refusal(reason="In deze gemeente tekent wie het besluit schrijft. Voorleggen hoeft niet.")
    return None


def signs_alone(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if chosen(FOUR_EYES, case, local_day(at)):
        return Refusal(reason="In deze gemeente leest een collega mee. Leg het besluit voor aan een collega.")
    return None


def not_the_writer(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """Four eyes are of two people."""
    waiting = next((b for b in facts.besluiten(case) if b.decider_id is None), None)
    if waiting and actor is not None and waiting.drafted_by_id == actor.pk:
        return Refusal(reason="Jij schreef dit besluit. Een collega leest het en tekent.", basis=basis.MANDATE)
    return None


def has_mandate(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """Who decides does so for the college, under a mandaat that is on record."""
    if actor is not None and not actor.mandate:
        return Refusal(
            reason="Er staat geen mandaat bij je naam. Vraag de functioneel beheerder, of laat een collega beslissen.",
            basis=basis.MANDATE,
        )
    return None


def was_urgent(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """Temporary help is for an urgent case (2.3.3), also once contact was made and the clock in hours was met."""
    if not any(deadline.urgent for deadline in case.deadlines.all()):
        return Refusal(reason="Deze zaak is niet met spoed gemeld.", basis=basis.URGENT)
    return None


def no_temporary_besluit(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if facts.unsent(case, (Kind.TEMPORARY,)):
        return Refusal(reason="Er ligt al een besluit over tijdelijke hulp klaar.", basis=basis.URGENT)
    return None


def temporary_to_send(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if not facts.unsent(case, (Kind.TEMPORARY,)):
        return Refusal(reason="Er ligt geen besluit over tijdelijke hulp klaar.", basis=basis.URGENT)
    return None
