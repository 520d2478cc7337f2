"""What holds for every page: nothing is cached, a session is at most a working day old, what was typed when it ended
comes back, and an act that another one stood in the way of is tried once more.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from cases.actions.hold import crossed
from cases.models import User
from cases.queries.remembered import under
from cases.queries.signed_in import surroundings_of
from cases.views import kept
from cases.views.session import ask_log_in, keep_alive, session_is_over

OK = 200


class LogInFirst(LoginRequiredMiddleware):
    """Django's own, except that what was typed goes along through the log-in."""

    def handle_no_permission(  # type: ignore[override]  # the page itself, where Django points to it
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        typed = kept.kept_of(request)
        return ask_log_in(request, typed) if typed else super().handle_no_permission(request, view_func)


class SessionMiddleware:
    """End a session after a working day, keep one alive that is used; keep what colleagues see out of caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            if session_is_over(request.session, timezone.now()):
                logout(request)
            else:
                keep_alive(request.session, timezone.now())
        back = kept.waiting(request)
        if back and request.method == "POST" and request.path == back.action:
            del request.session[kept.FIELD]
        comes_back = back and request.method == "GET" and request.get_full_path() == back.page
        if back and comes_back:
            kept.say(request, back)
        with under(_stamp(request)):
            response = self.get_response(request)
        if back and comes_back and response.status_code == OK:
            kept.bring_back(back, response)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Two acts that crossed: PostgreSQL ended this one and nothing was written, so a second try does no harm."""
        match = request.resolver_match
        if not crossed(exception) or match is None:
            return None
        for _, files in request.FILES.lists():
            for file in files:
                file.seek(0)
        try:
            answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
        except Exception as again:
            if not crossed(again):
                raise
        else:
            return answer
        if typed := kept.kept_of(request):
            kept.keep(request, typed)
        return render(request, "409_crossed.html", {"page": typed.page if typed else ""}, status=409)


def _stamp(request: HttpRequest) -> UUID | None:
    """Only a page that is read may use what this process remembers; an act asks."""
    if request.method not in ("GET", "HEAD") or not isinstance(request.user, User):
        return None
    return surroundings_of(request.user).stamp
