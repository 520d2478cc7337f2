"""A letter as PDF, only through the application: the gate and the read log go first, for each copy."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from cases import access
from cases.actions.letter import preview
from cases.actions.letter_copy import find_copy
from cases.contract import CaseError
from cases.models import LetterState
from cases.views.case import signed_in
from cases.views.clock import now
from cases.views.errors import hides_what_may_not_be_seen, not_found
from cases.views.pdf import pdf_answer


@hides_what_may_not_be_seen
@require_safe
def show(request: HttpRequest, uuid: UUID, letter: UUID) -> HttpResponse:
    """The frozen file of a sent letter, or a draft as it would go out today."""
    case = access.open_case(
        signed_in(request), uuid=uuid, at=now(request), kind="cases.open_letter", payload={"letter": str(letter)}
    )
    found = case.letters.exclude(state=LetterState.WITHDRAWN).filter(uuid=letter).first()
    if found is None:
        return not_found(request)
    try:
        pdf = preview(found)
    except CaseError as error:
        messages.error(request, str(error))
        return redirect("case", uuid=case.uuid)
    return pdf_answer(pdf, case.number)


@hides_what_may_not_be_seen
@require_safe
def copy(request: HttpRequest, uuid: UUID, letter: UUID, copy: UUID) -> HttpResponse:
    """The frozen copy of one addressee."""
    payload = {"letter": str(letter), "copy": str(copy)}
    case = access.open_case(signed_in(request), uuid=uuid, at=now(request), kind="cases.open_letter", payload=payload)
    found = case.letters.filter(uuid=letter, state=LetterState.SENT).first()
    if found is None:
        return not_found(request)
    with find_copy(found, copy).file.open("rb") as file:
        return pdf_answer(bytes(file.read()), case.number)
