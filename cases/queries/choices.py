"""What the municipality chose where the law leaves it to them."""

from datetime import date

from cases.contract import LocalChoice
from cases.models import Case, LocalSetting


def chosen(choice: LocalChoice, case: Case, on: date) -> bool:
    """The dated answer of the municipality whose team does the work, or the default; read once for each case."""
    known: dict[str, bool] | None = getattr(case, "_choices", None)
    if known is None:
        known = settings_of(case.team.municipality_id, on)
        case._choices = known  # type: ignore[attr-defined]  # noqa: SLF001
    return known.get(choice.key, choice.default)


def settings_of(municipality: str, on: date) -> dict[str, bool]:
    """All that this municipality chose, as it counts on this day; one statement."""
    rows = LocalSetting.objects.filter(municipality=municipality, valid_from__lte=on)
    return {row.choice: row.value for row in rows.order_by("valid_from")}
