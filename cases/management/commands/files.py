"""`manage.py files [--delete]`: every sent letter and every document has its own unchanged file, none is left over."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cases.actions.files import check_files, clear_on_the_way
from cases.queries.clock import database_now


class Command(BaseCommand):
    help = "Vergelijk de bestanden met de brieven en stukken. Met --delete gaan bestanden weg waar niets bij hoort."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--delete", action="store_true", help="verwijder bestanden waar niets bij hoort")

    def handle(self, **options: Any) -> None:
        at = database_now()
        found = check_files(at=at, delete=options["delete"])
        clear_on_the_way(at=at)
        done = "verwijderd" if options["delete"] else "gevonden; met --delete gaan ze weg"
        self.stdout.write(
            f"Bestanden waar niets bij hoort: {len(found.orphans)} {done if found.orphans else ''}".strip() + "."
        )
        for what, uuids in (("ontbreekt", found.missing), ("is veranderd", found.changed)):
            for uuid in uuids:
                self.stderr.write(f"Van exemplaar {uuid} {what} het bestand. Zet het terug uit de back-up.")
        if found.missing or found.changed:
            sys.exit(1)
