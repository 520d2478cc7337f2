"""The database's clock decides, and is read once for each request."""

from datetime import datetime

from django.http import HttpRequest

from cases.models import User
from cases.queries.clock import database_now
from cases.queries.signed_in import surroundings_of


def now(request: HttpRequest) -> datetime:
    """The moment of this request, aware, by the database's clock; it came with who is logged in."""
    found: datetime | None = getattr(request, "_now", None)
    if found is None:
        found = surroundings_of(request.user).now if isinstance(request.user, User) else database_now()
        request._now = found  # type: ignore[attr-defined]  # noqa: SLF001
    return found
