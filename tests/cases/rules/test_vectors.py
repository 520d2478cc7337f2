"""Terms a policy officer can check with a calendar on the wall.

Begin = the day of the event, which is not counted. Kaal = the length alone. Uiterlijk = the last
lawful day after the Algemene termijnenwet (Atw). Waarom = the article and the days passed over.
"""

import pytest

from cases.rules.deadlines import Direction, Roll

from .reckoning import day, kinds, longer, pause, reckoned

# fmt: off
TABLE = [
    # begin       termijn          kaal          uiterlijk     waarom
    ("2026-11-21", "6 weken",      "2027-01-02", "2027-01-04", "zaterdag, zondag"),
    ("2026-12-11", "2 weken",      "2026-12-25", "2026-12-28", "Eerste Kerstdag, Tweede Kerstdag, zondag"),
    ("2026-10-30", "8 weken",      "2026-12-25", "2026-12-28", "Eerste Kerstdag, Tweede Kerstdag, zondag"),
    ("2027-03-11", "8 weken",      "2027-05-06", "2027-05-10",
     "Hemelvaartsdag, extra vrije dag bij koninklijk besluit, zaterdag, zondag"),
    ("2026-04-17", "4 weken",      "2026-05-15", "2026-05-18",
     "extra vrije dag bij koninklijk besluit, zaterdag, zondag"),
    ("2026-03-30", "7 dagen",      "2026-04-06", "2026-04-07", "Tweede Paasdag"),
    ("2026-11-09", "6 weken",      "2026-12-21", "2026-12-21", ""),
    ("2027-03-29", "4 weken",      "2027-04-26", "2027-04-26", ""),
    ("2027-03-30", "4 weken",      "2027-04-27", "2027-04-28", "Koningsdag"),
    ("2025-03-15", "6 weken",      "2025-04-26", "2025-04-28", "Koningsdag, zondag"),   # de 27e was een zondag
    ("2027-04-07", "4 weken",      "2027-05-05", "2027-05-10",                          # 5 mei, elk jaar
     "Bevrijdingsdag, Hemelvaartsdag, extra vrije dag bij koninklijk besluit, zaterdag, zondag"),
    ("2026-03-06", "4 weken",      "2026-04-03", "2026-04-07", "Goede Vrijdag, zaterdag, zondag, Tweede Paasdag"),
    # een maand of jaar later is dezelfde dag; bestaat die niet, dan de laatste dag van de maand
    ("2026-01-31", "1 maand",      "2026-02-28", "2026-03-02", "zaterdag, zondag"),
    ("2028-01-31", "1 maand",      "2028-02-29", "2028-02-29", ""),
    ("2026-11-30", "3 maanden",    "2027-02-28", "2027-03-01", "zondag"),
    # Atw art. 2: in een termijn van minstens drie dagen zitten minstens twee gewone dagen
    ("2026-12-24", "3 dagen",      "2026-12-27", "2026-12-29", ""),
    ("2026-12-24", "2 dagen",      "2026-12-26", "2026-12-28", "Tweede Kerstdag, zondag"),
    ("2026-04-02", "5 dagen",      "2026-04-07", "2026-04-08", ""),
    # Atw art. 4: lang of in jaren, dan schuift er niets
    ("2026-11-21", "12 weken",     "2027-02-13", "2027-02-15", "zaterdag, zondag"),
    ("2026-11-21", "13 weken",     "2027-02-20", "2027-02-20", "zaterdag"),
    ("2026-11-23", "90 dagen",     "2027-02-21", "2027-02-22", "zondag"),
    ("2026-11-22", "91 dagen",     "2027-02-21", "2027-02-21", "zondag"),
    ("2026-11-21", "3 maanden",    "2027-02-21", "2027-02-22", "zondag"),
    ("2026-11-21", "4 maanden",    "2027-03-21", "2027-03-21", "zondag"),
    ("2026-11-21", "1 jaar",       "2027-11-21", "2027-11-21", "zondag"),
    ("2028-02-29", "1 jaar",       "2029-02-28", "2029-02-28", ""),
    # werkdagen: maandag tot en met vrijdag, geen feestdag
    ("2026-04-02", "3 werkdagen",  "2026-04-09", "2026-04-09", ""),
    ("2027-05-04", "3 werkdagen",  "2027-05-12", "2027-05-12", ""),
    ("2026-12-23", "3 werkdagen",  "2026-12-29", "2026-12-29", ""),
    ("2026-11-21", "1 werkdag",    "2026-11-23", "2026-11-23", ""),
]
# fmt: on


