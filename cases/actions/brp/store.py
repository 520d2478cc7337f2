"""Write in batches, so that 800 persons take seconds, and still lose only the row that the database refuses."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import DataError, IntegrityError, transaction

from cases.rules.brp_row import Problem, Reason

T = TypeVar("T")
Progress = Callable[[str, int, int], None]
BATCH = 100


@dataclass(slots=True, kw_only=True)
class Report:
    """What came in, in numbers, and what was refused, by row."""

    rows: int
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    deceased: int = 0
    households_new: int = 0
    households_changed: int = 0
    relatives_linked: int = 0
    relatives_named: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def wrote_something(self) -> bool:
        """Whether this run changed the database."""
        return bool(self.new or self.changed or self.households_new or self.households_changed)


def batches(items: Sequence[T], size: int = BATCH) -> list[Sequence[T]]:
    """Cut a sequence in parts of `size`."""
    return [items[start : start + size] for start in range(0, len(items), size)]


def store(rows: Sequence[tuple[int, T]], write: Callable[[list[T]], object]) -> list[Problem]:
    """Write (row number, object) pairs under a savepoint; a refused batch is halved until the bad row stands alone."""
    if not rows:
        return []
    try:
        with transaction.atomic():
            write([item for _, item in rows])
    except (IntegrityError, DataError):
        if len(rows) == 1:
            # PostgreSQL's own text would show the blind index or a name.
            return [Problem((rows[0][0],), Reason.DATABASE, "De database kan deze rij zo niet bewaren.")]
        middle = len(rows) // 2
        return store(rows[:middle], write) + store(rows[middle:], write)
    return []
