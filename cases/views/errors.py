"""What a page shows when something can't be done. A 404 never says whether the thing exists."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from cases.contract import NoAccessError
from cases.views import kept
from cases.views.session import ask_log_in

View = Callable[..., HttpResponse]


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return render(request, "404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Without the request: the context processors ask the database, and that may be what failed."""
    return HttpResponse(render_to_string("500.html"), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """A page from before another log-in: what was typed on it waits for who typed it."""
    typed = kept.kept_of(request)
    if typed and not request.user.is_authenticated:
        return ask_log_in(request, typed)
    if typed is None or typed.owner != request.user.pk:
        return render(request, "403_csrf.html", status=403)
    kept.keep(request, typed)
    return render(request, "403_csrf.html", {"page": typed.page}, status=403)


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - the same
    """A request that Django refuses to read: too much text, too many files, or cut off."""
    return HttpResponse(render_to_string("400.html"), status=400)


def hides_what_may_not_be_seen(view: View) -> View:
    """Answer 404 where the gate refuses."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoAccessError:
            return not_found(request)

    return guarded
