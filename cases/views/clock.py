"""The database's clock decides, and is read once for each request."""

from datetime import datetime

from django.http import HttpRequest

from cases.queries.clock import database_now


def now(request: HttpRequest) -> datetime:
    """The moment of this request, aware, by the database's clock."""
    found: datetime | None = getattr(request, "_now", None)
    if found is None:
        found = database_now()
        request._now = found  # type: ignore[attr-defined]  # noqa: SLF001
    return found
