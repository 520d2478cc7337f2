"""One step of a case: its form, the answer to it, and what to do when it can't be taken. Nothing typed gets lost."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cases import access
from cases.actions.transition import perform, raise_if_elsewhere, refusal_of
from cases.contract import (
    ActForm,
    CaseError,
    ConflictError,
    EmptyForm,
    InvalidError,
    NoAccessError,
    NotAllowedHereError,
    Refusal,
    RefusedError,
    Transition,
)
from cases.forms.compare import as_typed, typed
from cases.models import Case, User
from cases.queries.casefile import bring_whole
from cases.queries.lengths import municipality_of
from cases.queries.starts import starts_of
from cases.queries.timeline import Item, changes_since
from cases.rules.calendar import local_day
from cases.views.case import signed_in
from cases.views.clock import now
from cases.views.conflict import CONFLICT, conflict, own_fields
from cases.views.errors import hides_what_may_not_be_seen, not_found
from cases.views.posted import number, one_time_key
from cases.views.steps import effects_of, step_named


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, uuid: UUID, key: str) -> HttpResponse:
    """GET: the form of a step. POST: take it, and go back to the case."""
    user, at = signed_in(request), now(request)
    case = access.open_case(user, uuid=uuid, at=at, kind="cases.open_step")
    transition = step_named(case, key, access.permissions_on(user, case))
    if transition is None:
        return not_found(request)
    page = _StepPage(request, user, case, transition)
    if request.method != "POST":
        bring_whole(case)
    return page.take() if request.method == "POST" else page.show()


class _StepPage:
    """The state of one request for one step."""

    def __init__(self, request: HttpRequest, user: User, case: Case, transition: Transition) -> None:
        self.request, self.user, self.case, self.transition = request, user, case, transition
        self.at = now(request)

    def show(self) -> HttpResponse:
        try:
            raise_if_elsewhere(self.case, self.transition)
        except NotAllowedHereError as error:
            return self._elsewhere(str(error))
        refusal = refusal_of(self.transition, self.case, self.user, self.at)
        return self._form(self._fresh(), refusal=refusal, status=CONFLICT if refusal else 200)

    def take(self) -> HttpResponse:
        """Carry out the step; every way in which it can fail has its own page with the typed text on it."""
        post = self.request.POST
        seen, once = number(post.get("seen")), one_time_key(self.request)
        try:
            perform(
                case_id=self.case.pk,
                key=self.transition.key,
                actor=self.user,
                data=post,
                files=self.request.FILES,
                at=self.at,
                seen=seen,
                once=once,
            )
        except NoAccessError:
            raise
        except InvalidError as error:
            return self._form(error.form, once=once, status=400)
        except RefusedError as error:
            return self._form(self._typed(), refusal=error.refusal, once=once, status=CONFLICT)
        except ConflictError as error:
            return self._conflict(error)
        except NotAllowedHereError as error:
            return self._elsewhere(str(error), since=seen)
        except CaseError as error:
            return self._form(self._typed(), refusal=Refusal(reason=str(error)), status=CONFLICT)
        messages.success(self.request, f"Vastgelegd: {self.transition.done or self.transition.label}.")
        return redirect("case", uuid=self.case.uuid)

    def _form(
        self, form: ActForm[Any], *, refusal: Refusal | None = None, once: UUID | None = None, status: int = 200
    ) -> HttpResponse:
        """The form with its hidden fields; a key that was not used up stays good for the next try."""
        fresh = self._fresh() if form.is_bound else form
        hidden = own_fields(self.request, fresh, version=self.case.version, once=once)
        context = {"form": form, "hidden": hidden, "refusal": refusal, "empty": self.transition.form is EmptyForm}
        return self._render("cases/step.html", context | self._terms(), status)

    def _conflict(self, error: ConflictError) -> HttpResponse:
        """Somebody was first. Where the step still follows: both versions, to choose from per field."""
        self.case = (
            access.visible_to(self.user, Case)
            .select_related("household", "person", "team", "handler")
            .get(pk=self.case.pk)
        )
        try:
            raise_if_elsewhere(self.case, self.transition)
        except NotAllowedHereError as elsewhere:
            return self._elsewhere(str(elsewhere), since=error.seen)
        return conflict(
            self.request,
            error,
            mine=self._typed(),
            theirs=self._fresh(),
            changes=changes_since(self.case, error.seen),
            heading=self.transition.label,
            back=reverse("case", args=[self.case.uuid]),
            above="cases/case_head.html",
            refusal=refusal_of(self.transition, self.case, self.user, self.at),
            empty=self.transition.form is EmptyForm,
            context={"case": self.case, "law": self.case.law_data},
        )

    def _elsewhere(self, reason: str, since: int | None = None) -> HttpResponse:
        """The step no longer follows from where the case stands: what happened, and the text to copy."""
        changes: tuple[Item, ...] = changes_since(self.case, since) if since else ()
        context = {"reason": reason, "changes": changes, "typed": typed(self._typed()) if self.request.POST else ()}
        return self._render("cases/closed_meanwhile.html", context, CONFLICT)

    def _terms(self) -> dict[str, Any]:
        """What this step does to the terms, if it is taken today."""
        municipality = municipality_of(self.case)
        procedure = self.case.procedure_data
        return {
            "starts": starts_of(procedure, self.transition, at=self.at, fields={}, municipality=municipality),
            "effects": effects_of(self.case, self.transition),
        }

    def _fresh(self) -> ActForm[Any]:
        return self.transition.form(subject=self.case, actor=self.user, at=self.at)

    def _typed(self) -> ActForm[Any]:
        return as_typed(
            self.transition.form(
                data=self.request.POST, files=self.request.FILES, subject=self.case, actor=self.user, at=self.at
            )
        )

    def _render(self, template: str, context: dict[str, Any], status: int) -> HttpResponse:
        shared = {
            "case": self.case,
            "law": self.case.law_data,
            "transition": self.transition,
            "today": local_day(self.at),
        }
        return render(self.request, template, shared | context, status=status)