@pytest.mark.parametrize(("start", "length", "raw_end", "due", "why"), TABLE)
def test_term_ends_on_the_last_lawful_day(start: str, length: str, raw_end: str, due: str, why: str) -> None:
    proof = reckoned(start, length)
    rolled = [step for step in proof.steps if step.kind == "roll"]
    passed = [part.split(": ")[1] for step in rolled for part in step.note.split(" · ")]
    assert (proof.raw_end, proof.due_on, ", ".join(passed)) == (day(raw_end), day(due), why)


# fmt: off
SUSPENDED = [
    # begin       termijn    uitgenodigd en aangevuld                       dagen stil  uiterlijk
    ("2026-10-30", "8 weken", [("2026-11-10", "2026-11-18")],                     7,    "2027-01-04"),
    ("2026-11-20", "2 weken", [("2026-11-23", "2026-12-15")],                    21,    "2026-12-28"),
    ("2026-11-20", "2 weken", [("2026-11-23", "2026-12-01")],                     7,    "2026-12-11"),
    ("2026-11-20", "2 weken", [("2026-11-23", "2026-12-08")],                    14,    "2026-12-18"),
    ("2026-12-18", "2 weken", [("2026-12-28", "2027-01-11")],                    13,    "2027-01-14"),
    ("2028-02-18", "2 weken", [("2028-02-21", "2028-03-06")],                    13,    "2028-03-16"),  # 29 februari telt
    ("2026-10-30", "8 weken", [("2026-11-10", "2026-11-11")],                     0,    "2026-12-28"),
    ("2026-10-30", "8 weken", [("2026-11-10", "2026-11-18"), ("2026-12-01", "2026-12-05")], 10, "2027-01-04"),
    # twee uitnodigingen tegelijk: elke dag telt één keer
    ("2026-10-30", "8 weken", [("2026-11-10", "2026-11-18"), ("2026-11-10", "2026-11-18")],  7, "2027-01-04"),
    ("2026-10-30", "8 weken", [("2026-11-10", "2026-11-18"), ("2026-11-13", "2026-11-20")],  9, "2027-01-04"),
    ("2026-10-30", "8 weken", [("2026-11-10", "2026-11-30"), ("2026-11-13", "2026-11-20")], 19, "2027-01-13"),
]
# fmt: on


@pytest.mark.parametrize(("start", "length", "pauses", "still", "due"), SUSPENDED)
def test_term_moves_by_the_days_it_stood_still(
    start: str, length: str, pauses: list[tuple[str, str]], still: int, due: str
) -> None:
    bare = reckoned(start, length)
    proof = reckoned(start, length, suspensions=tuple(pause(*pair) for pair in pauses))
    assert ((proof.raw_end - bare.raw_end).days, proof.due_on) == (still, day(due))


def test_suspension_without_answer_ends_on_the_last_day_of_the_hersteltermijn() -> None:
    stands = pause("2026-11-23", ends_by="2026-12-15")
    before = reckoned("2026-11-20", "2 weken", today="2026-12-14", suspensions=(stands,))
    after = reckoned("2026-11-20", "2 weken", today="2026-12-15", suspensions=(stands,))
    assert (before.suspended, before.due_on, before.due_at, before.projected_on) == (
        True, None, None, day("2026-12-28"),
    )  # fmt: skip
    assert (after.suspended, after.due_on, after.projected_on) == (False, day("2026-12-28"), None)


