"""The database's clock decides, and is read once for each request."""

from datetime import datetime

from django.db import connection
from django.http import HttpRequest


def now(request: HttpRequest) -> datetime:
    """The moment of this request, aware, by the database's clock."""
    found: datetime | None = getattr(request, "_now", None)
    if found is None:
        found = database_now()
        request._now = found  # type: ignore[attr-defined]  # noqa: SLF001
    return found


def database_now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment
