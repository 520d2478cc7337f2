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
