"""The acts of a meldcode: open it, record or leave out a step, let a colleague in or out, close it.

Each is one transaction with one event. The event names the meldcode and a number: no person, no choice, no text, so
that the log of a case or household tells nobody anything.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from cases import access, compartment, events
from cases.actions.once import answer_to, hold, keep
from cases.contract import CaseError, NoAccessError, NotAllowedHereError, Refusal, RefusedError, local_day
from cases.models import Meldcode, MeldcodeInvolved, MeldcodeStep, Person, User
from cases.rules.meldcode import DECIDE, NORM, STEPS, STEPS_BASIS, WEIGH, must_report

OPEN, STEP, SHARE, UNSHARE, CLOSE = (f"cases.{act}" for act in (
    "begin_meldcode", "record_meldcode_step", "share_meldcode", "unshare_meldcode", "close_meldcode",
))  # fmt: skip
CLOSED = "Deze meldcode is gesloten. Er is niets gewijzigd."


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A step as it was taken: what came of it, or why it was left out. `answers`: the columns of this very step.

    `skip_rest`, of the decision: why the steps that nobody took yet are left out, all at once. Danger does not wait.
    """

    number: int
    skipped: bool
    done_on: date
    text: str
    answers: dict[str, Any] = field(default_factory=dict)
    skip_rest: str = ""


@transaction.atomic
def begin(*, person: Person, frame: str, actor: User, at: datetime, once: UUID, via: str = "page") -> Meldcode:
    """Open a meldcode about a person whom the colleague works with; a second one beside another is no error, for that
    would tell that there is one. The same `once` key gives the one it opened. Raises NoAccessError.
    """
    hold(once)
    if (done := answer_to(once, actor, OPEN)) is not None:
        return Meldcode.objects.get(pk=done)
    if not access.known_to(actor).filter(pk=person.pk).exists():
        raise NoAccessError(access.UNKNOWN)
    if frame not in Meldcode.Frame.values:
        raise CaseError("Kies het afwegingskader van je beroep.")
    made = Meldcode.objects.create(person=person, frame=frame, opened_by=actor, opened_at=at)
    _finish(made, OPEN, actor, at, once=once, via=via)
    return made


@transaction.atomic
def take_step(*, meldcode: int, taken: Taken, actor: User, at: datetime, once: UUID, via: str = "page") -> Meldcode:
    """Record a step; the same `once` key does it once.

    Raises NoAccessError, NotAllowedHereError for a closed one, RefusedError where the meldcode itself stands in the
    way of deciding, or CaseError; then nothing was written.
    """
    found, done = _locked(meldcode, STEP, actor, once)
    if done:
        return found
    if not taken.text.strip():
        raise CaseError("Schrijf op wat eruit kwam, of waarom je deze stap overslaat.")
    if taken.done_on > local_day(at):
        raise CaseError("Deze dag moet nog komen. Vul de dag in waarop het gebeurde.")
    by = {"meldcode": found, "done_on": taken.done_on, "done_by": actor, "written_at": at}
    if taken.number == DECIDE:
        for number in _left_out(found, taken):
            MeldcodeStep.objects.create(number=number, skipped=True, text=taken.skip_rest.strip(), **by)
    MeldcodeStep.objects.create(
        number=taken.number, skipped=taken.skipped, text=taken.text.strip(), **taken.answers, **by
    )
    _finish(found, STEP, actor, at, once=once, via=via, step=taken.number)
    return found


@transaction.atomic
def involve(*, meldcode: int, colleague: User, actor: User, at: datetime, once: UUID, via: str = "page") -> Meldcode:
    """Let a colleague in: from now on the meldcode exists for them. Raises as `take_step()` does."""
    found, done = _locked(meldcode, SHARE, actor, once)
    if done or found.involved.filter(user=colleague, ended_at=None).exists() or found.opened_by_id == colleague.pk:
        return found
    if not colleague.is_active:
        raise CaseError("Deze collega werkt hier niet meer. Kies iemand anders.")
    MeldcodeInvolved.objects.create(meldcode=found, user=colleague, added_by=actor, added_at=at)
    _finish(found, SHARE, actor, at, once=once, via=via, user=colleague.pk)
    return found


@transaction.atomic
def let_go(*, meldcode: int, colleague: User, actor: User, at: datetime, once: UUID, via: str = "page") -> Meldcode:
    """From now on the meldcode no longer exists for this colleague. Raises as `take_step()` does."""
    found, done = _locked(meldcode, UNSHARE, actor, once)
    if done or not found.involved.filter(user=colleague, ended_at=None).update(ended_at=at):
        return found
    _finish(found, UNSHARE, actor, at, once=once, via=via, user=colleague.pk)
    return found


@transaction.atomic
def close(*, meldcode: int, closing: str, actor: User, at: datetime, once: UUID, via: str = "page") -> Meldcode:
    """Close it, after the decision of step 5, with how it ended. Raises as `take_step()` does."""
    found, done = _locked(meldcode, CLOSE, actor, once)
    if done:
        return found
    decided = found.steps.filter(number=DECIDE).last()
    if decided is None:
        raise RefusedError(Refusal(reason="Neem eerst de beslissing van stap 5.", basis=STEPS_BASIS))
    if decided.report_needed and decided.reported_on is None:
        reason = "Melden was noodzakelijk. Leg bij stap 5 eerst vast wanneer je bij Veilig Thuis meldde."
        raise RefusedError(Refusal(reason=reason, basis=NORM))
    if not closing.strip():
        raise CaseError("Schrijf op hoe het afliep, en wie de veiligheid volgt.")
    found.closed_at, found.closed_by, found.closing = at, actor, closing.strip()
    found.save(update_fields=["closed_at", "closed_by", "closing"])
    _finish(found, CLOSE, actor, at, once=once, via=via)
    return found


def _locked(pk: int, kind: str, actor: User, once: UUID) -> tuple[Meldcode, bool]:
    """The meldcode, locked and known to the actor, and whether this key did its act already."""
    hold(once)
    found = Meldcode.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if found is None:
        raise NoAccessError(access.UNKNOWN)
    compartment.require_known(actor, found)
    if answer_to(once, actor, kind, found) is not None:
        return found, True
    if found.closed_at is not None:
        raise NotAllowedHereError(CLOSED)
    return found, False


def _left_out(meldcode: Meldcode, taken: Taken) -> list[int]:
    """The steps that this decision leaves out. Raises RefusedError where that needs a reason, and where it goes against
    the afwegingskader.
    """
    rows = list(meldcode.steps.all())
    there = {row.number for row in rows}
    missing = [step for step in STEPS if step.number < DECIDE and step.number not in there]
    if missing and not taken.skip_rest.strip():
        first = missing[0]
        reason = f"Leg eerst stap {first.number} vast ({first.label.lower()}), of zeg hier waarom je overslaat."
        raise RefusedError(Refusal(reason=reason, basis=STEPS_BASIS))
    weighed = next((row for row in reversed(rows) if row.number == WEIGH and not row.skipped), None)
    if weighed and must_report(weighed.weighing) and not taken.answers.get("report_needed"):
        raise RefusedError(
            Refusal(reason="Volgens je weging in stap 4 is melden bij Veilig Thuis noodzakelijk.", basis=NORM)
        )
    return [step.number for step in missing]


def _finish(
    meldcode: Meldcode, kind: str, actor: User, at: datetime, *, once: UUID, via: str, **payload: object
) -> None:
    events.record(kind=kind, subject=meldcode, actor=actor, at=at, via=via, payload=payload)
    keep(once, actor, kind, meldcode, at)
