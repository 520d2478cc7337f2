"""What happens around a letter: a copy for somebody else before it goes, and afterwards once more, or taken back."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from cases import access
from cases.actions.letter_copy import add_copy, remove_copy
from cases.actions.letter_dispatch import resend, withdraw
from cases.contract import CaseError, InvalidError, NoAccessError, local_day
from cases.forms.base import BaseForm
from cases.forms.letter import CopyForm, ResendForm, WithdrawForm
from cases.views.clock import now
from cases.views.errors import hides_what_may_not_be_seen
from cases.views.letter_write import Desk, desk, page
from cases.views.posted import one_time_key, public_id


@hides_what_may_not_be_seen
@require_POST
def send(request: HttpRequest, uuid: UUID, letter: UUID) -> HttpResponse:
    """POST `actie`: `afschrift` add one, `zonder` leave one out, `opnieuw` record a further dispatch, `intrekken`."""
    at_desk = desk(request, uuid, letter)
    if not at_desk.may_write:
        raise NoAccessError(access.UNKNOWN)
    post, at = request.POST, now(request)
    copy = public_id(post.get("exemplaar")) or uuid4()
    shared: dict[str, Any] = {"letter_id": at_desk.letter.pk, "actor": at_desk.user, "at": at}
    once = one_time_key(request)
    form: BaseForm
    match post.get("actie"):
        case "afschrift":
            form = CopyForm(post)
            return _do(at_desk, form, "copy_form", "Het afschrift gaat mee.", lambda data: add_copy(
                **shared, once=once, name=data["name"], lines=data["lines"].splitlines(), reason=data["reason"]
            ))  # fmt: skip
        case "opnieuw":
            form = ResendForm(post, today=local_day(at))
            said = "Vastgelegd: de brief ging opnieuw weg. De eerste dag blijft tellen."
            return _do(at_desk, form, "resend_form", said, lambda data: resend(**shared, once=once, copy=copy, **data))
        case "intrekken":
            form = WithdrawForm(post)
            said = "De brief is ingetrokken. Kijk hieronder wat je nog moet doen."
            return _do(at_desk, form, "withdraw_form", said, lambda data: withdraw(**shared, once=once, **data))
        case "zonder":
            return _do(at_desk, None, "", "Dit afschrift gaat niet mee.", lambda _: remove_copy(**shared, copy=copy))
    return redirect("letter_write", uuid=at_desk.case.uuid, letter=at_desk.letter.uuid)


def _do(
    at_desk: Desk, form: BaseForm | None, name: str, said: str, act: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """Carry it out, or show the page with every reason and what was typed."""
    if form is not None and not form.is_valid():
        return page(at_desk, status=400, forms={name: form})
    try:
        act(form.cleaned_data if form is not None else {})
    except NoAccessError:
        raise
    except CaseError as error:
        if form is None:
            messages.error(at_desk.request, str(error))
            return redirect("letter_write", uuid=at_desk.case.uuid, letter=at_desk.letter.uuid)
        for field, sentences in (error.errors if isinstance(error, InvalidError) else {"": [str(error)]}).items():
            form.add_error(field if field in form.fields else None, list(sentences))
        return page(at_desk, status=400, forms={name: form})
    messages.success(at_desk.request, said)
    return redirect("letter_write", uuid=at_desk.case.uuid, letter=at_desk.letter.uuid)
