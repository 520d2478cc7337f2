"""`manage.py rotate_bsn_key`: bring every BSN under the current keys.

Put the new key first in BSN_KEYS or BSN_INDEX_KEYS and keep the old one behind it; restart; run this; then drop the old
key. Each batch is a transaction of its own, so an interrupted run goes on where it stopped, and pages work meanwhile.
"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cases.actions.bsn_keys import rotate_batch, under_old_keys


class Command(BaseCommand):
    help = "Versleutelt elk BSN opnieuw met de nieuwste sleutel. Onderbreken en herhalen mag."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", type=int, default=500, help="rijen per transactie")

    def handle(self, *args: Any, **options: Any) -> None:
        total = under_old_keys().count()
        done = unreadable = after = 0
        while True:
            batch = rotate_batch(after=after, size=max(options["batch"], 1))
            if batch.last is None:
                break
            after = batch.last
            done += batch.rotated
            unreadable += batch.unreadable
            self.stderr.write(f"{done + unreadable} van {total}")
        self.stdout.write(f"{done} BSN's staan nu onder de nieuwste sleutels.")
        if unreadable:
            self.stderr.write(
                f"{unreadable} BSN's zijn niet te lezen. Zet de oude sleutel terug in BSN_KEYS en herhaal dit."
            )
            sys.exit(1)
