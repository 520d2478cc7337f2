"""Beheer: every rule with its source and how sure we are of it, and the days that do not count."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from cases import access
from cases.actions.calendar import PERMISSION, Effect, add_equated_day, effect_of
from cases.contract import CaseError, full_date
from cases.forms.terms import EquatedDayForm
from cases.queries.health import failures
from cases.queries.lawyers import CONFIRMS
from cases.queries.rulebook import holidays, rulebook, tabs
from cases.rules.calendar import FIRST_YEAR, LAST_YEAR, local_day
from cases.views.case import signed_in
from cases.views.clock import now
from cases.views.errors import hides_what_may_not_be_seen
from cases.views.rule import put_onto

LISTED = 20  # moved terms shown before a day is added


@hides_what_may_not_be_seen
@require_http_methods(["GET", "POST"])
def terms(request: HttpRequest) -> HttpResponse:
    """GET: the rules of a law and the days of a year. POST `actie`: `bekijk` or `voeg_toe` a day.

    A lawyer may read it: a question refers to it.
    """
    user = signed_in(request)
    if request.method == "POST" or not access.can(user, CONFIRMS):
        access.require(user, PERMISSION)
    match request.POST.get("actie"):
        case "bekijk":
            return _look(request)
        case "voeg_toe":
            return _add(request)
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
            put_onto(form, error)
    return _page(request, day_form=form, effect=effect)


def _add(request: HttpRequest) -> HttpResponse:
    form = EquatedDayForm(request.POST)
    if form.is_valid():
        try:
            effect = add_equated_day(**form.cleaned_data, actor=signed_in(request), at=now(request))
        except CaseError as error:
            put_onto(form, error)
        else:
            day = form.cleaned_data["day"]
            count = len(effect.moved)
            moved = "Er verschoof 1 termijn" if count == 1 else f"Er verschoven {count} termijnen"
            messages.success(request, f"{full_date(day).capitalize()} telt niet meer mee. {moved}.")
            return redirect(f"{reverse('terms')}?{urlencode({'jaar': day.year})}#vrij")
    return _page(request, day_form=form)


def _page(
    request: HttpRequest,
    *,
    day_form: EquatedDayForm | None = None,
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
    manages = access.can(signed_in(request), PERMISSION)
    if day_form is None:
        asked_day = request.GET.get("dag", "")
        day_form = EquatedDayForm(initial={"day": asked_day} if re.fullmatch(r"[\d-]{10}", asked_day) else None)
    context: dict[str, Any] = {
        "tabs": tabs(book),
        "law": law,
        "rules": book[law],
        "manages": manages,
        "day_form": day_form,
        "form": day_form,  # base.html: its errors show in the title
        "effect": effect,
        "day_text": full_date(day_form.cleaned_data["day"]).capitalize() if effect else "",
        "late_at_once": sum(touch.late_at_once(at) for touch in effect.moved) if effect else 0,
        "listed": effect.moved[:LISTED] if effect else (),
        "year": year,
        "days": holidays(year),
        "failures": failures() if manages else (),
        "today": today,
    }
    return render(request, "cases/terms.html", context, status=400 if day_form.errors else 200)


def _year(text: str, default: int) -> int:
    year = int(text) if re.fullmatch(r"\d{4}", text) else default
    return min(max(year, FIRST_YEAR), LAST_YEAR)
