"""What each program asks before it begins: is this database of my version?"""

import sys

import django
from django.db import DatabaseError, InterfaceError, connections


def fit_or_exit(**_: object) -> None:
    """Stop this program with one sentence when its database is of another version.

    Where PostgreSQL is away it starts all the same; a round of the watcher and `/healthz` ask again.
    """
    django.setup()
    from cases.queries.versions import WrongVersion, require_fit  # noqa: PLC0415 - needs the models

    try:
        require_fit()
    except WrongVersion as refused:
        print(f"samenhang: {refused}", file=sys.__stderr__, flush=True)
        sys.exit(1)
    except (DatabaseError, InterfaceError):
        pass
    finally:
        connections.close_all()  # what forks after this must not share one
