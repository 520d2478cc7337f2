"""The look of a municipality's letters: the newest version counts."""

from cases.models import LetterTheme, Municipality
from cases.queries.remembered import remembered
from cases.typesetting.look import PLAIN, Look


@remembered
def theme_of(municipality: str) -> LetterTheme | None:
    """The version that counts now; None where the municipality has made none."""
    return LetterTheme.objects.filter(municipality=municipality).order_by("-version").first()


def look_of(theme: LetterTheme | None) -> Look:
    if theme is None:
        return PLAIN
    return Look(
        accent=theme.accent,
        ink=theme.ink,
        logo=bytes(theme.logo),
        logo_kind=theme.logo_kind,
        logo_alt=theme.logo_alt,
    )


def themes_of(municipality: Municipality) -> tuple[LetterTheme, ...]:
    """Every version, newest first, without the bytes of their logos."""
    rows = LetterTheme.objects.filter(municipality=municipality).select_related("author").defer("logo")
    return tuple(rows.order_by("-version"))
