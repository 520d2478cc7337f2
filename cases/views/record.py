"""The page on which a record of a law is edited: a verslag, a proposed voorziening."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cases import access
from cases.actions.record import edit_record, remove_record
from cases.contract import (
    ActForm,
    CaseError,
    ConflictError,
    InvalidError,
    NoAccessError,
    Record,
    Refusal,
    RefusedError,
    local_day,
)
from cases.forms.compare import as_typed
from cases.models import Case, User
from cases.queries.records import find_row, why_fixed
from cases.queries.timeline import changes_since
from cases.views.case import signed_in
from cases.views.clock import now
from cases.views.conflict import CONFLICT, conflict, own_fields
from cases.views.errors import hides_what_may_not_be_seen, not_found
from cases.views.posted import number, one_time_key

INVALID = 400


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, uuid: UUID, key: str, record: UUID | None = None) -> HttpResponse:
    """GET: the form of one record. POST: keep it, or remove it, and go back to the case."""
    user, at = signed_in(request), now(request)
    case = access.open_case(user, uuid=uuid, at=at, kind="cases.open_step")
    kind = case.law_data.record(key)
    if kind is None or kind.permission not in access.permissions_on(user, case):
        return not_found(request)
    page = _RecordPage(request, user=user, case=case, kind=kind, record=record)
    if record is not None and (page.row is None or not kind.many):
        return not_found(request)
    return page.take() if request.method == "POST" else page.show()


class _RecordPage:
    """The state of one request for one record."""

    def __init__(self, request: HttpRequest, *, user: User, case: Case, kind: Record, record: UUID | None) -> None:
        self.request, self.user, self.case, self.kind, self.record = request, user, case, kind, record
        self.row = find_row(kind, case, record)
        self.at = now(request)

    def show(self) -> HttpResponse:
        refusal = why_fixed(self.kind, self.case, self.row)
        return self._form(self._fresh(), refusal=refusal, status=CONFLICT if refusal else 200)

    def take(self) -> HttpResponse:
        post = self.request.POST
        seen, once = number(post.get("seen")), one_time_key(self.request)
        case, key, row = self.case.pk, self.kind.key, self.record
        try:
            if row and post.get("actie") == "weg":
                remove_record(case_id=case, key=key, record=row, actor=self.user, at=self.at, seen=seen, once=once)
                messages.success(self.request, f"{self.kind.label} verwijderd.")
                return redirect("case", uuid=self.case.uuid)
            edit_record(case_id=case, key=key, record=row, data=post, actor=self.user, at=self.at, seen=seen, once=once)
        except NoAccessError:
            raise
        except InvalidError as error:
            return self._form(error.form, once=once, status=INVALID)
        except RefusedError as error:
            return self._form(self._typed(), refusal=error.refusal, once=once, status=CONFLICT)
        except ConflictError as error:
            return self._conflict(error)
        except CaseError as error:
            return self._form(self._typed(), refusal=Refusal(reason=str(error)), status=CONFLICT)
        messages.success(self.request, f"Bewaard: {self.kind.label}.")
        return redirect("case", uuid=self.case.uuid)

    def _form(
        self, form: ActForm[Any], *, refusal: Refusal | None = None, once: UUID | None = None, status: int = 200
    ) -> HttpResponse:
        version = self.row.version if self.row is not None else 0
        hidden = own_fields(self.request, self._fresh(), version=version, once=once)
        return self._render("cases/record.html", {"form": form, "hidden": hidden, "refusal": refusal}, status)

    def _conflict(self, error: ConflictError) -> HttpResponse:
        """Somebody was first: both versions, to choose from per field; what only one changed is merged already."""
        self.row = find_row(self.kind, self.case, self.record)
        part = {"record": self.row.pk} if self.row is not None else {}
        return conflict(
            self.request,
            error,
            mine=self._typed(),
            theirs=self._fresh(),
            changes=changes_since(self.case, error.seen, counter="record_version", **part),
            heading=self.kind.label,
            back=reverse("case", args=[self.case.uuid]),
            above="cases/case_head.html",
            context={"case": self.case, "law": self.case.law_data},
        )

    def _fresh(self) -> ActForm[Any]:
        return self.kind.form(subject=self.case, actor=self.user, at=self.at, record=self.row)

    def _typed(self) -> ActForm[Any]:
        post = self.request.POST
        return as_typed(self.kind.form(data=post, subject=self.case, actor=self.user, at=self.at, record=self.row))

    def _render(self, template: str, context: dict[str, Any], status: int) -> HttpResponse:
        args = [self.case.uuid, self.kind.key, self.record] if self.record else [self.case.uuid, self.kind.key]
        shared = {
            "case": self.case,
            "law": self.case.law_data,
            "kind": self.kind,
            "heading": self.kind.label,
            "action": reverse("record_row" if self.record else "record", args=args),
            "removable": self.record is not None,
            "today": local_day(self.at),
        }
        return render(self.request, template, shared | context, status=status)
