"""What a page shows when something can't be done. A 404 never says whether the thing exists."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from cases.contract import NoAccessError

View = Callable[..., HttpResponse]


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return render(request, "404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Without the request: the context processors ask the database, and that may be what failed."""
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    return render(request, "403_csrf.html", status=403)


def hides_what_may_not_be_seen(view: View) -> View:
    """Answer 404 where the gate refuses."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoAccessError:
            return not_found(request)

    return guarded
