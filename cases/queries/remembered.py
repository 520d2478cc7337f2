"""What a municipality set up, remembered by each process for the pages that people read. No stale law.

A trigger gives `SetupStamp` a new random value with every change to a table of the set-up, by whatever way. A page
reads that value together with who is logged in and uses only what was read under the same one. Acts, letters that are
sent and the watcher have no stamp, so they always ask the database.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

P = ParamSpec("P")
T = TypeVar("T")
MOST = 500  # answers; then it begins anew


@dataclass(frozen=True, slots=True)
class Memory:
    """What was read under one stamp. Read after that stamp was, so never older than it."""

    stamp: UUID
    answers: dict[Any, Any] = field(default_factory=dict)


_now: ContextVar[Memory | None] = ContextVar("_now", default=None)
_last: list[Memory] = []  # of this process


@contextmanager
def under(stamp: UUID | None) -> Iterator[None]:
    """Within this, `remembered` may answer out of memory; without a stamp it asks."""
    if stamp is None:
        yield
        return
    memory = next((kept for kept in _last if kept.stamp == stamp and len(kept.answers) < MOST), None) or Memory(stamp)
    _last[:] = [memory]
    token = _now.set(memory)
    try:
        yield
    finally:
        _now.reset(token)


def remembered(read: Callable[P, T]) -> Callable[P, T]:
    """For a function that reads the set-up alone and gives something that nobody changes."""

    @wraps(read)
    def ask(*args: P.args, **kwargs: P.kwargs) -> T:
        memory = _now.get()
        if memory is None:
            return read(*args, **kwargs)
        key = (read, args, tuple(sorted(kwargs.items())))
        if key not in memory.answers:
            memory.answers[key] = read(*args, **kwargs)
        found: T = memory.answers[key]
        return found

    return ask
