"""PostgreSQL and Valkey from wheels, for `make run` and `make test` on a machine that has neither.

Nothing in here runs where `DATABASE_URL` and `REDIS_URL` point to servers of the municipality.
"""


class StartupError(Exception):
    """Something the person at the keyboard must solve; the message is one plain sentence."""
