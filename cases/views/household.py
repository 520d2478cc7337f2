"""One household over all laws that the reader may see, and the list of households to find one in."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from cases import access, events
from cases.actions.coordinator import may_appoint
from cases.actions.person import PERMISSION
from cases.forms.household import FindHouseholdForm
from cases.queries.household import householdfile
from cases.queries.household_timeline import FILTERS, SHOWN
from cases.queries.households import STEP, find_households, my_households
from cases.rules.calendar import local_day
from cases.views.case import signed_in
from cases.views.clock import now
from cases.views.errors import hides_what_may_not_be_seen
from cases.views.posted import number


@hides_what_may_not_be_seen
@require_safe
def show(request: HttpRequest, household: UUID) -> HttpResponse:
    """The page; one that was linked to another leads to the one that remains."""
    user, at = signed_in(request), now(request)
    home = access.open_household(user, uuid=household, at=at)
    if home.merged_into is not None:
        return redirect("household", household=home.merged_into.uuid)
    which = request.GET.get("tijdlijn", "")
    file = householdfile(user, home, at, which=which if which in FILTERS else "alles")
    context: dict[str, Any] = {
        "file": file,
        "household": home,
        "where": file.family.address_line(home),
        "today": file.today,
        "filters": FILTERS.items(),
        "which": which if which in FILTERS else "alles",
        "most": SHOWN,
        "may_change": access.can(user, PERMISSION),
        "may_appoint": may_appoint(user, home),
    }
    return render(request, "cases/household.html", context)


@require_http_methods(["GET", "POST"])
def households(request: HttpRequest) -> HttpResponse:
    """GET: those of one's own work. POST: search among them; no name or postcode stands in an address or a log."""
    user, at = signed_in(request), now(request)
    today = local_day(at)
    form = FindHouseholdForm(request.POST or None)
    searched = request.method == "POST" and form.is_valid()
    shown = max(number(request.GET.get("toon")), STEP)
    if searched:
        found = find_households(user, form.cleaned_data["zoek"], today=today)
        events.log_read(
            kind="cases.search_household",
            subject=None,
            reader=user,
            at=at,
            ground="own",
            payload={"households": [row.household.pk for row in found.rows]},
        )
    else:
        found = my_households(user, today=today, shown=min(shown, 500))
    context = {
        "form": form,
        "found": found,
        "searched": searched,
        "next_shown": shown + STEP,
        "may_register": access.can(user, PERMISSION),
    }
    return render(request, "cases/households.html", context, status=400 if form.errors else 200)
