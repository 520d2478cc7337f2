"""What should have happened, out of the plan and the people's own journal; and what is wrong with what did. Pure.

The product's tables are never asked what to expect: an end is the moment the plan chose, a version counts the acts.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.chaos.plan import Act, Script

HOUR = timedelta(hours=1)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
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
    """What the product's tables say at the end. `unsent`: messages that still wait. `whole`: both logs verify."""

    fired: Mapping[Key, Fired]
    clocks: Mapping[tuple[int, int], Clock]
    acts: Mapping[tuple[int, str], int]
    unsent: int = 0
    whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Every count but `promised` has zero as its goal. Lateness in seconds: of the signals, of their messages."""

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
    late: tuple[float, ...]
    told_late: tuple[float, ...]

    @property
    def holds(self) -> bool:
        """Whether every goal was met."""
        return not any((
            self.missed, self.twice, self.early, self.for_nothing, self.unsent, self.wrong_ends,
            self.acts_lost, self.acts_twice, self.logs_broken,
        ))  # fmt: skip


def expect(scripts: Iterable[Script], journal: Mapping[int, Done], start: datetime) -> Expected:
    """`journal`: the acts that were answered, by number; `start`: second 0 of the run."""
    expected = Expected()
    for script in scripts:
        acts = [(act, journal[act.number]) for act in script.acts if act.number in journal]
        expected.unanswered += len(script.acts) - len(acts)
        expected.acts.update((script.number, act.key) for act, _ in acts)
        _follow(expected, script, [pair for pair in acts if pair[0].key != "look"], start)
    return expected


def judge(expected: Expected, found: Found) -> Verdict:
    """Compare. A signal that nobody promised counts as one for nothing."""
    promised = {key for key, promise in expected.promises.items() if promise.must}
    kept = [(key, promise, found.fired[key]) for key, promise in expected.promises.items() if key in found.fired]
    told = [(key, promise, fired) for key, promise, fired in kept if key[3] not in WATCHER]
    stray = sum(fired.claims for key, fired in found.fired.items() if key not in expected.promises)
    pairs = expected.clocks.keys() | found.clocks.keys()
    return Verdict(
        promised=len(promised),
        missed=len(promised - found.fired.keys()),
        twice=sum(fired.claims > 1 or fired.told > 1 for _, _, fired in kept),
        early=sum(min(fired.at, fired.said) < promise.due for _, promise, fired in kept),
        for_nothing=stray + sum(promise.until is not None and fired.at > promise.until for _, promise, fired in kept),
        unsent=found.unsent + sum(promise.must and not (fired.sent and fired.told) for _, promise, fired in told),
        wrong_ends=sum(expected.clocks.get(pair) != found.clocks.get(pair) for pair in pairs),
        acts=expected.acts.total(),
        acts_lost=(expected.acts - Counter(found.acts)).total() + expected.unanswered,
        acts_twice=(Counter(found.acts) - expected.acts).total(),
        logs_broken=not found.whole,
        late=_lateness((promise, fired.at) for _, promise, fired in kept),
        told_late=_lateness((promise, fired.sent) for _, promise, fired in told),
    )


def _lateness(pairs: Iterable[tuple[Promise, datetime | None]]) -> tuple[float, ...]:
    late = (max(0.0, (at - max(promise.due, promise.known)).total_seconds()) for promise, at in pairs if at)
    return tuple(sorted(late))


def _follow(expected: Expected, script: Script, acts: list[tuple[Act, Done]], start: datetime) -> None:
    """Walk through the life of one case: each act ends what was promised and may promise anew."""
    number, clock, version, state = script.number, 0, 1, "runs"
    due, known = start + timedelta(seconds=script.due), start

    def promise(kind: str, at: datetime, *, must: bool = True) -> None:
        expected.promises[number, clock, version, kind] = Promise(due=at, known=known, must=must)

    def withdraw(until: datetime) -> None:
        for kind in ("breach", "ahead"):
            if old := expected.promises.get((number, clock, version, kind)):
                expected.promises[number, clock, version, kind] = Promise(
                    due=old.due, known=old.known, until=until, must=False
                )

    match script.sort:
        case "hour":
            promise("breach", due)
        case "window":
            promise("closes", due)
            state = "passed"
            expected.clocks[number, 1] = Clock(version=1, state="runs")
        case "resumed":
            expected.acts[number, "suspend"] += 1  # as it was opened
            version, state = 2, "still"
        case "run_out":
            expected.acts[number, "suspend"] += 1
            version = 2
            promise("resumes", LONG_AGO)
            version = 3
            promise("breach", LONG_AGO)
    for act, done in acts:
        withdraw(done.ended)
        known = done.ended
        match act.key:
            case "extend":  # the warning an hour ahead of the new end falls on the old one
                version += 1
                promise("ahead", due)
                promise("breach", due + HOUR, must=False)
                due += HOUR
            case "correct":
                expected.clocks[number, clock] = Clock(version=version, state="lapsed")
                clock, version, due = clock + 1, 1, start + timedelta(seconds=act.due)
                promise("breach", due)
            case "meet" | "withdraw":
                state = "met" if act.key == "meet" else "lapsed"
            case "suspend":
                version, state = version + 1, "still"
            case "complete":
                version, state = version + 1, "runs"
                if script.sort == "resumed":
                    promise("breach", LONG_AGO)
    expected.clocks[number, clock] = Clock(version=version, state=state)
