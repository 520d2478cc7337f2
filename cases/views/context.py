"""What stands around every page: the menu of this user, the state of the watcher, the demo's frame."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from cases.models import User
from cases.queries.signed_in import surroundings_of
from cases.queries.system import due_today
from cases.reader import reader
from cases.views.session import session_left

MENU = (  # label, route, permission (empty: everybody), key (a single-key shortcut), command in the palette
    ("Werkvoorraad", "worklist", "", "w", "Ga naar mijn werkvoorraad"),
    ("Melding", "melding", "cases.register", "m", "Nieuwe melding"),
    ("Huishoudens", "households", "", "h", "Zoek een huishouden"),
    ("Meldcode", "meldcodes", "", "", "Ga naar mijn meldcodes"),
    ("Berichten", "messages", "", "b", "Ga naar mijn berichten"),
    ("Beheer", "terms", "cases.manage_terms", "", "Ga naar het beheer van termijnen"),
    ("Brieven", "letter_texts", "cases.manage_letters", "", "Ga naar de teksten van brieven"),
    ("Bewaren", "retention", "cases.read_retention", "", "Ga naar wat vernietigd mag worden"),
    ("Te bevestigen", "confirmations", "cases.confirm_terms", "", "Ga naar wat een jurist moet bevestigen"),
)


def shell(request: HttpRequest) -> dict[str, Any]:
    context: dict[str, Any] = {"demo": settings.DEMO, "municipality_name": settings.MUNICIPALITY_NAME}
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return context
    around = surroundings_of(user)
    state = around.state
    context["system"] = {
        "stalled": state.stalled,
        "sweep_stalled_since": state.sweep_stalled_since,
        "never_swept": state.never_swept,
        "one_silent": state.one_silent,
        "silent_since": state.silent_since,
        "outbox_waiting": state.outbox_waiting,
        "outbox_oldest": state.outbox_oldest,
        "mail_waiting": state.mail_waiting,
        "mail_oldest": state.mail_oldest,
        "due_today": [
            {"url": reverse("case", args=[item.uuid]), "label": item.label} for item in due_today(user, state.now)
        ]
        if state.stalled
        else [],
    }
    permissions = reader(user).permissions
    context["unread"] = around.unread
    context["session_left"] = session_left(request.session, timezone.now())
    context["menu"] = [
        {
            "label": label,
            "url": reverse(route),
            "current": f"{request.path}/".startswith(f"{reverse(route)}/"),
            "key": key,
            "command": command,
            "count": context["unread"] if route == "messages" else 0,
        }
        for label, route, permission, key, command in MENU
        if not permission or permission in permissions
    ]
    return context
