"""The life of a term, at random, beside a second reckoning on paper: over both nights in which the clock changes.

Signals: once for each kind and version of an end, never before their moment, never after the term was met.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cases.actions.calendar import add_equated_day
from cases.actions.undo import undo_step
from cases.actions.watch import sweep
from cases.contract import CaseError
from cases.models import Case, Deadline, Event, Outbox, Signal, Team, User
from tests.cases.watch import oracle
from tests.cases.watch.moments import AMSTERDAM, moment
from tests.cases.watch.oracle import DAY, Clock, Pause
from tests.factories.case import act, make_case, make_user
from tests.factories.person import make_household, make_person

STARTS = ("2027-03-15 10.00", "2027-03-26 23.30", "2027-04-20 9.00", "2027-10-29 20.00", "2027-09-14 12.00")
FOLLOWED = ("toylaw.decide", "toylaw.window", "toylaw.after_window", "toylaw.urgent")
RECKONING = settings(
    max_examples=32,
    stateful_step_count=24,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
Clocks = dict[str, Clock]
a_case = st.integers(0, 9)


class Killed(BaseException):
    """As `kill -9`: nothing catches it."""


@contextmanager
def killed_before(statement: int) -> Iterator[None]:
    """End the program just before its so-manieth statement; the ends of transactions are not counted."""
    left = count(statement, -1)

    def execute(run: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")) and next(left) <= 0:
            raise Killed
        return run(sql, *rest)

    with connection.execute_wrapper(execute):
        yield


class Life(RuleBasedStateMachine):
    """Some cases of the toy law with their terms; each example in a transaction that is taken back."""

    fenna: User
    dewi: User
    place: dict[str, Any]

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.cases: list[tuple[Case, Clocks]] = []
        self.free = set(oracle.FREE)
        self.done: dict[int, str] = {}  # the last step of the road, by case: it can be taken back
        self.ended: dict[int, list[str]] = {}  # the terms that this step ended

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @initialize(start=st.sampled_from(STARTS))
    def begin(self, start: str) -> None:
        self.now = moment(start)

    @rule(urgent=st.booleans(), days_ago=st.integers(0, 4))
    @precondition(lambda self: len(self.cases) - len(self.done) < 2)
    def open(self, urgent: bool, days_ago: int) -> None:
        received = self.today - days_ago * DAY
        key = "urgent_request" if urgent else "request"
        data = {"received_on": received, "wish": "Een fiets"}
        case = make_case(self.fenna, self.now, key=key, data=data, handler=self.fenna, **self.place)
        clocks = {"toylaw.decide": oracle.decide(received, self.free)}
        if urgent:
            clocks["toylaw.urgent"] = oracle.urgent(self.now, self.free)
        else:
            clocks["toylaw.window"] = oracle.window(received, self.free)
        self.cases.append((case, clocks))

    @rule(which=a_case, days=st.sampled_from((1, 2, 9, 25)), unseen=st.booleans())
    def suspend(self, which: int, days: int, unseen: bool) -> None:
        """Perhaps after an earlier pause that ran out while no watcher came by."""
        for case, clocks in self.running(which):
            clock = clocks["toylaw.decide"]
            standing = [pause for pause in clock.pauses if pause.answered is None]
            if unseen and standing:
                self.now = max(self.now, oracle.hours_later(oracle.midnight(standing[-1].until), 10))
            until = self.today + days * DAY
            if any(pause.until > self.today for pause in standing):
                with pytest.raises(CaseError, match="staat al stil"):
                    act(case, "ask_more", self.fenna, self.now, until=until)
                continue
            act(case, "ask_more", self.fenna, self.now, until=until)
            for pause in standing:
                pause.answered = pause.until
            clock.pauses.append(Pause(self.today, until))
            clock.look(self.today)

    @rule(which=a_case)
    def resume(self, which: int) -> None:
        for case, clocks in self.running(which):
            act(case, "completed", self.fenna, self.now)
            for pause in clocks["toylaw.decide"].pauses:
                if pause.answered is None:
                    pause.answered = max(self.today, pause.asked + DAY)
                    clocks["toylaw.decide"].look(self.today)

    @rule(which=a_case, weeks=st.integers(1, 3), statement=st.integers(1, 80))
    def extend_and_perhaps_be_killed(self, which: int, weeks: int, statement: int) -> None:
        """Nothing of the act is left, or all of it."""
        for case, clocks in self.running(which):
            try:
                with killed_before(statement):
                    act(case, "extend", self.fenna, self.now, weeks=weeks)
            except Killed:
                continue
            clocks["toylaw.decide"].extra_weeks += weeks
            clocks["toylaw.decide"].look(self.today)

    @rule(which=a_case)
    def contact(self, which: int) -> None:
        for case, clocks in self.running(which):
            act(case, "contact", self.fenna, self.now)
            if "toylaw.urgent" in clocks:
                clocks["toylaw.urgent"].ended = True

    @rule(which=a_case, grant=st.booleans())
    def finish(self, which: int, grant: bool) -> None:
        """The term is met, or lapses with its case."""
        for case, clocks in self.running(which):
            if grant:
                act(case, "grant", self.dewi, self.now, weeks=4)
                self.end(case, "grant", clocks, "toylaw.decide", "toylaw.after_window")
            else:
                act(case, "withdraw", self.fenna, self.now)
                self.end(case, "withdraw", clocks, *clocks)

    @rule(which=a_case)
    def take_back(self, which: int) -> None:
        finished = [(case, clocks) for case, clocks in self.cases if case.pk in self.done]
        for case, clocks in finished[which % len(finished) :][:1] if finished else []:
            step = self.done.pop(case.pk)
            event = Event.objects.filter(case_id=case.pk, kind=f"toylaw.{step}").latest("id").id
            seen = Case.objects.get(pk=case.pk).version
            undo_step(
                case_id=case.pk,
                event=event,
                reason="Vergissing.",
                actor=self.dewi,
                at=self.now,
                seen=seen,
                once=uuid4(),
            )
            for name in self.ended.pop(case.pk):
                clocks[name].ended = False
                clocks[name].version += 1  # it warns again
                clocks[name].look(self.today)

    @rule(which=a_case, days=st.integers(0, 7))
    def a_decree_frees_a_day(self, which: int, days: int) -> None:
        """One of the last days of a term."""
        last = next((clocks["toylaw.decide"].known[0] for _, clocks in self.running(which)), None)
        day = (last or self.today) - days * DAY
        if day.weekday() >= 5 or day in self.free:
            return
        add_equated_day(day=day, name="Vrije dag", source="Stcrt.", actor=self.dewi, at=self.now)
        self.free.add(day)
        for _, clocks in self.cases:
            for clock in clocks.values():
                if not clock.ended and clock.known != (None, None):
                    clock.look(self.today)

    @rule(hours=st.integers(1, 30) | st.integers(2, 14).map(lambda days: 24 * days))
    def time_passes(self, hours: int) -> None:
        self.now = oracle.hours_later(self.now, hours)

    @rule(seconds=st.sampled_from((-1, 0, 1)))
    def a_round_around_the_next_moment(self, seconds: int) -> None:
        running = [clock for _, clocks in self.cases for clock in clocks.values() if not clock.ended]
        moments = [at for clock in running for at in (*clock.moments().values(), clock.known[1]) if at]
        moments += [oracle.midnight(pause.until + DAY) for clock in running for pause in clock.pauses]
        later = [at for at in moments if at.timestamp() + seconds > self.now.timestamp()]
        if later:
            self.now = (min(later).astimezone(UTC) + timedelta(seconds=seconds)).astimezone(AMSTERDAM)
        self.a_round()

    def a_round(self) -> None:
        sweep("sweep", at=self.now)
        for _, clocks in self.cases:
            self.watch(clocks)
        assert not Outbox.objects.filter(sent_at=None).exists()

    @rule(statement=st.integers(1, 60))
    def a_round_that_is_killed(self, statement: int) -> None:
        """What it had done stays done, once: each clock is as before the round or as after it."""
        try:
            with killed_before(statement):
                sweep("sweep", at=self.now)
        except Killed:
            pass
        for case, clocks in self.cases:
            after = deepcopy(clocks)
            self.watch(after)
            for name, clock in after.items():
                before = clocks.get(name)
                row = Deadline.objects.filter(case=case, term=name).first()
                if row is not None and (before is None or self.facts(row) != self.expected(before)):
                    clocks[name] = clock
                elif before is None:
                    continue
                fired = self.signals(case, name)
                assert (before.fired if before else set()) <= fired <= clock.fired
                clocks[name].fired, clocks[name].free = fired, self.free

    @invariant()
    def every_term_is_as_on_paper(self) -> None:
        rows = Deadline.objects.filter(term__in=FOLLOWED, case__in=[case.pk for case, _ in self.cases])
        found = {(row.case_id, row.term): self.facts(row) for row in rows}
        paper = {(case.pk, name): clock for case, clocks in self.cases for name, clock in clocks.items()}
        assert found == {key: self.expected(clock) for key, clock in paper.items()}
        signals = Signal.objects.filter(deadline__in=rows)
        sent = Counter(signals.values_list("deadline__case", "deadline__term", "kind", "due_version"))
        assert sent == Counter((*key, *signal) for key, clock in paper.items() for signal in clock.fired)

    @property
    def today(self) -> date:
        return self.now.astimezone(AMSTERDAM).date()

    def running(self, which: int) -> list[tuple[Case, Clocks]]:
        found = [(case, clocks) for case, clocks in self.cases if case.pk not in self.done]
        return [found[which % len(found)]] if found else []

    def end(self, case: Case, step: str, clocks: Clocks, *names: str) -> None:
        self.done[case.pk] = step
        self.ended[case.pk] = [name for name in names if name in clocks and not clocks[name].ended]
        for name in self.ended[case.pk]:
            clocks[name].ended = True

    def watch(self, clocks: Clocks) -> None:
        """A window that is over ends by itself, and what starts at its end starts on its last day."""
        window = clocks.get("toylaw.window")
        if window and not window.ended and window.known[0] and window.known[1] and window.known[1] <= self.now:
            window.ended = True
            clocks["toylaw.after_window"] = oracle.after_window(window.known[0], self.free)
        for clock in clocks.values():
            clock.watch(self.now.astimezone(AMSTERDAM))

    def facts(self, row: Deadline) -> tuple[date | None, datetime | None, int, bool]:
        return row.due_on, row.due_at, row.due_version, row.ended_at is not None

    def expected(self, clock: Clock) -> tuple[date | None, datetime | None, int, bool]:
        return *clock.known, clock.version, clock.ended

    def signals(self, case: Case, name: str) -> set[tuple[str, int]]:
        rows = Signal.objects.filter(deadline__case=case, deadline__term=name)
        return set(rows.values_list("kind", "due_version"))


@pytest.mark.django_db
def test_a_term_lives_as_on_paper(team: Team, fenna: User) -> None:
    person = make_person()
    Life.fenna = fenna
    Life.dewi = make_user("dewi", "toylaw.work", "toylaw.decide", "cases.manage_terms", team=team)
    Life.place = {"person": person, "household": make_household((person, "other")), "team": team}
    run_state_machine_as_test(Life, settings=RECKONING)
