"""`manage.py check`: settings, registry and permissions agree."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register  # noqa: A004

from cases.contract import laws
from cases.queries.versions import WrongVersion, refuse_newer_data, versions_in_use


@register(Tags.models)
def laws_are_registered(**_: Any) -> list[Error]:
    """A law that is silently absent would miss every term: registered laws are those of the settings."""
    declared = {name.rpartition(".")[2] for name in settings.LAWS}
    registered = {law.key for law in laws}
    if declared == registered:
        return []
    return [
        Error(
            f"De wetten in LAWS ({', '.join(sorted(declared))}) zijn niet de aangemelde wetten "
            f"({', '.join(sorted(registered)) or 'geen'}).",
            hint="Staat in de app een class met LawConfig als basis, in apps.py?",
            id="cases.E001",
        )
    ]


@register(Tags.database)
def data_are_not_newer(databases: Sequence[str] | None = None, **_: Any) -> list[Error]:
    """With `--database` only, as all checks that ask a database."""
    found = []
    for alias in databases or ():
        try:
            refuse_newer_data(alias)
        except WrongVersion as refused:
            found.append(Error(str(refused), id="cases.E005"))
    return found


@register(Tags.database)
def cases_have_their_procedure(databases: Sequence[str] | None = None, **_: Any) -> list[Error]:
    """A running case keeps its version: a law that dropped an older one would leave it without a road."""
    known = {(law.key, p.key, p.version) for law in laws for p in law.procedures}
    found = []
    for alias in databases or ():
        for law, key, version in versions_in_use(alias):
            if law in laws and (law, key, version) not in known:
                found.append(
                    Error(
                        f"Er zijn zaken onder {law}/{key} versie {version}, en die versie bestaat niet meer.",
                        hint="Laat een oudere versie in `procedures` staan, met current=False (docs/adding-a-law.md).",
                        id="cases.E006",
                    )
                )
    return found


@register(Tags.security, deploy=True)
def secrets_are_set(**_: Any) -> list[Error | Warning]:
    found: list[Error | Warning] = []
    if settings.SECRET_KEY.startswith("unset-"):
        found.append(Error("SECRET_KEY is niet gezet.", id="cases.E002"))
    if not settings.BSN_KEYS or not settings.BSN_INDEX_KEYS:
        found.append(
            Error("BSN_KEYS en BSN_INDEX_KEYS zijn niet gezet: een BSN kan niet bewaard worden.", id="cases.E003")
        )
    if settings.EMAIL_URL and not (settings.BASE_URL and settings.DEFAULT_FROM_EMAIL.rpartition("@")[2] != "localhost"):
        found.append(Error("EMAIL_URL is gezet, maar BASE_URL of EMAIL_FROM niet.", id="cases.E005"))
    if "owner" in settings.DATABASES and (settings.DATABASES["owner"]["USER"] == settings.DATABASES["default"]["USER"]):
        found.append(Error("De toepassing gebruikt de databaserol van de eigenaar.", id="cases.E004"))
    return found
