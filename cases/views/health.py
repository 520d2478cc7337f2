"""What a monitoring system asks, without a log-in: does this process answer, and do the terms move on."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.queries.clock import database_now
from cases.queries.health import health
from cases.queries.versions import WrongVersion, require_fit

UNAVAILABLE = 503


@login_not_required
@never_cache
@require_safe
def process(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """200 when this process and the database answer, and are of one version."""
    try:
        database_now()
        require_fit()
    except WrongVersion:
        return JsonResponse({"status": "version"}, status=UNAVAILABLE)
    except (DatabaseError, InterfaceError):
        return JsonResponse({"status": "database"}, status=UNAVAILABLE)
    return JsonResponse({"status": "ok"})


@login_not_required
@never_cache
@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """503 when no sweeper finished a round for too long, or ever: then no term warns anybody."""
    try:
        found = health()
    except (DatabaseError, InterfaceError):
        return JsonResponse({"stalled": True, "status": "database"}, status=UNAVAILABLE)
    return JsonResponse(found.as_dict(), status=UNAVAILABLE if found.stalled else 200)
