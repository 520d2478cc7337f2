"""Whether PostgreSQL is away for a moment: restarting, unreachable, or full of connections."""

from django.db import InterfaceError, OperationalError

# Not an answer to our statement: no state at all, a broken line (08), no room for one more (53300), shutting down or
# starting (57P01 to 57P03). https://www.postgresql.org/docs/current/errcodes-appendix.html
STATES = ("08", "53300", "57P01", "57P02", "57P03")


def database_is_away(error: BaseException | None) -> bool:
    """True when the same request, a moment later, may well succeed; False for a statement that was refused."""
    if isinstance(error, InterfaceError):  # the connection was closed under us
        return True
    if not isinstance(error, OperationalError):
        return False
    state: str | None = getattr(error.__cause__, "sqlstate", None)
    return state is None or state.startswith(STATES)
