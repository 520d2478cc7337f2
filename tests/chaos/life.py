"""What should happen to each case, out of the plan and the people's own journal. Pure.

The product's tables are never asked what to expect: an end is the moment the plan chose, a version counts the acts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from tests.chaos.oracle import Clock, Done, Expected, Promise
from tests.chaos.plan import Act, Script

HOUR = timedelta(hours=1)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def expect(scripts: Iterable[Script], journal: Mapping[int, Done], start: datetime) -> Expected:
    """`journal`: the acts that were answered, by number; `start`: second 0 of the run."""
    expected = Expected()
    for script in scripts:
        acts = [(act, journal[act.number]) for act in script.acts if act.number in journal]
        expected.unanswered += len(script.acts) - len(acts)
        expected.acts.update((script.number, act.key) for act, _ in acts)
        life = _Life(expected, script, start)
        life.begin()
        for act, done in acts:
            if act.key != "look":
                life.follow(act, done)
        life.leave()
    return expected


@dataclass(slots=True)
class _Life:
    """The life of one case so far: which clock of it runs, in which version, until when."""

    expected: Expected
    script: Script
    start: datetime
    clock: int = 0
    version: int = 1
    state: str = "runs"
    due: datetime = LONG_AGO
    known: datetime = LONG_AGO

    def begin(self) -> None:
        """What follows from how the case was opened."""
        self.known, self.due = self.start, self._moment(self.script.due)
        match self.script.sort:
            case "hour":
                self._promise("breach", self.due)
            case "window":
                self._promise("closes", self.due)
                self.state = "passed"
                self.expected.clocks[self.script.number, 1] = Clock(version=1, state="runs")
            case "resumed":
                self._stand_still()
            case "run_out":
                self._stand_still()
                self._promise("resumes", LONG_AGO)
                self.version, self.state = 3, "runs"
                self._promise("breach", LONG_AGO)

    def follow(self, act: Act, done: Done) -> None:
        """An act ends what was promised, and may promise anew."""
        self._withdraw(done.ended)
        self.known = done.ended
        match act.key:
            case "extend":  # the warning an hour ahead of the new end falls on the old one
                self.version += 1
                self._promise("ahead", self.due)
                self.due += HOUR
                self._promise("breach", self.due, must=False)
            case "correct":
                self.state = "lapsed"
                self.leave()
                self.clock, self.version, self.state, self.due = self.clock + 1, 1, "runs", self._moment(act.due)
                self._promise("breach", self.due)
            case "meet" | "withdraw":
                self.state = "met" if act.key == "meet" else "lapsed"
            case "suspend":
                self.version, self.state = self.version + 1, "still"
            case "complete":
                self.version, self.state = self.version + 1, "runs"
                if self.script.sort == "resumed":
                    self._promise("breach", LONG_AGO)

    def leave(self) -> None:
        """How this clock of the case stands now is how it stays."""
        self.expected.clocks[self.script.number, self.clock] = Clock(version=self.version, state=self.state)

    def _stand_still(self) -> None:
        """It was suspended as it was opened, by an act of its own."""
        self.expected.acts[self.script.number, "suspend"] += 1
        self.version, self.state = 2, "still"

    def _promise(self, kind: str, due: datetime, *, must: bool = True) -> None:
        key = (self.script.number, self.clock, self.version, kind)
        self.expected.promises[key] = Promise(due=due, known=self.known, must=must)

    def _withdraw(self, until: datetime) -> None:
        for kind in ("breach", "ahead"):
            key = (self.script.number, self.clock, self.version, kind)
            if old := self.expected.promises.get(key):
                self.expected.promises[key] = replace(old, until=until, must=False)

    def _moment(self, seconds: float) -> datetime:
        return self.start + timedelta(seconds=seconds)