def test_answer_after_the_hersteltermijn_does_not_lengthen_the_suspension() -> None:
    late = pause("2026-11-23", completed="2026-12-20", ends_by="2026-12-15")
    assert reckoned("2026-11-20", "2 weken", suspensions=(late,)).due_on == day("2026-12-28")


def test_open_suspension_without_last_day_has_no_projection() -> None:
    proof = reckoned("2026-11-20", "2 weken", today="2027-06-01", suspensions=(pause("2026-11-23"),))
    assert (proof.suspended, proof.projected_on, proof.steps[-1].day) == (True, None, None)


def test_suspension_after_the_end_stops_nothing() -> None:
    proof = reckoned("2026-11-09", "6 weken", suspensions=(pause("2026-12-21", "2027-01-05"),))
    still_open = reckoned("2026-11-09", "6 weken", suspensions=(pause("2026-12-21"),))
    assert (proof.due_on, still_open.due_on) == (day("2026-12-21"), day("2026-12-21"))


def test_suspension_in_the_days_the_atw_added_keeps_the_days_that_were_left() -> None:
    # raw end Friday 25 December, last day Monday 28; asked on Sunday 27, answered on Tuesday 12 January:
    # Monday 28 was still to come, so one day is left from 12 January on
    proof = reckoned("2026-12-11", "2 weken", suspensions=(pause("2026-12-27", "2027-01-12"),))
    assert (proof.raw_end, proof.due_on) == (day("2027-01-12"), day("2027-01-12"))


def test_days_before_the_start_are_not_suspended() -> None:
    proof = reckoned("2026-10-30", "8 weken", suspensions=(pause("2026-10-20", "2026-11-05"),))
    assert proof.raw_end == day("2026-12-30")  # 31 October to 4 November: five days


def test_extension_is_added_to_the_raw_end() -> None:
    proof = reckoned("2026-10-30", "8 weken", extensions=(longer("6 weken"),))
    assert (proof.raw_end, proof.due_on) == (day("2027-02-05"), day("2027-02-05"))
    assert kinds(proof) == ["start", "length", "extension", "result"]


def test_extension_of_more_than_twelve_weeks_takes_the_term_out_of_the_atw() -> None:
    assert reckoned("2026-11-21", "2 weken", extensions=(longer("13 weken"),)).due_on == day("2027-03-06")


def test_term_of_a_verordening_stays_on_its_raw_end() -> None:
    proof = reckoned("2026-11-21", "6 weken", roll=Roll.NONE)
    assert (proof.due_on, kinds(proof)) == (day("2027-01-02"), ["start", "length", "roll", "result"])


def test_term_counted_back_never_rolls() -> None:
    hearing = reckoned("2027-01-11", "10 dagen", direction=Direction.BACK)
    working = reckoned("2027-01-04", "3 werkdagen", direction=Direction.BACK)
    assert (hearing.due_on, working.due_on) == (day("2027-01-01"), day("2026-12-29"))
    assert reckoned("2027-03-31", "1 maand", direction=Direction.BACK).due_on == day("2027-02-28")


def test_term_counted_back_cannot_stand_still() -> None:
    with pytest.raises(ValueError, match="kan niet stilstaan"):
        reckoned("2027-01-11", "10 dagen", direction=Direction.BACK, suspensions=(pause("2027-01-01", "2027-01-04"),))


@pytest.mark.parametrize(("start", "length"), [("2026-11-21", "99999 jaar"), ("2099-12-01", "2 jaar"),
                                               ("1969-12-31", "6 weken"), ("2026-11-21", "99999 weken"),
                                               ("2026-11-21", "99999 maanden"), ("2100-12-31", "1 werkdag")])  # fmt: skip
def test_dates_outside_the_calendar_are_refused(start: str, length: str) -> None:
    with pytest.raises(ValueError, match="kalender"):
        reckoned(start, length)
