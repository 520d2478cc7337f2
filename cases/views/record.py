"""The page on which a record of a law is edited: a verslag, a proposed voorziening."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

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
from cases.forms.compare import BASIS, as_typed, basis_of, compare, typed
from cases.models import Case, User
from cases.queries.records import find_row, last_edit, why_fixed
from cases.rules.calendar import AMSTERDAM
from cases.rules.wording import short_moment
from cases.views.case import signed_in
from cases.views.clock import now
from cases.views.errors import hides_what_may_not_be_seen, not_found
from cases.views.posted import number, one_time_key

CONFLICT, INVALID = 409, 400


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
        seen, once = number(post.get("seen")), one_time_key(post.get("once"))
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
        post = self.request.POST
        seen = post.get("seen") or str(self.row.version if self.row is not None else 0)
        basis = [(name, value) for name, value in post.items() if name.startswith(BASIS)] or basis_of(self._fresh())
        hidden = [("seen", seen), ("once", str(once or uuid4())), *basis]
        return self._render("cases/record.html", {"form": form, "hidden": hidden, "refusal": refusal}, status)

    def _conflict(self, error: ConflictError) -> HttpResponse:
        """Somebody was first: both versions, to choose from per field; what only one changed is merged already."""
        self.row = find_row(self.kind, self.case, self.record)
        mine = self._typed()
        other = last_edit(self.kind, self.case, self.row) if self.row is not None else None
        comparison = compare(
            self.request.POST,
            mine,
            self._fresh(),
            me=f"{self.user.display_name}, {_when(self.at)}",
            them=f"{other.by}, {_when(other.at)}" if other else "Een collega",
        )
        hidden = [("seen", str(error.current)), ("once", str(uuid4())), *comparison.basis, *comparison.carried]
        context = {
            "comparison": comparison,
            "typed": typed(mine),
            "them": other.by if other else "een collega",
            "seen": error.seen,
            "current": error.current,
            "next": error.current + 1,
            "hidden": hidden,
        }
        return self._render("cases/conflict.html", context, CONFLICT)

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


def _when(at: datetime) -> str:
    return short_moment(at.astimezone(AMSTERDAM))
