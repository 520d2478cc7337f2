"""`manage.py demo_data`: the demo municipality, loaded once; `--logins` lists who can log in."""

import sys
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand
from django.db import OperationalError
from django.utils import timezone

from cases.actions.demo import is_loaded, load
from cases.queries.demo import demo_logins

UNUSABLE = 2
EVERY = 50  # steps between two lines of progress


class Command(BaseCommand):
    help = "Laadt de proefgemeente Noorderveen, één keer. Alleen in een proefomgeving (DEMO=1)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--logins", action="store_true", help="alleen tonen wie er kan inloggen")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            self.stderr.write("Dit kan alleen in een proefomgeving (DEMO=1): dit zijn verzonnen mensen en zaken.")
            sys.exit(UNUSABLE)
        try:
            if options["logins"]:
                self.stdout.write("\n".join(f"{name:<16}{who}" for name, who in demo_logins()))
            elif is_loaded():
                self.stdout.write("De proefgemeente is er al.")
            else:
                self._load()
        except ImproperlyConfigured as error:
            self.stderr.write(str(error))
            sys.exit(UNUSABLE)
        except OperationalError:
            self.stderr.write("De database is niet bereikbaar. Start haar met `make run`, of kijk DATABASE_URL na.")
            sys.exit(UNUSABLE)

    def _load(self) -> None:
        self.stdout.write("De proefgemeente Noorderveen wordt geladen ...")
        began = time.monotonic()
        by_state = load(now=timezone.now(), progress=self._progress)
        took = time.monotonic() - began
        self.stdout.write(f"Geladen in {took:.0f} seconden: {sum(by_state.values())} zaken.")

    def _progress(self, what: str, done: int, total: int) -> None:
        if done % EVERY == 0 or done == total:
            self.stdout.write(f"  {done} van {total} {what}")
            self.stdout.flush()
