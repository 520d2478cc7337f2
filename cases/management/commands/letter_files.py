"""`manage.py letter_files [--delete]`: every sent letter has its own unchanged file, and no file is left over."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cases.actions.letter_files import check_files
from cases.queries.clock import database_now


class Command(BaseCommand):
    help = "Vergelijk de bestanden van brieven met wat er verstuurd is. Met --delete gaan bestanden zonder brief weg."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--delete", action="store_true", help="verwijder bestanden waar geen brief bij hoort")

    def handle(self, **options: Any) -> None:
        found = check_files(at=database_now(), delete=options["delete"])
        done = "verwijderd" if options["delete"] else "gevonden; met --delete gaan ze weg"
        self.stdout.write(f"Bestanden zonder brief: {len(found.orphans)} {done if found.orphans else ''}".strip() + ".")
        for what, uuids in (("ontbreekt", found.missing), ("is veranderd", found.changed)):
            for uuid in uuids:
                self.stderr.write(f"Van exemplaar {uuid} {what} het bestand. Zet het terug uit de back-up.")
        if found.missing or found.changed:
            sys.exit(1)
