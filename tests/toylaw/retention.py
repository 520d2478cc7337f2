"""How long a toy case is kept: a file with an older text, what was broken off, and a bezwaar."""

from datetime import date
from typing import TYPE_CHECKING

from cases.contract import Certainty, CountsFrom, Length, Retention, Unit
from cases.contract.retention import BEZWAAR
from tests.toylaw.basis import article

if TYPE_CHECKING:
    from cases.models import Case

BEFORE = Retention(
    key="toylaw.file",
    label="Speeldossier",
    period=Length(2, Unit.YEARS),
    basis=article("13"),
    counts_from=CountsFrom.LAST_CHANGE,
    valid_until=date(2026, 7, 1),
)
FILE = Retention(
    key="toylaw.file",
    label="Speeldossier",
    period=Length(1, Unit.YEARS),
    basis=article("13", valid_from=date(2026, 7, 1)),
    counts_from=CountsFrom.LAST_CHANGE,
)
BROKEN_OFF = Retention(
    key="toylaw.broken_off",
    label="Afgebroken speelzaak",
    period=Length(42, Unit.DAYS),
    basis=article("13a", Certainty.DISPUTED),
    question="Of toch een jaar?",
)
RETENTIONS = (BEFORE, FILE, BROKEN_OFF, BEZWAAR)


def kept_by_how_it_ended(case: "Case") -> str:
    return FILE.key if case.letters.filter(kind="decision").exists() else BROKEN_OFF.key
