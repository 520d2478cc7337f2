"""What a colleague chooses for their own screen. No JavaScript needed: the server renders the choice."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from cases.models import User
from cases.views.navigation import safe_next

A_YEAR = 365 * 24 * 60 * 60  # seconds


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Light, dark, or what the system says; in a cookie, because it belongs to the screen and not to the person."""
    response = redirect(safe_next(request, settings.LOGIN_REDIRECT_URL))
    chosen = request.POST.get("weergave")
    if chosen in {"licht", "donker"}:
        response.set_cookie(
            "weergave", chosen, max_age=A_YEAR, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
        )
    else:
        response.delete_cookie("weergave", samesite="Lax")
    return response


@require_POST
def shortcuts(request: HttpRequest) -> HttpResponse:
    """Single-key shortcuts on or off: speech input would otherwise trigger them (WCAG 2.1.4)."""
    assert isinstance(request.user, User)  # LoginRequiredMiddleware
    request.user.shortcuts = request.POST.get("toetsen") == "aan"
    request.user.save(update_fields=["shortcuts"])
    return redirect(safe_next(request, settings.LOGIN_REDIRECT_URL))
