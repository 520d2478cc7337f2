"""`{% csrf_token %}` of every form here: Django's own, and whose form it is (see views/kept.py)."""

from typing import Any

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from cases.models import User
from cases.views.kept import OWNER, tag

register = template.Library()


@register.simple_tag(takes_context=True, name="csrf_token")
def csrf_token(context: Any) -> SafeString:
    token = CsrfTokenNode().render(context)
    request = context.get("request")
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return mark_safe(token)  # noqa: S308 - Django made it
    page = getattr(request, "stands_on", None) or request.get_full_path()
    return format_html('{}<input type="hidden" name="{}" value="{}">', token, OWNER, tag(user, page))
