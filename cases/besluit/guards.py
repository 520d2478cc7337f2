"""When a besluit can't be taken or sent yet, and why."""

from datetime import datetime

from cases.contract import Guard, LocalChoice, Refusal, awb, local_day
from cases.models import Case, User
from cases.queries import besluiten as facts
from cases.queries.choices import chosen

MANDATE, SENDING = awb.article("10:3"), awb.article("3:41")


def four_eyes(law: str, name: str) -> LocalChoice:
    """What the municipality chooses for a law: does a colleague read every besluit and sign it?"""
    return LocalChoice(
        key=f"{law}.vier_ogen",
        label=f"Leest bij elk besluit over {name} een collega mee?",
        default=False,
        hint="Dan legt wie het besluit schrijft het voor, en tekent een ander.",
    )


def _asks_four_eyes(case: Case, at: datetime) -> bool:
    wanted = (choice for choice in case.law_data.choices if choice.key == f"{case.law}.vier_ogen")
    return any(chosen(choice, case, local_day(at)) for choice in wanted)


def reads_along(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if not _asks_four_eyes(case, at):
        return Refusal(reason="In deze gemeente tekent wie het besluit schrijft. Voorleggen hoeft niet.")
    return None


def signs_alone(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    if _asks_four_eyes(case, at):
        return Refusal(reason="In deze gemeente leest een collega mee. Leg het besluit voor aan een collega.")
    return None


def has_mandate(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """Who decides does so for the college, under a mandaat that is on record."""
    if actor is not None and not actor.mandate:
        return Refusal(
            reason="Er staat geen mandaat bij je naam. Vraag de functioneel beheerder, of laat een collega beslissen.",
            basis=MANDATE,
        )
    return None


def not_the_writer(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    """Four eyes are of two people."""
    waiting = facts.unsent(case)
    if waiting and actor is not None and waiting.drafted_by_id == actor.pk:
        return Refusal(reason="Jij schreef dit besluit. Een collega leest het en tekent.", basis=MANDATE)
    return None


def nothing_under_way(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    found = facts.unsent(case)
    if found is None:
        return None
    reason = f"Er ligt nog een besluit: {found.label}. Verstuur dat eerst, of draai het terug."
    return Refusal(reason=reason, basis=SENDING)


def waits_for_signature(case: Case, actor: User | None, at: datetime) -> Refusal | None:
    found = facts.unsent(case)
    if found is None or found.decider_id is not None:
        return Refusal(reason="Er ligt geen besluit om te tekenen.", basis=MANDATE)
    return None


def to_send(kind: str) -> Guard:
    """The guard that lets a besluit of this kind go out once it was signed."""

    def guard(case: Case, actor: User | None, at: datetime) -> Refusal | None:
        found = facts.unsent(case)
        if found is None or found.kind != kind or found.decider_id is None:
            return Refusal(reason="Dit besluit is nog niet getekend. Neem het eerst.", basis=SENDING)
        return None

    guard.__name__ = f"to_send_{kind}"
    return guard


def of_kind(kind: str, guard: Guard) -> Guard:
    """The same guard, for who signs a besluit of this kind on behalf of a colleague."""

    def only(case: Case, actor: User | None, at: datetime) -> Refusal | None:
        found = facts.unsent(case)
        return guard(case, actor, at) if found is not None and found.kind == kind else None

    only.__name__ = guard.__name__
    return only
