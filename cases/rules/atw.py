"""The Algemene termijnenwet (Atw): which terms it covers, and what it does to their last day."""

from datetime import date

from cases.rules.basis import Certainty, LegalBasis
from cases.rules.calendar import ONE_DAY, Calendar
from cases.rules.holidays import ClosedDay
from cases.rules.length import Length, Unit
from cases.rules.proof import Step
from cases.rules.wording import days, full_date, short_date

MINIMUM_LENGTH, MINIMUM_DAYS = 3, 2  # article 2: terms of at least 3 days hold at least 2 such days
LIMITS = {Unit.DAYS: 90, Unit.WORKING_DAYS: 90, Unit.WEEKS: 12, Unit.MONTHS: 3}


def _article(number: str, certainty: Certainty = Certainty.SEEN) -> LegalBasis:
    return LegalBasis(
        text=f"Algemene termijnenwet art. {number}",
        url=f"https://wetten.overheid.nl/BWBR0002448/2010-10-10#Artikel{number[0]}",
        checked_on=date(2026, 11, 21),
        certainty=certainty,
        valid_from=date(2010, 10, 10),
    )


ATW = _article("1 tot en met 4")
ATW_1 = _article("1")
ATW_2 = _article("2")
ATW_3_MOVED = _article("3 lid 1", Certainty.MEMORY)
ATW_3_DECREE = _article("3 lid 3", Certainty.SECOND_HAND)
ATW_4 = _article("4")


def exempt(length: Length) -> str:
    """Why article 4 leaves this length out, as the end of a Dutch sentence; "" if it does not."""
    if length.unit is Unit.HOURS:
        return "een termijn in uren"
    if length.unit is Unit.YEARS:
        return "een termijn in jaren"
    if length.amount > LIMITS[length.unit]:
        return f"een termijn van meer dan {Length(LIMITS[length.unit], length.unit).text}"
    return ""


def minimum(start: date, end: date, length: Length, calendar: Calendar) -> date:
    """Article 2: lengthen until two days of the term are no Saturday, Sunday or holiday."""
    if length.unit in {Unit.DAYS, Unit.WORKING_DAYS} and length.amount < MINIMUM_LENGTH:
        return end
    counted, day = 0, start
    while counted < MINIMUM_DAYS:
        day += ONE_DAY
        counted += calendar.is_working_day(day)
    return max(day, end)


def roll(end: date, calendar: Calendar) -> tuple[date, tuple[ClosedDay, ...]]:
    """Article 1: the first ordinary day from `end` on, and the closed days passed over."""
    skipped: list[ClosedDay] = []
    while closed := calendar.closed(end):
        skipped.append(closed)
        end += ONE_DAY
    return end, tuple(skipped)


def last_day(start: date, end: date, length: Length, calendar: Calendar) -> tuple[date, tuple[Step, ...]]:
    """Apply articles 2 and 1 to a raw end; the steps are empty when nothing moves."""
    steps: list[Step] = []
    enough = minimum(start, end, length, calendar)
    if enough > end:
        steps.append(_minimum_step(end, enough))
    rolled, skipped = roll(enough, calendar)
    if skipped:
        steps.append(_roll_step(enough, rolled, skipped))
    return rolled, tuple(steps)


def untouched(end: date, exempt_as: str, closed: ClosedDay) -> Step:
    """Why a last day on a closed day stays where it is; `exempt_as` is the answer of `exempt`."""
    uncovered = exempt_as or "deze termijn"
    return Step(
        kind="roll",
        text=f"De laatste dag valt op {_with_article(closed)}. Die schuift niet door: "
        f"de Algemene termijnenwet geldt niet voor {uncovered}.",
        day=end,
        basis=ATW_4 if exempt_as else None,
        note=f"{short_date(end)}: {closed.name}",
    )


def _minimum_step(end: date, enough: date) -> Step:
    return Step(
        kind="minimum",
        text="In de termijn moeten minstens twee gewone dagen zitten. Daarom duurt hij langer.",
        day=enough,
        shift=f"+ {days((enough - end).days)}",
        basis=ATW_2,
        letter=f"In die tijd moeten minstens twee gewone dagen zitten; daarom is het uiterlijk "
        f"{full_date(enough)} (Algemene termijnenwet, artikel 2).",
    )


def _roll_step(end: date, rolled: date, skipped: tuple[ClosedDay, ...]) -> Step:
    return Step(
        kind="roll",
        text=f"De laatste dag valt op {_with_article(skipped[0])}. Dan schuift hij door naar de eerste gewone dag.",
        day=rolled,
        shift=f"+ {days((rolled - end).days)}",
        basis=weakest(skipped),
        note=named(skipped),
        letter=f"De laatste dag valt op {full_date(end)}{_holiday(skipped[0])}; daarom is het uiterlijk "
        f"{full_date(rolled)} (Algemene termijnenwet, artikel 1).",
    )


def named(skipped: tuple[ClosedDay, ...]) -> str:
    """Each closed day with its reason: "vr 1 jan 2027: Nieuwjaarsdag · za 2 jan 2027: zaterdag"."""
    return " · ".join(f"{short_date(closed.day)}: {closed.name}" for closed in skipped)


def _with_article(closed: ClosedDay) -> str:
    return f"een {closed.name}" if closed.name in {"zaterdag", "zondag"} else closed.name


def _holiday(closed: ClosedDay) -> str:
    return "" if closed.name in {"zaterdag", "zondag"} else f" ({closed.name})"


def weakest(skipped: tuple[ClosedDay, ...]) -> LegalBasis:
    """Article 1, unless a day we skip is itself not confirmed: then that must show."""
    certainties = {closed.certainty for closed in skipped}
    if Certainty.SECOND_HAND in certainties:
        return ATW_3_DECREE
    return ATW_3_MOVED if Certainty.MEMORY in certainties else ATW_1
