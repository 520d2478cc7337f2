"""What will happen in one run, out of its seed alone: the terms, what people do with them, and the faults.

Moments are seconds since the start of the run. The same seed, number of terms, seconds and faults give the same plan.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

QUIET = 2.0  # seconds at the beginning without a term that falls due


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act of a person: `key` is a step of the chaos law, `due` the new end that a correction brings."""

    number: int
    at: float
    key: str
    due: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """One case with one term, and what its people do, in order.

    `sort`: "hour" and "window" fall due at `due`; "resumed" stands still until a person resumes it, too late;
    "run_out" stood still and resumes by itself, too late; "paused" is suspended and resumed in time.
    """

    number: int
    sort: str
    due: float
    acts: tuple[Act, ...]

    @property
    def expected_acts(self) -> tuple[Act, ...]:
        """What changes the term; a look changes nothing but the version of the case."""
        return tuple(act for act in self.acts if act.key != "look")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """`how`: "kill" (-9), "stop" (SIGSTOP for `seconds`), "empty", "cut" or "clock" (`shift` seconds, for `seconds`)."""

    at: float
    how: str
    whom: str
    seconds: float = 0.0
    shift: int = 0


PROGRAMS = ("worker one", "worker two", "beat one", "beat two", "sweeper")
# Each happens at least once where there are as many faults; the first are what a small run keeps.
ONCE = (
    ("kill", "sweeper"), ("kill", "postmaster"), ("kill", "worker one"), ("empty", "broker"), ("cut", "connections"),
    ("clock", "worker two"), ("kill", "broker"), ("kill", "backend"), ("stop", "sweeper"), ("kill", "child"),
    ("kill", "beat one"), ("clock", "sweeper"), ("stop", "worker two"), ("stop", "backend"), ("kill", "worker two"),
    ("kill", "beat two"), ("stop", "child"), ("stop", "broker"), ("stop", "beat one"), ("stop", "postmaster"),
)  # fmt: skip
SORTS = (("hour", 74), ("window", 15), ("resumed", 5), ("run_out", 3), ("paused", 3))  # in hundredths
LIVES = (("nothing", 68), ("correct", 12), ("extend", 9), ("meet", 8), ("withdraw", 2), ("correct again", 1))
LOOKS = 0.04  # part of the cases that somebody else works on meanwhile


def scripts(seed: int, *, terms: int, seconds: float) -> tuple[Script, ...]:
    """The cases. Corrections go to any moment of the run, also to one that is over already."""
    random = Random(f"{seed} terms")
    numbers = iter(range(10 * terms))
    return tuple(_script(random, number, seconds, numbers) for number in range(terms))


def faults(seed: int, *, count: int, seconds: float) -> tuple[Fault, ...]:
    """`count` faults, spread evenly with some chance: each of `ONCE`, and then any of them again."""
    random = Random(f"{seed} faults")
    chosen = [*ONCE[:count], *(random.choice(ONCE) for _ in range(count - len(ONCE)))]
    random.shuffle(chosen)
    step = (seconds - 2 * QUIET) / count
    return tuple(
        Fault(
            at=round(QUIET + step * (place + random.random()), 2),
            how=how,
            whom=whom,
            seconds=round(random.uniform(2, 8), 1) if how in ("stop", "clock") else 0.0,
            shift=random.choice((-3600, 3600)) if how == "clock" else 0,
        )
        for place, (how, whom) in enumerate(chosen)
    )


def _script(random: Random, number: int, seconds: float, numbers: Iterator[int]) -> Script:
    sort = _pick(random, SORTS)
    due = round(random.uniform(QUIET, seconds), 3)
    acts = []
    for key in _keys(random, sort):
        # Around the end, or anywhere: the nearer, the more often a sweeper and a person meet on one row.
        around = random.gauss(due, 3) if sort == "hour" and random.random() < 0.5 else random.uniform(0, seconds)
        at = min(max(around, acts[-1].at if acts else 1.0), seconds)
        new = round(random.uniform(QUIET, seconds), 3) if key == "correct" else 0.0
        acts.append(Act(number=next(numbers), at=round(at, 3), key=key, due=new))
    if random.random() < LOOKS and not any(act.key == "withdraw" for act in acts):  # a closed case takes no steps
        acts.append(Act(number=next(numbers), at=round(random.uniform(1, seconds), 3), key="look"))
    return Script(number=number, sort=sort, due=due, acts=tuple(acts))


def _keys(random: Random, sort: str) -> tuple[str, ...]:
    match sort:
        case "hour":
            life = _pick(random, LIVES)
            return {"nothing": (), "correct again": ("correct", "extend", "correct")}.get(life, (life,))
        case "resumed":
            return ("complete",)
        case "paused":
            return ("suspend", "complete")
        case _:
            return ()


def _pick(random: Random, choices: tuple[tuple[str, int], ...]) -> str:
    names, weights = zip(*choices, strict=True)
    return str(random.choices(names, weights)[0])
