"""Log in in two steps, stay, log out. Between the steps nobody is logged in yet."""

from datetime import datetime, timedelta
from typing import Any, TypedDict

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp import devices_for_user, user_has_device

from cases.forms.base import BaseForm
from cases.forms.session import CodeForm, EmergencyCodeForm, PasswordForm
from cases.models import User
from cases.queries.demo import demo_logins
from cases.views import kept
from cases.views.navigation import safe_next

LONGEST_SESSION = timedelta(hours=10)  # a working day; the idle limit is SESSION_COOKIE_AGE
BETWEEN_STEPS = timedelta(minutes=5)
WRONG_CODES = 5  # then the password is asked again
DEMO_CODE = "000000"
STORED_EVERY = timedelta(minutes=1)
PENDING, STARTED, SEEN = "second_step", "started_at", "seen_at"  # keys in the session

WRONG = "De naam of het wachtwoord klopt niet. Probeer het nog eens"  # never which of the two
LOCKED = "Je hebt te vaak een fout wachtwoord gebruikt. Wacht 15 minuten en probeer het dan opnieuw"
AGAIN = "Dat duurde te lang of ging te vaak fout. Begin opnieuw met je naam en wachtwoord."
WRONG_CODE = "Deze code klopt niet. Wacht op een nieuwe code in je app en vul die in"
ANOTHERS = "Wat hier nog getypt stond, was van een collega. Het is niet meegenomen."
NO_DEVICE = "Voor jouw account is nog geen tweede stap ingesteld. Vraag functioneel beheer om hulp"


class Pending(TypedDict):
    """Step 1 went well: kept in the session until step 2. `until` in seconds since 1970."""

    user: int
    backend: str
    until: float
    wrong: int


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """Step 1: name and password."""
    typed = kept.unseal(request.POST.get(kept.FIELD))
    if request.user.is_authenticated:
        return redirect(_arrived(request, request.user, typed))
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, **form.cleaned_data)
        if isinstance(user, User):
            until = (timezone.now() + BETWEEN_STEPS).timestamp()
            request.session[PENDING] = Pending(user=user.pk, backend=user.backend, until=until, wrong=0)
            if typed:
                kept.keep(request, typed)
            return redirect(_with_next(request, "login_code"))
        form.add_error(None, LOCKED if getattr(request, "axes_locked_out", False) else WRONG)
    return _page(request, "registration/login.html", form, typed=typed)


@login_not_required
@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def log_in_code(request: HttpRequest) -> HttpResponse:
    """Step 2: the code. Only here somebody gets logged in, with a fresh session key."""
    pending: Pending | None = request.session.get(PENDING)
    user = _pending_user(pending) if pending else None
    if pending is None or user is None:
        if request.session.pop(PENDING, None):
            messages.warning(request, AGAIN)
        return redirect(_with_next(request, "login"))
    emergency = "nood" in request.GET
    form = (EmergencyCodeForm if emergency else CodeForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if second_step_ok(user, form.cleaned_data["code"]):
            del request.session[PENDING]
            login(request, user, backend=pending["backend"])
            target = _arrived(request, user, kept.unseal(request.session.pop(kept.FIELD, None)))
            request.session[STARTED] = request.session[SEEN] = timezone.now().timestamp()
            return redirect(target)
        request.session[PENDING] = {**pending, "wrong": pending["wrong"] + 1}
        form.add_error("code", WRONG_CODE if settings.DEMO or user_has_device(user) else NO_DEVICE)
    return _page(request, "registration/login_code.html", form, emergency=emergency)


def second_step_ok(user: User, code: str) -> bool:
    """Whether `code` proves the second step; remembers the device on the user, so that `login()` stores it.

    In the demo an account without a device passes with 000000. That is safe on real data even if
    DEMO were switched on by mistake: every real account has a device, and a device always goes first.
    """
    with transaction.atomic():  # locks the devices, so that one code is not used twice at once
        devices = list(devices_for_user(user, for_verify=True))
        for device in devices:
            if device.verify_token(code):
                user.otp_device = device  # type: ignore[attr-defined]
                return True
    return settings.DEMO and not devices and code == DEMO_CODE


def session_is_over(session: SessionBase, now: datetime) -> bool:
    """Whether a session is older than a working day, however busy it was. One without a start begins now."""
    started: float = session.setdefault(STARTED, now.timestamp())
    return now.timestamp() - started > LONGEST_SESSION.total_seconds()


def keep_alive(session: SessionBase, now: datetime, *, always: bool = False) -> None:
    """Move the idle limit, by storing the session. Once a minute is enough: the limit then comes up to a minute early,
    never late, and hardly a page writes a row to say that it was looked at.
    """
    if always or now.timestamp() - session.get(SEEN, 0) >= STORED_EVERY.total_seconds():
        session[SEEN] = now.timestamp()


def session_left(session: SessionBase, now: datetime) -> int:
    """How many seconds until the idle limit, as it was stored."""
    stored: float = session.get(SEEN, now.timestamp())
    return settings.SESSION_COOKIE_AGE - round(now.timestamp() - stored)


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def over(request: HttpRequest) -> HttpResponse:
    """The session ended under somebody's hands: samenhang.js sends what they typed here, never to the act itself."""
    if request.method == "GET":
        return redirect("login")
    typed = kept.kept_of(request, action=request.POST.get("naar", ""))
    logout(request)
    return ask_log_in(request, typed) if typed else redirect("login")


def ask_log_in(request: HttpRequest, typed: kept.Kept) -> HttpResponse:
    """The log-in page with what was typed in it, sealed: the answer to a post without a session."""
    response = _page(request, "registration/login.html", PasswordForm(), typed=typed, status=403)
    add_never_cache_headers(response)
    return response


def _arrived(request: HttpRequest, user: Any, typed: kept.Kept | None) -> str:
    """Where somebody goes who is logged in: to the page where they typed, if it was them."""
    if typed and typed.owner == user.pk:
        kept.keep(request, typed)
        return typed.page
    if typed:
        messages.warning(request, ANOTHERS)
    return safe_next(request, settings.LOGIN_REDIRECT_URL)


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Extend the session, and change nothing else."""
    keep_alive(request.session, timezone.now(), always=True)
    return HttpResponse(status=204)


def locked_out(request: HttpRequest, response: HttpResponse, credentials: dict[str, str]) -> HttpResponse:  # noqa: ARG001
    """What django-axes answers: our own page, which already says how long to wait."""
    response.status_code = 429
    return response


def _page(
    request: HttpRequest,
    template: str,
    form: BaseForm,
    *,
    typed: kept.Kept | None = None,
    status: int = 200,
    **more: bool,
) -> HttpResponse:
    context = {
        "form": form,
        "kept": kept.seal(typed) if typed else "",
        "kept_file": typed is not None and typed.files,
        "next": safe_next(request, ""),
        "service_desk": settings.SERVICE_DESK,
        "demo_logins": demo_logins() if settings.DEMO else [],
    }
    return render(request, template, context | more, status=status)


def _pending_user(pending: Pending) -> User | None:
    """Who passed step 1 a short while ago, and may still try a code."""
    if pending["wrong"] >= WRONG_CODES or pending["until"] < timezone.now().timestamp():
        return None
    return User.objects.filter(pk=pending["user"], is_active=True).first()


def _with_next(request: HttpRequest, name: str) -> str:
    """The address of a page, with the `next` of this request passed on."""
    target = safe_next(request, "")
    return f"{reverse(name)}?{urlencode({'next': target})}" if target else reverse(name)
