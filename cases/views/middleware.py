"""What holds for every page: nothing is cached, and a session is at most a working day old."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cases.views.session import session_is_over


class SessionMiddleware:
    """End a session after a working day; keep every page of a signed-in colleague out of caches."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and session_is_over(request.session, timezone.now()):
            logout(request)
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response
