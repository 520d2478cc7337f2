"""Beheer: which cases may be destroyed by now, each for itself. The page names no resident and destroys nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases import access, events
from cases.contract import laws
from cases.queries.retention import SHOWN, destroyable
from cases.rules.calendar import local_day
from cases.views.case import signed_in
from cases.views.clock import now
from cases.views.errors import hides_what_may_not_be_seen

PERMISSION = "cases.read_retention"


@hides_what_may_not_be_seen
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The list, with its line in the read log: that somebody once had a case of a law is data about them too."""
    user, at = signed_in(request), now(request)
    access.require(user, PERMISSION)
    today = local_day(at)
    rows = destroyable(today)
    events.log_read(
        kind="cases.list_retention",
        subject=None,
        reader=user,
        at=at,
        ground="retention",
        payload={"cases": [row.case.pk for row in rows]},
    )
    context = {
        "rows": rows,
        "today": today,
        "most": SHOWN,
        "periods": [(law, law.retentions) for law in laws],
    }
    return render(request, "cases/retention.html", context)
