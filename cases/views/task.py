"""Tasks of a case: added on its page, changed or answered on their own, ended with one button."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from cases import access
from cases.actions import task as acts
from cases.contract import CaseError, ConflictError, NoAccessError, local_day
from cases.forms.base import BaseForm
from cases.forms.task import AnswerForm, ChangeTaskForm, TaskForm
from cases.models import Task
from cases.queries.colleagues import colleagues_of
from cases.queries.timeline import changes_since
from cases.views.case import page, signed_in
from cases.views.clock import now
from cases.views.conflict import CONFLICT, conflict, own_fields
from cases.views.errors import hides_what_may_not_be_seen
from cases.views.navigation import safe_next
from cases.views.posted import number, one_time_key, with_fresh_key

CHANGED = "Terwijl jij bezig was, veranderde een collega deze taak. Kijk wat er nu staat."


@hides_what_may_not_be_seen
@require_POST
def add(request: HttpRequest, uuid: UUID) -> HttpResponse:
    user, at = signed_in(request), now(request)
    case = access.open_case(user, uuid=uuid, at=at)
    form = TaskForm(request.POST, owners=colleagues_of(case), today=local_day(at))
    if form.is_valid():
        try:
            acts.add_task(case=case, actor=user, at=at, **form.cleaned_data | {"once": one_time_key(request)})
        except NoAccessError:
            raise
        except CaseError as error:
            form.add_error(None, str(error))
            form.data = with_fresh_key(request.POST)
        else:
            messages.success(request, "De taak staat erbij.")
            return redirect(f"{reverse('case', args=[case.uuid])}#taken")
    return page(request, case, task=form, status=400)


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, uuid: UUID, task: UUID) -> HttpResponse:
    """Another owner or another day."""
    found = _opened(request, uuid, task)
    owners = colleagues_of(found.case)

    def form(task: Task, data: Any = None) -> BaseForm:
        start = {"owner": str(task.owner_id or ""), "due_on": task.due_on}
        return ChangeTaskForm(data, owners=owners, today=local_day(now(request)), initial=start)

    return _form(request, found, form, "Taak wijzigen", act=acts.change_task)


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, uuid: UUID, task: UUID) -> HttpResponse:
    """The answer to the question of a law; it ends the task."""
    found = _opened(request, uuid, task)

    def form(task: Task, data: Any = None) -> BaseForm:  # noqa: ARG001 - as that of a change
        return AnswerForm(data, today=local_day(now(request)))

    return _form(request, found, form, found.label, act=acts.answer_task)


@hides_what_may_not_be_seen
@require_POST
def finish(request: HttpRequest, uuid: UUID, task: UUID) -> HttpResponse:
    return _at_once(request, _opened(request, uuid, task), acts.finish_task, "Taak klaar.")


@hides_what_may_not_be_seen
@require_POST
def reopen(request: HttpRequest, uuid: UUID, task: UUID) -> HttpResponse:
    return _at_once(request, _opened(request, uuid, task), acts.reopen_task, "De taak staat weer open.")


def _opened(request: HttpRequest, uuid: UUID, task: UUID) -> Task:
    """The task of a case that passed the gate, with its line in the read log."""
    user = signed_in(request)
    payload = {"task": str(task)}
    case = access.open_case(user, uuid=uuid, at=now(request), kind="cases.open_task", payload=payload)
    found = access.visible_to(user, Task).select_related("owner").filter(case=case, uuid=task).first()
    if found is None:
        raise NoAccessError(access.UNKNOWN)
    found.case = case
    return found


def _at_once(request: HttpRequest, task: Task, act: Callable[..., Task], said: str) -> HttpResponse:
    try:
        act(
            task_id=task.pk, actor=signed_in(request), at=now(request), seen=number(request.POST.get("seen")),
            once=one_time_key(request),
        )  # fmt: skip
    except NoAccessError:
        raise
    except CaseError as error:
        messages.warning(request, CHANGED if isinstance(error, ConflictError) else str(error))
    else:
        messages.success(request, said)
    if "next" in request.POST:
        return redirect(safe_next(request, "worklist"))
    return redirect(f"{reverse('case', args=[task.case.uuid])}#taken")


def _form(
    request: HttpRequest, task: Task, make: Callable[..., BaseForm], heading: str, *, act: Callable[..., Task]
) -> HttpResponse:
    """`make(task, data)` is the form on a task as it stands."""
    once = one_time_key(request)
    form = make(task, request.POST) if request.method == "POST" else make(task)
    refusal = ""
    if form.is_bound and form.is_valid():
        try:
            act(
                task_id=task.pk, actor=signed_in(request), at=now(request), once=once,
                seen=number(request.POST.get("seen")), **form.cleaned_data,
            )  # fmt: skip
        except NoAccessError:
            raise
        except ConflictError as error:
            return _conflict(request, task, make, heading, error)
        except CaseError as error:
            refusal = str(error)
        else:
            messages.success(request, "De taak is bijgewerkt.")
            return redirect(f"{reverse('case', args=[task.case.uuid])}#taken")
    context: dict[str, Any] = {
        "case": task.case, "law": task.case.law_data, "today": local_day(now(request)), "task": task, "form": form,
        "heading": heading, "refusal": refusal,
        "hidden": own_fields(request, make(task), version=task.version, once=once),
    }  # fmt: skip
    return render(request, "cases/task.html", context, status=400 if form.errors else CONFLICT if refusal else 200)


def _conflict(
    request: HttpRequest, task: Task, make: Callable[..., BaseForm], heading: str, error: ConflictError
) -> HttpResponse:
    fresh = access.visible_to(signed_in(request), Task).select_related("owner").get(pk=task.pk)
    return conflict(
        request,
        error,
        mine=make(fresh, request.POST),
        theirs=make(fresh),
        changes=changes_since(task.case, error.seen, counter="task_version", task=task.pk),
        heading=heading,
        back=f"{reverse('case', args=[task.case.uuid])}#taken",
        above="cases/case_head.html",
        context={"case": task.case, "law": task.case.law_data},
    )
