"""Beheer: what the laws leave to the municipality, with the dated answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cases import access
from cases.actions.calendar import PERMISSION
from cases.actions.local_setting import add_local_setting
from cases.contract import CaseError, NoAccessError
from cases.forms.rule import ChoiceForm
from cases.models import Municipality
from cases.queries.choices import choices
from cases.rules.calendar import local_day
from cases.views.case import signed_in
from cases.views.clock import now
from cases.views.errors import hides_what_may_not_be_seen
from cases.views.rule import put_onto


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """GET: every choice. POST: a new dated answer to one of them."""
    user, at = signed_in(request), now(request)
    access.require(user, PERMISSION)
    form = ChoiceForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            add_local_setting(**form.cleaned_data, actor=user, at=at)
        except NoAccessError:
            raise
        except CaseError as error:
            put_onto(form, error)
        else:
            messages.success(request, "Het antwoord is bewaard. Het telt vanaf de dag die je koos.")
            return redirect("choices")
    typed = form["choice"].value() if form is not None else ""
    rows, known = [], tuple(Municipality.objects.order_by("name"))
    for row in choices():
        fresh = ChoiceForm(
            initial={"choice": row.choice.key, "valid_from": local_day(at)}, auto_id=f"{row.choice.key}_%s", known=known
        )
        rows.append((row, form if form is not None and typed == row.choice.key else fresh))
    context = {"rows": rows, "form": form, "today": local_day(at)}
    return render(request, "cases/choices.html", context, status=400 if form is not None else 200)
