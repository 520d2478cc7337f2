"""One case: what has to happen, until when and why, and all that is known. Opening it writes a line in the read log."""

from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases import access
from cases.forms.note import NoteForm
from cases.forms.task import TaskForm
from cases.models import Case, User
from cases.queries.casefile import casefile
from cases.rules.calendar import local_day
from cases.views.clock import now
from cases.views.errors import hides_what_may_not_be_seen
from cases.views.steps import steps_of


@hides_what_may_not_be_seen
@require_safe
def show(request: HttpRequest, uuid: UUID) -> HttpResponse:
    case = access.open_case(signed_in(request), uuid=uuid, at=now(request))
    return page(request, case)


def page(
    request: HttpRequest, case: Case, *, note: NoteForm | None = None, task: TaskForm | None = None, status: int = 200
) -> HttpResponse:
    """The page of a case that passed the gate; `note` and `task` are what could not be kept."""
    user, at = signed_in(request), now(request)
    request.stands_on = reverse("case", args=[case.uuid])  # type: ignore[attr-defined]  # also in answer to a post
    file = casefile(user, case, at)
    steps = steps_of(case, user=user, permissions=file.permissions, at=at, urgent=file.urgent is not None)
    context: dict[str, Any] = {
        "file": file,
        "case": case,
        "law": case.law_data,
        "steps": [row for row in steps if not row.urgent and not row.side],
        "side_steps": [row for row in steps if row.side and not row.urgent],
        "urgent_steps": [row for row in steps if row.urgent],
        "form": note or NoteForm(today=local_day(at), initial={"once": uuid4()}),
        "task_form": task or TaskForm(owners=file.owners, today=local_day(at), initial={"once": uuid4()}),
        "today": file.today,
        "assign_once": uuid4(),
    }
    return render(request, "cases/case.html", context, status=status)


def signed_in(request: HttpRequest) -> User:
    """The colleague of this request; the log-in middleware lets nobody else through."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
