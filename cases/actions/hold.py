"""Change what every act reads: nobody may read it while it changes, and nobody waits in a circle."""

from collections.abc import Callable
from typing import TypeVar

from django.db import OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected, LockNotAvailable, SerializationFailure

from cases.contract import CaseError

T = TypeVar("T")
CROSSED = (LockNotAvailable, DeadlockDetected, SerializationFailure)
ATTEMPTS = 20
BUSY = "Er wordt nu te veel tegelijk gewerkt om alle termijnen vast te houden. Probeer het over een minuut opnieuw."


def holding(table: str, act: Callable[[], T]) -> T:
    """Run `act` in a transaction that holds `table`, for as often as it takes: all or nothing.

    Else a term that starts this very moment would miss the change. Who reads holds the table in share until its
    transaction ends; what we wait for is given up soon, before PostgreSQL sees a circle and ends somebody's act.
    Raises CaseError when too many acts are under way.
    """
    for _ in range(ATTEMPTS):
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL lock_timeout = '300ms'")
                    cursor.execute(f"LOCK TABLE {connection.ops.quote_name(table)} IN ACCESS EXCLUSIVE MODE")
                return act()
        except OperationalError as error:
            if not crossed(error):
                raise
    raise CaseError(BUSY)


def crossed(error: Exception) -> bool:
    """Whether PostgreSQL ended an act because another stood in its way: nothing was written, it may be tried again."""
    return isinstance(error, OperationalError) and isinstance(error.__cause__, CROSSED)
