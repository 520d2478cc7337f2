"""Documents of a case: opened through the gate and the read log, added, and changed by one act each."""

import hashlib
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from cases import access
from cases.actions import document as acts
from cases.contract import CaseError, ConflictError, NoAccessError, local_day
from cases.forms.base import BaseForm
from cases.forms.document import AboutForm, AddDocumentForm, DestroyForm, FileForm
from cases.models import Case, DestroyReason, Document, DocumentDirection, DocumentKind
from cases.queries.documents import versions_of
from cases.queries.timeline import changes_since
from cases.uploads.kinds import KINDS
from cases.views.case import signed_in
from cases.views.clock import now
from cases.views.conflict import CONFLICT, conflict, own_fields
from cases.views.errors import hides_what_may_not_be_seen, not_found
from cases.views.posted import number as posted_number
from cases.views.posted import one_time_key


@hides_what_may_not_be_seen
@require_safe
def show(request: HttpRequest, uuid: UUID, document: UUID) -> HttpResponse:
    """What is known of a document, with its versions."""
    user, at = signed_in(request), now(request)
    found = access.open_document(user, uuid=uuid, document=document, at=at)
    context = _about(found.case, at) | {
        "document": found,
        "versions": versions_of(found),
        "kind_text": DocumentKind(found.kind).label,
        "direction_text": DocumentDirection(found.direction).label,
        "destroyed": DestroyReason(found.destroyed_because).label if found.destroyed_because else "",
        "may_destroy": acts.may_destroy(user, found),
    }
    return render(request, "cases/document.html", context)


@hides_what_may_not_be_seen
@require_safe
def download(request: HttpRequest, uuid: UUID, document: UUID, number: int) -> HttpResponse:
    """The file of one version. A browser draws it in a sandbox, or downloads what it should not draw."""
    found = access.open_document(
        signed_in(request),
        uuid=uuid,
        document=document,
        at=now(request),
        kind="cases.open_document_file",
        number=number,
    )
    row = found.files.filter(number=number).exclude(file="").first() if found.destroyed_at is None else None
    if row is None:
        return not_found(request)
    try:
        with row.file.open("rb") as file:
            content = bytes(file.read())
    except FileNotFoundError:
        content = b""
    if hashlib.sha256(content).hexdigest() != row.sha256:
        messages.error(request, "Dit bestand is niet meer zoals het bewaard werd. Meld dit bij de beheerder.")
        return redirect("document", uuid=found.case.uuid, document=found.uuid)
    kind = KINDS[row.kind]
    how = "inline" if kind.shown else "attachment"
    return HttpResponse(
        content,
        content_type=kind.mime,
        headers={
            # Not the name it came with: that may tell who and what, and would stand in a folder of downloads.
            "Content-Disposition": f'{how}; filename="{found.case.number}-{found.uuid.hex[-6:]}.{kind.key}"',
            "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
            "X-Content-Type-Options": "nosniff",
        },
    )


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """GET: the form. POST: keep the document, or say everything that is wrong at once."""
    user, at = signed_in(request), now(request)
    case = access.open_case(user, uuid=uuid, at=at)
    today, once = local_day(at), one_time_key(request)
    fresh = {"received_on": today, "direction": DocumentDirection.IN}
    form = AddDocumentForm(request.POST or None, request.FILES or None, today=today, initial=fresh)
    if request.method == "POST" and form.is_valid():
        try:
            file = form.cleaned_data["file"]
            acts.add_document(case=case, file=file, about=form.about(), actor=user, at=at, once=once)
        except NoAccessError:
            raise
        except CaseError as error:
            form.add_error("file", str(error))
            once = uuid4()
        else:
            messages.success(request, "Het stuk is nagekeken en bewaard.")
            return redirect(f"{reverse('case', args=[case.uuid])}#stukken")
    hidden = [("once", once)]
    page = {"heading": "Stuk toevoegen", "form": form, "hidden": hidden, "button": "Bewaar het stuk"}
    return _form(request, case, page, back=f"{reverse('case', args=[case.uuid])}#stukken")


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, uuid: UUID, document: UUID) -> HttpResponse:
    found = _opened(request, uuid, document)
    today = local_day(now(request))
    return _change(
        request, found, lambda document, *data: AboutForm(*data, today=today, document=document),
        heading="Gegevens wijzigen", button="Bewaar",
        act=lambda form, **key: acts.correct_document(about=form.about(), **key),
    )  # fmt: skip


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def replace(request: HttpRequest, uuid: UUID, document: UUID) -> HttpResponse:
    return _change(
        request, _opened(request, uuid, document), lambda _, *data: FileForm(*data),
        heading="Nieuwe versie", button="Bewaar de nieuwe versie",
        act=lambda form, **key: acts.replace_document(file=form.cleaned_data["file"], **key),
    )  # fmt: skip


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def destroy(request: HttpRequest, uuid: UUID, document: UUID) -> HttpResponse:
    found = _opened(request, uuid, document)
    if not acts.may_destroy(signed_in(request), found):
        return not_found(request)
    return _change(
        request, found, lambda _, *data: DestroyForm(*data),
        heading="Stuk vernietigen", button="Vernietig dit stuk",
        act=lambda form, **key: acts.destroy_document(reason=form.cleaned_data["reason"], **key),
    )  # fmt: skip


def _opened(request: HttpRequest, uuid: UUID, document: UUID) -> Document:
    return access.open_document(signed_in(request), uuid=uuid, document=document, at=now(request))


def _change(
    request: HttpRequest, found: Document, make: Callable[..., BaseForm], *, heading: str, button: str, act: Any
) -> HttpResponse:
    """One act on a document; `make(document, data, files)` is the form on it. What can't be done comes back with what
    was typed and the reason.
    """
    once = one_time_key(request)
    form = make(found, request.POST, request.FILES) if request.method == "POST" else make(found)
    back = reverse("document", args=[found.case.uuid, found.uuid])
    refusal = ""
    if form.is_bound and form.is_valid():
        try:
            act(
                form, document_id=found.pk, actor=signed_in(request), at=now(request), once=once,
                seen=posted_number(request.POST.get("seen")),
            )  # fmt: skip
        except NoAccessError:
            raise
        except ConflictError as error:
            fresh = access.visible_to(signed_in(request), Document).get(pk=found.pk)
            return conflict(
                request, error, mine=make(fresh, request.POST), theirs=make(fresh), heading=heading, back=back,
                changes=changes_since(found.case, error.seen, counter="document_version", document=found.pk),
                above="cases/case_head.html", button=button, context={"case": found.case, "law": found.case.law_data},
            )  # fmt: skip
        except CaseError as error:
            refusal = str(error)
        else:
            messages.success(request, f"Vastgelegd: {heading.lower()}.")
            return redirect("document", uuid=found.case.uuid, document=found.uuid)
    page = {
        "heading": heading, "form": form, "button": button, "refusal": refusal, "document": found,
        "destroys": isinstance(form, DestroyForm),
        "hidden": own_fields(request, make(found), version=found.version, once=once),
    }  # fmt: skip
    return _form(request, found.case, page, back=back, status=CONFLICT if refusal else 200)


def _form(request: HttpRequest, case: Case, page: dict[str, Any], *, back: str, status: int = 200) -> HttpResponse:
    if status == 200 and page["form"].errors:  # noqa: PLR2004
        status = 400
    return render(
        request, "cases/document_form.html", _about(case, now(request)) | page | {"back": back}, status=status
    )


def _about(case: Case, at: Any) -> dict[str, Any]:
    return {"case": case, "law": case.law_data, "today": local_day(at)}
