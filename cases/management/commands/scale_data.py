"""`manage.py scale_data --cases N`: the demo municipality grown to N cases; stopped in between, it goes on there."""

import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand
from django.db import OperationalError

from cases.actions.demo import is_loaded
from cases.actions.demo.scale import BusyError, TooMuchUsedError, scale

UNUSABLE = 2
EVERY = 10.0  # seconds between two lines of progress


class Command(BaseCommand):
    help = "Vult de proefgemeente aan tot N zaken, met verzonnen mensen. Alleen in een proefomgeving (DEMO=1)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cases", type=int, required=True, metavar="N", help="hoeveel zaken er minstens zijn")

    def handle(self, *args: Any, cases: int, **options: Any) -> None:
        if not settings.DEMO:
            self._stop("Dit kan alleen in een proefomgeving (DEMO=1): dit zijn verzonnen mensen en zaken.")
        self._told = time.monotonic()
        try:
            if not is_loaded():
                self._stop("De proefgemeente is er nog niet. Laad haar eerst met `manage.py demo_data`.")
            using = "owner" if "owner" in settings.DATABASES else "default"
            there_are = scale(cases=cases, using=using, tell=self._progress)
        except (BusyError, TooMuchUsedError, ImproperlyConfigured) as error:
            self._stop(str(error))
        except OperationalError:
            self._stop("De database is niet bereikbaar. Start haar met `make run`, of kijk DATABASE_URL na.")
        self.stdout.write(f"Er zijn {there_are} zaken.")

    def _progress(self, there_are: int, wanted: int) -> None:
        if time.monotonic() - self._told > EVERY or there_are == wanted:
            self._told = time.monotonic()
            self.stdout.write(f"  {there_are} van {wanted} zaken")
            self.stdout.flush()

    def _stop(self, why: str) -> None:
        self.stderr.write(why)
        sys.exit(UNUSABLE)
