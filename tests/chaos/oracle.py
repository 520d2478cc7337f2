"""What is wrong with a run: what should have happened beside what did. Pure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

SHOWN = 20
WATCHER = ("closes", "resumes")  # what the watcher does itself, and nobody is told
# Of which case, its how-manieth clock, which version of its end, which warning.
Key = tuple[int, int, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One act in the journal: when its person began and when they had the answer. The commit lies between."""

    began: datetime
    ended: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A warning that must come (`must`) or may: not before `due`, not after `until`, and once.

    `known`: from when the watcher can know of it at the latest; lateness counts from there.
    """

    due: datetime
    known: datetime
    until: datetime | None = None
    must: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """How a clock stands at the end: "runs", "still", "met", "lapsed" or "passed"."""

    version: int
    state: str


@dataclass(slots=True)
class Expected:
    promises: dict[Key, Promise] = field(default_factory=dict)
    clocks: dict[tuple[int, int], Clock] = field(default_factory=dict)
    acts: Counter[tuple[int, str]] = field(default_factory=Counter)
    unanswered: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """One warning that came, by the database's clock: when it was claimed, when its message went.

    `said` is the moment that its sweeper held it for, `claims` counts its signals, `told` the messages that its
    colleague has of it.
    """

    at: datetime
    said: datetime
    sent: datetime | None
    claims: int = 1
    told: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the product's tables say at the end. `unsent`: messages that still wait. `whole`: both logs verify.

    `mails`: how many different e-mails came about each case (None: nobody wants any), `mails_again`: how many of them
    came once more, with the Message-ID that they had.
    """

    fired: Mapping[Key, Fired]
    clocks: Mapping[tuple[int, int], Clock]
    acts: Mapping[tuple[int, str], int]
    mails: Mapping[int, int] | None = None
    mails_again: int = 0
    unsent: int = 0
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Counts of what is wrong, with zero as their goal; what was promised, and done; lateness in seconds."""

    promised: int
    missed: int
    twice: int
    early: int
    for_nothing: int  # signalled after it was met, moved or ended
    unsent: int
    wrong_ends: int
    acts: int
    acts_lost: int
    acts_twice: int
    logs_broken: int
    mails: int
    mails_again: int
    which: tuple[str, ...]  # of what was missed or came twice: the first few, for who has to find out why
    late: tuple[float, ...]
    told_late: tuple[float, ...]

    @property
    def holds(self) -> bool:
        """Whether every goal was met."""
        return not any((
            self.missed, self.twice, self.early, self.for_nothing, self.unsent, self.wrong_ends,
            self.acts_lost, self.acts_twice, self.logs_broken,
        ))  # fmt: skip


def judge(expected: Expected, found: Found) -> Verdict:
    """Compare. A signal that nobody promised counts as one for nothing."""
    promised = {key for key, promise in expected.promises.items() if promise.must}
    kept = [(key, promise, found.fired[key]) for key, promise in expected.promises.items() if key in found.fired]
    told = [(key, promise, fired) for key, promise, fired in kept if key[3] not in WATCHER]
    stray = sum(fired.claims for key, fired in found.fired.items() if key not in expected.promises)
    pairs = expected.clocks.keys() | found.clocks.keys()
    unmailed, too_many = _mails(expected, found)
    return Verdict(
        promised=len(promised),
        missed=len(promised - found.fired.keys()),
        twice=sum(fired.claims > 1 or fired.told > 1 for _, _, fired in kept) + too_many,
        early=sum(min(fired.at, fired.said) < promise.due for _, promise, fired in kept),
        for_nothing=stray + sum(promise.until is not None and fired.at > promise.until for _, promise, fired in kept),
        unsent=found.unsent
        + sum(promise.must and not (fired.sent and fired.told) for _, promise, fired in told)
        + unmailed,
        wrong_ends=sum(expected.clocks.get(pair) != found.clocks.get(pair) for pair in pairs),
        acts=expected.acts.total(),
        acts_lost=(expected.acts - Counter(found.acts)).total() + expected.unanswered,
        acts_twice=(Counter(found.acts) - expected.acts).total(),
        logs_broken=not found.whole,
        mails=sum((found.mails or {}).values()),
        mails_again=found.mails_again,
        which=tuple(_which(expected, found, promised))[:SHOWN],
        late=_lateness((promise, fired.at) for _, promise, fired in kept),
        told_late=_lateness((promise, fired.sent) for _, promise, fired in told),
    )


def _which(expected: Expected, found: Found, promised: set[Key]) -> Iterator[str]:
    for key in sorted(promised - found.fired.keys()):
        yield f"missed: {key}"
    for key, fired in sorted(found.fired.items()):
        if fired.claims > 1 or fired.told > 1:
            yield f"twice: {key}, {fired.claims} signals, {fired.told} messages"
    if found.mails is not None:
        told = Counter(key[0] for key in found.fired if key[3] not in WATCHER)
        yield from (
            f"mail: {n} about case {case}, {told[case]} warnings" for case, n in found.mails.items() if n > told[case]
        )


def _mails(expected: Expected, found: Found) -> tuple[int, int]:
    """How many e-mails are missing, and how many there are too many: one for each warning that somebody is told."""
    if found.mails is None:
        return 0, 0
    may = Counter(key[0] for key in found.fired if key[3] not in WATCHER)
    must = Counter(key[0] for key, promise in expected.promises.items() if key[3] not in WATCHER and promise.must)
    return (must - Counter(found.mails)).total(), (Counter(found.mails) - may).total()


def _lateness(pairs: Iterable[tuple[Promise, datetime | None]]) -> tuple[float, ...]:
    late = (max(0.0, (at - max(promise.due, promise.known)).total_seconds()) for promise, at in pairs if at)
    return tuple(sorted(late))
