"""Moments in Amsterdam, as a policy officer would say them."""

from datetime import datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def moment(text: str) -> datetime:
    """`moment("2026-12-01 15.30")`; without a time the start of the day."""
    day, _, clock = text.partition(" ")
    hour, _, minute = (clock or "0.0").partition(".")
    year, month, number = (int(part) for part in day.split("-"))
    return datetime(year, month, number, int(hour), int(minute), tzinfo=AMSTERDAM)
