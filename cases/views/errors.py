"""What a page shows when something can't be done. A 404 never says whether the thing exists."""

import logging
import sys
from collections.abc import Callable
from functools import wraps
from secrets import randbelow
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict

from cases.contract import NoAccessError
from cases.queries.away import database_is_away
from cases.views import kept
from cases.views.session import ask_log_in

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponse]
SECRETS = frozenset({"password", "code"})  # never written back into a page
RETRY_SECONDS = "10"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's signature
    return render(request, "404.html", status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Without the request: the context processors ask the database, and that may be what failed.

    The number is in the log, just above the traceback, and on the page, for who asks for help.
    """
    if database_is_away(sys.exc_info()[1]):
        return _away(request)
    number = f"{randbelow(10**6):06d}"
    logger.error("page failed, number %s", number)
    answer = HttpResponse(render_to_string("500.html", {"number": number, **_again(request)}), status=500)
    answer.headers["X-Foutnummer"], answer.headers["Cache-Control"] = number, "no-store, private"
    return answer


def _away(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse(render_to_string("503.html", _again(request)), status=503)
    answer.headers["Retry-After"], answer.headers["Cache-Control"] = RETRY_SECONDS, "no-store, private"
    return answer


def _again(request: HttpRequest) -> dict[str, object]:
    """What was typed goes along as hidden fields; a one-time key among them makes a second post harmless."""
    try:
        post, files = request.POST, request.FILES
    except Exception:  # noqa: BLE001 - the post itself can't be read: then nothing of it can be given back
        post, files = QueryDict(), MultiValueDict()
    again = request.method == "POST" and SECRETS.isdisjoint(post) and not files
    return {
        "address": request.get_full_path(),
        "fields": [(name, value) for name, values in post.lists() for value in values] if again else [],
        "is_once": "once" in post,
        "is_get": request.method in {"GET", "HEAD"},
        "files": bool(files),
    }


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """A page from before another log-in: what was typed on it waits for who typed it."""
    typed = kept.kept_of(request) or kept.unseal(request.POST.get(kept.FIELD))
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
