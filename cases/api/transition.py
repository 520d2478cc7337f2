"""Acts through the API: which steps there are, and taking one with the form of the page."""

from uuid import UUID

from django import forms
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from cases import access
from cases.actions.transition import perform
from cases.api.case import Json, whole
from cases.api.errors import article
from cases.api.message import kind_of, posted, read
from cases.api.view import ApiView
from cases.views.case import signed_in
from cases.views.clock import now
from cases.views.steps import StepRow, step_named, steps_of


class Acts(ApiView):
    """GET /zaken/{uuid}/handelingen: the steps from here. POST: take one."""

    def get(self, request: Request, uuid: UUID) -> Response:
        user, at = signed_in(request), now(request)
        case = access.open_case(user, uuid=uuid, at=at, via="api")
        urgent = case.deadlines.filter(ended_at=None, urgent=True).exists()
        permissions = access.permissions_on(user, case)
        rows = steps_of(case, user=user, permissions=permissions, at=at, urgent=urgent)
        form_of = {t.key: t.form for t in case.procedure_data.transitions}
        steps = [_step(row, form_of[row.key](subject=case, actor=user, at=at)) for row in rows]
        return Response({"versie": case.version, "handelingen": steps})

    def post(self, request: Request, uuid: UUID) -> Response:
        user, at = signed_in(request), now(request)
        case = access.open_case(user, uuid=uuid, at=at, via="api")  # the gate goes before any look at the message
        wanted = read(request.data)
        step = step_named(case, wanted.key, access.permissions_on(user, case))  # None: perform() says why
        data = posted(step.form(subject=case, actor=user, at=at), wanted.data) if step else {}
        case = perform(
            case_id=case.pk,
            key=wanted.key,
            actor=user,
            data=data,
            at=at,
            seen=wanted.seen,
            once=wanted.once,
            via="api",
        )
        return Response(whole(case, at), status=201, headers={"Location": reverse("api_case", args=[case.uuid])})


def _step(row: StepRow, form: forms.BaseForm) -> Json:
    """One step; `reden` and `artikel` are there where it can't be taken now."""
    return {
        "handeling": row.key,
        "naam": row.label,
        "mogelijk": row.refusal is None,
        "reden": row.refusal.reason if row.refusal else None,
        "artikel": article(row.refusal.basis) if row.refusal else None,
        "velden": [
            {
                "naam": bound.name,
                "label": bound.label,
                "verplicht": bound.field.required,
                "soort": kind_of(bound.field)[0],
            }
            for bound in form.visible_fields()
        ],
    }
