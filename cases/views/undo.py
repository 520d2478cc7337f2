"""The page on which a wrong step is taken back, before it was sent."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cases import access
from cases.actions.undo import undo_step
from cases.contract import CaseError, ConflictError, NoAccessError, local_day
from cases.forms.undo import UndoForm
from cases.queries.timeline import changes_since
from cases.queries.undoable import undoable_of
from cases.views.case import signed_in
from cases.views.clock import now
from cases.views.conflict import CONFLICT, conflict
from cases.views.errors import hides_what_may_not_be_seen
from cases.views.posted import number, one_time_key

INVALID = 400


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """GET: what can be taken back, and what that does. POST: take it back, and go to the case."""
    user, at = signed_in(request), now(request)
    case = access.open_case(user, uuid=uuid, at=at, kind="cases.open_step")
    mine = access.permissions_on(user, case)
    steps = tuple(step for step in undoable_of(case) if step.transition.permission in mine)
    once, status, refusal = uuid4(), 200, ""
    form = UndoForm(request.POST if request.method == "POST" else None, steps=steps)
    if form.is_bound:
        once = one_time_key(request)
        status = INVALID
        if form.is_valid():
            try:
                undo_step(
                    case_id=case.pk,
                    event=form.cleaned_data["event"],
                    reason=form.cleaned_data["reason"],
                    actor=user,
                    at=at,
                    seen=number(request.POST.get("seen")),
                    once=once,
                )
            except NoAccessError:
                raise
            except ConflictError as error:
                return conflict(
                    request,
                    error,
                    mine=form,
                    theirs=UndoForm(steps=steps),
                    changes=changes_since(case, error.seen),
                    heading="Een stap terugdraaien",
                    back=reverse("case", args=[case.uuid]),
                    above="cases/case_head.html",
                    button="Terugdraaien",
                    context={"case": case, "law": case.law_data},
                )
            except CaseError as error:
                refusal, status = str(error), CONFLICT
            else:
                messages.success(request, "De stap is teruggedraaid. De reden staat in de notities.")
                return redirect("case", uuid=case.uuid)
    context = {
        "case": case,
        "law": case.law_data,
        "form": form,
        "steps": [(step, case.procedure_data.state(step.state).label) for step in steps],
        "refusal": refusal,
        "hidden": [("seen", str(case.version)), ("once", str(once))],
        "today": local_day(at),
    }
    return render(request, "cases/undo.html", context, status=status)
