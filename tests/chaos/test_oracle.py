"""The oracle is no paper tiger: each kind of fault, planted in a run that went well, is seen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.chaos.evidence import distinct
from tests.chaos.life import expect
from tests.chaos.oracle import Clock, Done, Expected, Fired, Found, Verdict, judge
from tests.chaos.plan import Act, Script, faults, scripts

START = datetime(2026, 11, 22, 9, tzinfo=UTC)
PLAN = (
    Script(number=0, sort="hour", due=10, acts=()),
    Script(number=1, sort="hour", due=20, acts=(Act(number=0, at=5, key="extend"),)),
    Script(number=2, sort="hour", due=20, acts=(Act(number=1, at=5, key="correct", due=40),)),
    Script(number=3, sort="hour", due=20, acts=(Act(number=2, at=30, key="meet"), Act(number=3, at=31, key="look"))),
    Script(number=4, sort="window", due=15, acts=()),
    Script(number=5, sort="resumed", due=15, acts=(Act(number=4, at=50, key="complete"),)),
    Script(number=6, sort="run_out", due=15, acts=()),
    Script(number=7, sort="paused", due=15, acts=(Act(number=5, at=8, key="suspend"),)),
)
ACTS = (5, 5, 30, 31, 50, 8)  # second of each act


def second(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def come(seconds: float, *, told: int = 1) -> Fired:
    return Fired(at=second(seconds), said=second(seconds), sent=second(seconds + 1) if told else None, told=told)


@pytest.fixture
def expected() -> Expected:
    journal = {number: Done(began=second(at), ended=second(at + 0.5)) for number, at in enumerate(ACTS)}
    return expect(PLAN, journal, START)


@pytest.fixture
def well() -> Found:
    """A run in which all went well, written out by hand."""
    return Found(
        fired={
            (0, 0, 1, "breach"): come(11),
            (1, 0, 2, "ahead"): come(22),
            (2, 1, 1, "breach"): come(41),
            (3, 0, 1, "breach"): come(21),  # it was met after that
            (4, 0, 1, "closes"): come(15, told=0),
            (5, 0, 3, "breach"): come(52),
            (6, 0, 2, "resumes"): come(1, told=0),
            (6, 0, 3, "breach"): come(2),
        },
        clocks={
            (0, 0): Clock(version=1, state="runs"),
            (1, 0): Clock(version=2, state="runs"),
            (2, 0): Clock(version=1, state="lapsed"),
            (2, 1): Clock(version=1, state="runs"),
            (3, 0): Clock(version=1, state="met"),
            (4, 0): Clock(version=1, state="passed"),
            (4, 1): Clock(version=1, state="runs"),
            (5, 0): Clock(version=3, state="runs"),
            (6, 0): Clock(version=3, state="runs"),
            (7, 0): Clock(version=2, state="still"),
        },
        acts={
            (1, "extend"): 1, (2, "correct"): 1, (3, "meet"): 1, (3, "look"): 1,
            (5, "suspend"): 1, (5, "complete"): 1, (6, "suspend"): 1, (7, "suspend"): 1,
        },
    )  # fmt: skip


def seen(verdict: Verdict) -> dict[str, int]:
    """What is not as it should be."""
    names = (
        "missed",
        "twice",
        "early",
        "for_nothing",
        "unsent",
        "wrong_ends",
        "acts_lost",
        "acts_twice",
        "logs_broken",
    )
    return {name: found for name in names if (found := getattr(verdict, name))}


def test_a_run_that_went_well_holds(expected, well):
    verdict = judge(expected, well)
    assert (seen(verdict), verdict.holds, verdict.promised, verdict.acts) == ({}, True, 7, 8)
    assert verdict.late[-1] == 2.0  # of an end at 20 s, known at 5.5 s, that was signalled at 22 s
    assert verdict.told_late[-1] == 3.0


def test_a_warning_that_was_overtaken_may_stay_away(expected, well):
    fired = {key: found for key, found in well.fired.items() if key != (3, 0, 1, "breach")}
    assert judge(expected, replace(well, fired=fired)).holds


@pytest.mark.parametrize(
    ("key", "found", "problem"),
    [
        ((0, 0, 1, "breach"), None, "missed"),
        ((1, 0, 2, "ahead"), None, "missed"),
        ((4, 0, 1, "closes"), None, "missed"),
        ((6, 0, 2, "resumes"), None, "missed"),
        ((0, 0, 1, "breach"), replace(come(11), claims=2), "twice"),
        ((0, 0, 1, "breach"), replace(come(11), told=2), "twice"),
        ((4, 0, 1, "closes"), replace(come(15, told=0), claims=2), "twice"),
        ((0, 0, 1, "breach"), come(9.999), "early"),
        ((0, 0, 1, "breach"), replace(come(3600), said=second(9.999)), "early"),
        ((0, 0, 1, "breach"), replace(come(9.999), said=second(3600)), "early"),  # its sweeper's clock is an hour fast
        ((1, 0, 2, "breach"), come(60), "early"),  # the new end is an hour later
        ((1, 0, 1, "breach"), come(20), "for_nothing"),  # the end that was moved
        ((2, 0, 1, "breach"), come(20), "for_nothing"),
        ((3, 0, 1, "breach"), come(31), "for_nothing"),  # after it was met
        ((7, 0, 1, "breach"), come(60), "for_nothing"),  # it stands still
        ((0, 0, 1, "breach"), come(11, told=0), "unsent"),
        ((0, 0, 1, "breach"), replace(come(11), sent=None), "unsent"),
    ],
)
def test_a_planted_warning_is_seen(expected, well, key, found, problem):
    fired = {**well.fired, key: found}
    if found is None:
        del fired[key]
    verdict = judge(expected, replace(well, fired=fired))
    assert (seen(verdict), verdict.holds) == ({problem: 1}, False)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"unsent": 1}, {"unsent": 1}),
        ({"whole": False}, {"logs_broken": True}),
        ({"acts": {}}, {"acts_lost": 8}),
        ({"clocks": {}}, {"wrong_ends": 10}),
    ],
)
def test_anything_else_that_is_wrong_is_seen(expected, well, changes, problem):
    assert seen(judge(expected, replace(well, **changes))) == problem


def test_mail_that_is_missing_or_too_much_is_seen(expected, well):
    mails = {0: 1, 1: 1, 2: 1, 3: 1, 5: 1, 6: 1}
    found = judge(expected, replace(well, mails=mails, mails_again=2))
    assert (found.holds, found.mails, found.mails_again) == (True, 6, 2)
    assert seen(judge(expected, replace(well, mails=mails | {0: 0}))) == {"unsent": 1}
    assert seen(judge(expected, replace(well, mails=mails | {0: 2}))) == {"twice": 1}
    assert seen(judge(expected, replace(well, mails=mails | {4: 1}))) == {"twice": 1}
    assert judge(expected, replace(well, mails=mails | {3: 0})).holds  # it was met before its mail went


def test_acts_and_clocks_too_many_are_seen(expected, well):
    twice = {**well.acts, (3, "meet"): 2}
    more = {**well.clocks, (0, 1): Clock(version=1, state="runs")}
    assert seen(judge(expected, replace(well, acts=twice, clocks=more))) == {"acts_twice": 1, "wrong_ends": 1}


def test_an_act_without_an_answer_is_seen(well):
    verdict = judge(expect(PLAN, {}, START), well)
    assert verdict.acts_lost == len(ACTS)


def test_a_seed_gives_one_plan():
    plans = [scripts(3, terms=200, seconds=90) for _ in range(2)]
    assert plans[0] == plans[1] != scripts(4, terms=200, seconds=90)
    assert faults(3, count=25, seconds=90) == faults(3, count=25, seconds=90) != faults(4, count=25, seconds=90)


@pytest.mark.parametrize("seed", range(20))
def test_a_plan_has_all_that_can_go_wrong(seed):
    planned = faults(seed, count=25, seconds=90)
    assert [fault.at for fault in planned] == sorted(fault.at for fault in planned)
    assert len(planned) == 25
    assert planned[-1].at < 90
    assert {fault.how for fault in planned} == {"kill", "stop", "empty", "cut", "clock"}
    killed = {fault.whom for fault in planned if fault.how == "kill"}
    assert killed == {
        "worker one", "worker two", "child", "beat one", "beat two", "sweeper", "broker", "postmaster", "backend",
    }  # fmt: skip
    cases = scripts(seed, terms=2000, seconds=90)
    assert not [case for case in cases if {act.key for act in case.acts} >= {"withdraw", "look"}]
    numbers = [act.number for script in scripts(seed, terms=300, seconds=90) for act in script.acts]
    assert len(set(numbers)) == len(numbers) > 50


def test_an_e_mail_that_was_sent_once_more_is_one_e_mail_whatever_it_says_by_then():
    lines = ["<a@x> Samenhang: termijn 2026-1", "<b@x> Samenhang: termijn 2026-2", "<a@x> Samenhang: te laat 2026-1"]
    assert distinct(lines) == {"<a@x> Samenhang: te laat 2026-1", "<b@x> Samenhang: termijn 2026-2"}
    assert distinct([]) == set()
