"""Place a note in the journal of a case."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from cases import access
from cases.actions.note import add_note
from cases.contract import CaseError, NoAccessError, local_day
from cases.forms.note import NoteForm
from cases.views.case import page, signed_in
from cases.views.clock import now
from cases.views.errors import hides_what_may_not_be_seen
from cases.views.posted import one_time_key, with_fresh_key


@hides_what_may_not_be_seen
@require_POST
def place(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Append the note; what can't be placed comes back with its text and every reason."""
    user, at = signed_in(request), now(request)
    case = access.open_case(user, uuid=uuid, at=at)
    form = NoteForm(request.POST, today=local_day(at))
    if form.is_valid():
        try:
            add_note(case=case, author=user, at=at, **form.cleaned_data | {"once": one_time_key(request)})
        except NoAccessError:
            raise
        except CaseError as error:
            form.add_error(None, str(error))
            form.data = with_fresh_key(request.POST)
        else:
            messages.success(request, "Notitie geplaatst.")
            return redirect(f"{reverse('case', args=[case.uuid])}#notities")
    return page(request, case, note=form, status=400)
