"""The database's clock: the one that decides, also where several machines watch the same terms."""

from datetime import datetime

from django.db import connection


def database_now() -> datetime:
    """Now by the database's clock, aware."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment
