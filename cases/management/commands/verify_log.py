"""`manage.py verify_log`: follow both logs from the first line to the last. Exit code 1 if anything was changed."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cases.queries.log_chain import LOGS, verify

NAMES = {"event": "Gebeurtenissen", "readlog": "Inzagen"}
SENTENCES = {
    "start": "het begin van de keten ontbreekt",
    "gap": "een of meer regels hiervoor ontbreken",
    "chain": "deze regel sluit niet aan op de regel hiervoor",
    "detail": "de inhoud is veranderd",
    "facts": "wie, wat of wanneer is veranderd",
    "head": "het eind van de keten ontbreekt of is veranderd",
}


class Command(BaseCommand):
    help = "Kijkt of beide logboeken nog zijn zoals ze geschreven zijn."

    def add_arguments(self, parser: CommandParser) -> None:
        for chain in LOGS:
            parser.add_argument(
                f"--{chain}-from", type=int, default=1, metavar="REGEL", help="eerste regel die nog bewaard wordt"
            )

    def handle(self, **options: Any) -> None:
        whole = True
        for chain, name in NAMES.items():
            verdict = verify(chain, first=options[f"{chain}_from"])
            whole = whole and verdict.whole
            if verdict.whole:
                self.stdout.write(f"{name}: {verdict.lines} regels, de keten klopt. Kop: {verdict.head or '-'}")
                continue
            self.stderr.write(f"{name}: {verdict.found} fouten in {verdict.lines} regels.")
            for line, kind in verdict.problems:
                self.stderr.write(f"  regel {line}: {SENTENCES[kind]}")
        if not whole:
            sys.exit(1)
