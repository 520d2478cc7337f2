"""The real programs, in processes of their own, against the test's database; and bounded waits on that database."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

import environ
from django.conf import settings
from django.db import connection

from cases.models.setup import grant_to_application
from socialdomain.embedded import process
from socialdomain.embedded.servers import free_port
from socialdomain.embedded.state import ROOT

if TYPE_CHECKING:
    import subprocess

PATIENCE = 60  # seconds; a busy machine starts Python slowly
HEARD = "SELECT at > %s FROM cases_heartbeat WHERE name = %s"


def nowhere() -> str:
    """A Redis address where nobody listens."""
    return f"redis://127.0.0.1:{free_port()}/0"


@contextmanager
def running(*argv: str, **changes: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Run `python …` beside the test; stopped and waited for at the end."""
    place = connection.settings_dict
    own = _url(place["USER"], place["PASSWORD"])
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "socialdomain.settings_test", "MIGRATE_DATABASE_URL": own, **changes}
    child = process.spawn([sys.executable, *argv], env=env, output=1, cwd=ROOT)
    try:
        yield child
    finally:
        child.kill()
        child.wait()


def as_application() -> str:
    """The test's database, as the role that owns nothing."""
    role = environ.Env.db_url_config(settings.APP_DATABASE_URL)
    return _url(role["USER"], role["PASSWORD"])


@contextmanager
def connected_as_application() -> Iterator[None]:
    """Let this thread's own connection be the application's, with the rights that a migration leaves behind."""
    role = environ.Env.db_url_config(settings.APP_DATABASE_URL)
    grant_to_application(role["USER"], "default")
    owner = connection.settings_dict
    connection.close()
    connection.settings_dict = {**owner, "USER": role["USER"], "PASSWORD": role["PASSWORD"]}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = owner


def _url(user: str, password: str) -> str:
    place = connection.settings_dict
    return f"postgresql://{user}:{quote(password, safe='')}@{place['HOST']}:{place['PORT']}/{place['NAME']}"


def wait_until(sql: str, *parameters: object) -> None:
    """Wait until this statement says true; it is the database that waits between two looks."""
    until = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute(sql, parameters)
            row = cursor.fetchone()
            if row and row[0]:
                return
            cursor.execute("SELECT pg_sleep(0.02)")
    raise AssertionError(f"not true within {PATIENCE} seconds: {sql} {parameters}")
