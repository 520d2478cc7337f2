"""The messages of who is logged in, and marking them as read."""

import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cases.actions.notify import mark_read
from cases.queries.messages import SHOWN, inbox
from cases.views.case import signed_in
from cases.views.clock import now

MARK = re.compile(r"(\d{1,18}):(\d{1,18})")  # a message, and its last line that stood on the page


@require_http_methods(["GET", "POST"])
def messages(request: HttpRequest) -> HttpResponse:
    """GET: the newest first. POST `gelezen` (one or more): read as far as the page showed; `email`: also by e-mail."""
    user, at = signed_in(request), now(request)
    if request.method == "POST":
        for mark in request.POST.getlist("gelezen"):
            if found := MARK.fullmatch(mark):
                mark_read(user=user, message=int(found[1]), upto=int(found[2]), at=at)
        if (chosen := request.POST.get("email")) in {"aan", "uit"}:
            user.by_email = chosen == "aan"
            user.save(update_fields=["by_email"])
        return redirect("messages")
    wanted = request.GET.get("toon", "")
    shown = int(wanted) if re.fullmatch(r"\d{1,4}", wanted) else SHOWN
    found_inbox = inbox(user, at, shown=max(shown, SHOWN))
    context = {"inbox": found_inbox, "next_shown": max(shown, SHOWN) + SHOWN, "has_email": bool(settings.EMAIL_URL)}
    return render(request, "cases/messages.html", context)
