"""`manage.py sweep [--forever]`: the sweeper that needs no Redis, beside the one that Celery beat asks for."""

import logging
import signal
import threading
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from cases.actions.watch import Round, sweep
from cases.models.deadline import WATCHERS
from cases.queries.clock import database_now
from cases.queries.versions import WrongVersion, require_fit

logger = logging.getLogger(__name__)
BY_HAND, FOREVER = "hand", WATCHERS[1]  # the names of the heartbeats
SHORTEST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds, when PostgreSQL does not answer
LOOK_UP = 1.0  # seconds between two looks at whether we were asked to stop


class Command(BaseCommand):
    help = "Zoek termijnen die aflopen en waarschuw wie erover gaat. Eén ronde, of met --forever doorlopend."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--forever", action="store_true", help="blijf draaien tot SIGTERM of Ctrl-C")

    def handle(self, **options: Any) -> None:
        try:
            if options["forever"]:
                run_forever(asked_to_stop(), seconds=settings.SWEEP_SECONDS)
            else:
                require_fit()
                self.stdout.write(in_words(sweep(BY_HAND, at=database_now())))
        except WrongVersion as refused:
            raise CommandError(str(refused)) from None


def in_words(done: Round) -> str:
    return (
        f"Seintjes: {done.fired}. Vanzelf geëindigd of weer gaan lopen: {done.acted}. "
        f"Berichten bezorgd: {done.delivered}. Niet gelukt, wordt herhaald: {done.failed}."
    )


def asked_to_stop() -> threading.Event:
    """An event that SIGTERM and Ctrl-C set: the round in hand is finished first."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def run_forever(stop: threading.Event, *, seconds: float) -> None:
    """Sweep every `seconds`, and at once when an act notifies; comes back by itself when PostgreSQL does."""
    pause = SHORTEST_PAUSE
    while not stop.is_set():
        try:
            require_fit()
            with _listener() as listener:
                while not stop.is_set():
                    done = sweep(FOREVER, at=database_now())
                    pause = SHORTEST_PAUSE
                    if not done.more:
                        _wait(listener, stop, seconds)
        except (DatabaseError, InterfaceError) as error:
            logger.warning("sweep: %s; again in %.0f s", type(error).__name__, pause)
            connection.close()
            stop.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)


@contextmanager
def _listener() -> Iterator[BaseDatabaseWrapper]:
    """A connection that only listens, so that no notification is lost while the other works."""
    listener = connection.copy()
    try:
        with listener.cursor() as cursor:
            cursor.execute("LISTEN outbox")
        yield listener
    finally:
        listener.close()


def _wait(listener: BaseDatabaseWrapper, stop: threading.Event, seconds: float) -> None:
    """Wait for a notification, for `seconds` at most."""
    until = time.monotonic() + seconds
    while not stop.is_set() and (left := until - time.monotonic()) > 0:
        with listener.wrap_database_errors:
            if list(listener.connection.notifies(timeout=min(left, LOOK_UP), stop_after=1)):
                return
