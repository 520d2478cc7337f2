"""The page of a person. Opening it writes a line in the read log."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import EmailField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from cases import access
from cases.actions.reach import change_reach
from cases.contract import CaseError, ConflictError, NoAccessError
from cases.forms.person import PhoneField
from cases.queries.personfile import personfile
from cases.views.case import signed_in
from cases.views.clock import now
from cases.views.errors import hides_what_may_not_be_seen
from cases.views.posted import number, public_id

CONFLICT = "Iemand anders wijzigde deze persoon intussen. Kijk of het nog klopt en probeer het opnieuw."


@hides_what_may_not_be_seen
@require_safe
def show(request: HttpRequest, person: UUID) -> HttpResponse:
    """All that is known of a person, for this reader; a row that was linked leads to the one that remains."""
    user, at = signed_in(request), now(request)
    found = access.open_person(user, uuid=person, at=at)
    if found.merged_into is not None:
        return redirect("person", person=found.merged_into.uuid)
    return render(request, "cases/person.html", {"file": personfile(user, found, at), "person": found})


@hides_what_may_not_be_seen
@require_POST
def take_over(request: HttpRequest, person: UUID) -> HttpResponse:
    """Make the number or address that was typed at a melding the person's own; anything else becomes the note."""
    user, at = signed_in(request), now(request)
    found = access.open_person(user, uuid=person, at=at, kind="cases.open_person_form")
    file = personfile(user, found, at)
    case = public_id(request.POST.get("zaak"))
    offer = next((offer for offer in file.offers if offer.case.uuid == case), None)
    if not file.may_edit:
        raise NoAccessError(access.UNKNOWN)
    if offer is None:
        messages.warning(request, "Dit is al overgenomen of gewijzigd.")
        return redirect("person", person=person)
    field = field_for(offer.text)
    try:
        change_reach(
            person=person, seen=number(request.POST.get("seen")), fields={field: offer.text}, actor=user, at=at
        )
    except ConflictError:
        messages.error(request, CONFLICT)
    except NoAccessError:
        raise
    except CaseError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Overgenomen bij de persoon.")
    return redirect("person", person=person)


def field_for(text: str) -> str:
    """Where a way to be reached belongs: a telephone number, an e-mail address, or words about it."""
    for field, reads in (("phone", PhoneField()), ("email", EmailField())):
        try:
            reads.clean(text)
        except ValidationError:
            continue
        return field
    return "contact_note"
