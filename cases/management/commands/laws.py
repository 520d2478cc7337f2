"""`manage.py laws`: every procedure, term and reaction of every law. Needs no database.

`--json` gives the same for machines; `--write FOLDER` makes a page of each law for a lawyer to read, in `docs/laws`.
"""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cases.contract import laws
from cases.contract.describe import contract
from cases.management.commands._laws_output import general_page, law_page
from cases.management.commands._laws_page import general_page_of, page_of


class Command(BaseCommand):
    help = "Toont elke wet: procedures, termijnen, bedragen, brieven en reacties."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json", help="hetzelfde, voor een ander programma")
        parser.add_argument("--write", type=Path, metavar="MAP", help="schrijf een pagina per wet in deze map")

    def handle(self, *, as_json: bool, write: Path | None, **options: Any) -> None:
        found = contract(laws)
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        if write is None:
            texts = [*(law_page(law) for law in found["laws"]), general_page(found["general_terms"])]
            self.stdout.write("\n".join(texts), ending="")
            return
        pages = {law.key: page_of(law) for law in laws} | {"algemeen": general_page_of()}
        write.mkdir(parents=True, exist_ok=True)
        for name, page in pages.items():
            (write / f"{name}.md").write_text(page, encoding="utf-8")
            self.stdout.write(f"{write / name}.md")
