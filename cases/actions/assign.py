"""Who handles a case. A colleague picks up what nobody has or what is urgent; a handler may hand their own case over;
who divides the work may give any case to a colleague.

No term starts, moves or ends by this: an urgent clock runs on while the work is being divided.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from cases import access, events
from cases.actions.once import answer_to, hold, keep
from cases.contract import CaseError, ConflictError, NoAccessError, NotAllowedHereError, Phase
from cases.models import Case, User
from cases.queries.colleagues import ASSIGN
from cases.reader import reader

KIND = "cases.assign"


@transaction.atomic
def assign(*, case_id: int, handler: User, actor: User, at: datetime, seen: int, once: UUID, via: str = "page") -> Case:
    """Make `handler` the one who handles this case and return the case.

    Taking an unassigned or urgent case oneself, and handing over one's own, asks a role for its law; every other
    change asks "cases.assign". Raises NoAccessError, ConflictError, NotAllowedHereError, or CaseError for a colleague
    who can't handle it; then nothing was written.
    """
    hold(once)
    case = Case.objects.select_for_update(of=("self",)).select_related("household", "handler").get(pk=case_id)
    if answer_to(once, actor, KIND, case) is not None:
        return case
    access.require_visible(actor, case)
    if case.phase == Phase.CLOSED:
        raise NotAllowedHereError("Deze zaak is gesloten. Er is niets gewijzigd.")
    if case.handler_id == handler.pk:
        return case
    _raise_unless_allowed(case, handler, actor)
    if seen != case.version:
        raise ConflictError(seen=seen, current=case.version)
    _raise_unless_able(case, handler)
    payload = {"handler": handler.pk, "before": case.handler_id, "version": case.version + 1}
    case.handler = handler
    case.version += 1
    case.save(update_fields=["handler", "version"])
    events.record(kind=KIND, subject=case, actor=actor, at=at, payload=payload, via=via)
    keep(once, actor, KIND, case, at)
    return case


def _raise_unless_allowed(case: Case, handler: User, actor: User) -> None:
    if access.can(actor, ASSIGN) or case.handler_id == actor.pk:
        return
    if handler.pk != actor.pk or not reader(actor).knows(case):
        raise NoAccessError(access.UNKNOWN)
    # Urgent help may not wait for who is at lunch: a colleague of the team takes it over, and the event says so.
    if case.handler is not None and not case.deadlines.open().filter(urgent=True).exists():
        raise CaseError(f"{case.handler.display_name} behandelt deze zaak al. Er is niets gewijzigd.")


def _raise_unless_able(case: Case, handler: User) -> None:
    """A case must not land on the desk of somebody who can't open it or can't do its steps."""
    who = reader(handler)
    if not handler.is_active or case.team_id not in who.teams or not who.knows(case):
        raise CaseError(f"{handler.display_name} kan deze zaak niet behandelen. Kies iemand uit het team met deze wet.")
    barred = case.procedure_data.barred
    if barred is not None and handler.pk in barred(case):
        raise CaseError(f"{handler.display_name} nam het eerste besluit en mag deze zaak niet behandelen (Awb 10:3).")
