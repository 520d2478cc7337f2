"""Does this version of the program fit this database? Asked once, when a program starts, and never by a page."""

import functools

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, ProgrammingError, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from cases.contract import laws
from cases.models import Case, Release


class WrongVersion(Exception):  # noqa: N818  # nothing failed: we refuse
    """The program and the database are of different versions; the message says what to do."""


@functools.cache  # what raised is asked again
def require_fit() -> None:
    """Raise WrongVersion unless this database has all migrations of this program, and no others.

    Three statements, the first time. A program that runs stays when a newer version migrates: each version works
    on the tables of the next (docs/operations.md).
    """
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    _refuse_newer_data(executor.loader, DEFAULT_DB_ALIAS)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise WrongVersion(
            f"De database is nog niet bijgewerkt voor deze versie ({settings.VERSION})."
            " Draai eerst: python manage.py migrate --database owner"
        )


def refuse_newer_data(alias: str) -> None:
    """Raise WrongVersion when this database has migrations that this program does not know."""
    _refuse_newer_data(MigrationLoader(connections[alias]), alias)


def _refuse_newer_data(loader: MigrationLoader, alias: str) -> None:
    unknown = _unknown(loader)
    if not unknown:
        return
    names = ", ".join(".".join(key) for key in unknown[:3]) + (" en meer" if len(unknown) > 3 else "")  # noqa: PLR2004
    last = Release.objects.using(alias).order_by("-at", "-pk").first()
    made_by = f"versie {last.version}" if last else "een nieuwere versie"
    raise WrongVersion(
        f"De gegevens zijn bijgewerkt door {made_by}; deze versie ({settings.VERSION}) kent {names} niet en verandert"
        f" niets. Start die versie of een nieuwere, met alle wetten in LAWS, of zet de back-up van eerder terug"
        " (docs/operations.md)."
    )


def versions_in_use(alias: str) -> list[tuple[str, str, int]]:
    """Under which procedures there are cases: (law, procedure, version); none before the first migrate."""
    try:
        rows = Case.objects.using(alias).order_by().values_list("law", "procedure", "procedure_version").distinct()
        return sorted(rows)
    except ProgrammingError:
        return []


def _unknown(loader: MigrationLoader) -> list[tuple[str, str]]:
    """Applied migrations, as (app, name), that are not in this program.

    Of another's package only a later one counts: packages drop old migrations when they join them.
    """
    ours = {"cases", *(law.key for law in laws)}
    latest: dict[str, str] = {}
    for app, name in loader.disk_migrations:
        latest[app] = max(name, latest.get(app, ""))
    applied = set(loader.applied_migrations) - set(loader.disk_migrations)
    return sorted((app, name) for app, name in applied if app in ours or name > latest.get(app, ""))
