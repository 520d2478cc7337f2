"""Beheer: every rule with its source, who confirmed it, and the days that do not count."""

import re
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from cases import access
from cases.actions.calendar import PERMISSION, Effect, add_equated_day, confirm_rule, effect_of
from cases.contract import CaseError, InvalidError, full_date
from cases.forms.terms import ConfirmationForm, EquatedDayForm
from cases.queries.health import failures
from cases.queries.rulebook import Rule, holidays, rulebook, tabs
from cases.rules.calendar import FIRST_YEAR, LAST_YEAR, local_day
from cases.views.case import signed_in
from cases.views.clock import now
from cases.views.errors import hides_what_may_not_be_seen

LISTED = 20  # moved terms shown before a day is added


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def terms(request: HttpRequest) -> HttpResponse:
    """GET: the rules of a law and the days of a year. POST `actie`: `bekijk` or `voeg_toe` a day, `bevestig` a rule."""
    user = signed_in(request)
    access.require(user, PERMISSION)
    match request.POST.get("actie"):
        case "bekijk":
            return _look(request)
        case "voeg_toe":
            return _add(request)
        case "bevestig":
            return _confirm(request)
        case _:
            return _page(request)


def _look(request: HttpRequest) -> HttpResponse:
    """What this day would do; nothing is changed yet."""
    form = EquatedDayForm(request.POST)
    effect = None
    if form.is_valid():
        try:
            effect = effect_of(form.cleaned_data["day"], at=now(request))
        except CaseError as error:
            _onto(form, error)
    return _page(request, day_form=form, effect=effect)


def _add(request: HttpRequest) -> HttpResponse:
    form = EquatedDayForm(request.POST)
    if form.is_valid():
        try:
            effect = add_equated_day(**form.cleaned_data, actor=signed_in(request), at=now(request))
        except CaseError as error:
            _onto(form, error)
        else:
            day = form.cleaned_data["day"]
            count = len(effect.moved)
            moved = "Er verschoof 1 termijn" if count == 1 else f"Er verschoven {count} termijnen"
            messages.success(request, f"{full_date(day).capitalize()} telt niet meer mee. {moved}.")
            return redirect(f"{reverse('terms')}?{urlencode({'jaar': day.year})}#vrij")
    return _page(request, day_form=form)


def _confirm(request: HttpRequest) -> HttpResponse:
    form = ConfirmationForm(request.POST)
    if form.is_valid():
        try:
            confirm_rule(**form.cleaned_data, actor=signed_in(request), at=now(request))
        except CaseError as error:
            _onto(form, error)
        else:
            messages.success(request, "De bevestiging is bewaard. De regel mag nu in een brief staan.")
            return redirect(f"{reverse('terms')}?{urlencode({'wet': request.POST.get('wet', '')})}")
    return _page(request, confirm_form=form)


def _page(
    request: HttpRequest,
    *,
    day_form: EquatedDayForm | None = None,
    confirm_form: ConfirmationForm | None = None,
    effect: Effect | None = None,
) -> HttpResponse:
    at = now(request)
    today = local_day(at)
    book = rulebook()
    asked = request.POST.get("wet") or request.GET.get("wet") or ""
    law = asked if asked in book else next(iter(book))
    year = _year(request.GET.get("jaar", ""), today.year)
    if day_form is not None and "day" in getattr(day_form, "cleaned_data", {}):
        year = day_form.cleaned_data["day"].year
    rule = _rule(book[law], request.POST.get("reference") or request.GET.get("regel") or "")
    if rule is not None and confirm_form is None:
        confirm_form = ConfirmationForm(initial={"reference": rule.reference, "confirmed_on": today})
    failed = any(form is not None and form.errors for form in (day_form, confirm_form))
    context: dict[str, Any] = {
        "tabs": tabs(book),
        "law": law,
        "rules": book[law],
        "rule": rule,
        "confirm_form": confirm_form,
        "day_form": day_form or EquatedDayForm(),
        "form": day_form if day_form is not None and day_form.errors else confirm_form,  # base.html: title and summary
        "effect": effect,
        "day_text": full_date(day_form.cleaned_data["day"]).capitalize() if day_form is not None and effect else "",
        "late_at_once": sum(touch.late_at_once(at) for touch in effect.moved) if effect else 0,
        "listed": effect.moved[:LISTED] if effect else (),
        "year": year,
        "days": holidays(year),
        "failures": failures(),
        "today": today,
    }
    return render(request, "cases/terms.html", context, status=400 if failed else 200)


def _rule(rules: tuple[Rule, ...], reference: str) -> Rule | None:
    """The rule that is asked about, if it still has to be confirmed."""
    return next((rule for rule in rules if rule.reference == reference and rule.confirmation is None), None)


def _year(text: str, default: int) -> int:
    year = int(text) if re.fullmatch(r"\d{4}", text) else default
    return min(max(year, FIRST_YEAR), LAST_YEAR)


def _onto(form: Form, error: CaseError) -> None:
    """Put the sentences of a refused act at their fields."""
    if not isinstance(error, InvalidError):
        form.add_error(None, str(error))
        return
    for name, sentences in error.errors.items():
        form.add_error(name if name in form.fields and name != "reference" else None, list(sentences))
