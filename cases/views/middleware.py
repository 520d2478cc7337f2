"""What holds for every page: nothing is cached, and a session is at most a working day old."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cases.views.session import keep_alive, session_is_over


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
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response
