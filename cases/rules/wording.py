"""Dates and counts as Dutch readers write them. Pure text, no locale of the machine."""

from collections.abc import Sequence
from datetime import date, datetime

WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)
SHORT_MONTHS = (
    *("jan", "feb", "mrt", "apr", "mei", "jun"),
    *("jul", "aug", "sep", "okt", "nov", "dec"),
)


def plain_date(day: date) -> str:
    """Write a day for in a sentence: "4 januari 2027"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def full_date(day: date) -> str:
    """Write a day for a letter: "maandag 4 januari 2027"."""
    return f"{WEEKDAYS[day.weekday()]} {plain_date(day)}"


def short_date(day: date) -> str:
    """Write a day for a column: "ma 4 jan 2027"."""
    return f"{WEEKDAYS[day.weekday()][:2]} {day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def full_moment(moment: datetime) -> str:
    """Write a moment in its own zone: "zondag 28 maart 2027 om 15.30 uur"."""
    return f"{full_date(moment)} om {moment:%H.%M} uur"


def short_moment(moment: datetime) -> str:
    """Write a moment for a column: "zo 28 mrt 2027 15.30 uur"."""
    return f"{short_date(moment)} {moment:%H.%M} uur"


def days(count: int) -> str:
    """Write a number of days: "1 dag", "21 dagen"."""
    return "1 dag" if count == 1 else f"{count} dagen"


def listed(names: Sequence[str]) -> str:
    """Write names in a sentence: "Jos, Lot en Daan"; nobody is "niemand"."""
    return " en ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else "niemand"
