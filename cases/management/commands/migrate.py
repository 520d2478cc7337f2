"""`manage.py migrate`, which refuses data of a newer version: an older one would take that version's rights away."""

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate

from cases.queries.versions import WrongVersion, refuse_newer_data


class Command(migrate.Command):
    def execute(self, *args: Any, **options: Any) -> str | None:
        # Before the system checks, which would say the same in more words.
        try:
            refuse_newer_data(options["database"])
        except WrongVersion as refused:
            raise CommandError(str(refused)) from None
        return super().execute(*args, **options)
