"""What the municipality chose where the law leaves it to them."""

from dataclasses import dataclass
from datetime import date

from cases.contract import Law, LocalChoice, laws
from cases.models import Case, LocalSetting
from cases.queries.remembered import remembered


def chosen(choice: LocalChoice, case: Case, on: date) -> bool:
    """The dated answer of the municipality whose team does the work, or the default."""
    return settings_of(case.team.municipality_id, on).get(choice.key, choice.default)


@remembered
def settings_of(municipality: str, on: date) -> dict[str, bool]:
    """All that this municipality chose, as it counts on this day; one statement."""
    rows = LocalSetting.objects.filter(municipality=municipality, valid_from__lte=on)
    return {row.choice: row.value for row in rows.order_by("valid_from")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A choice of a law with every dated answer, the newest first."""

    law: Law
    choice: LocalChoice
    answers: tuple[LocalSetting, ...]


def choices() -> tuple[Choice, ...]:
    """All that the laws leave to the municipality, in the order of the settings; one statement."""
    answers: dict[str, list[LocalSetting]] = {}
    rows = LocalSetting.objects.select_related("municipality", "added_by").order_by("-valid_from", "-pk")
    for row in rows:
        answers.setdefault(row.choice, []).append(row)
    return tuple(
        Choice(law=law, choice=choice, answers=tuple(answers.get(choice.key, ())))
        for law in laws
        for choice in law.choices
    )
