"""The headings of the work list: urgent on top, then the bands of time left, or each law or phase."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from cases.contract import PHASE_LABELS
from cases.queries.worklist_rows import TONES, Band, Row

LATE_TEXT = (
    "De laatste dag is voorbij. Handel nu en vertel de inwoner waarom het langer duurt. "
    "Een brief over uitstel verschuift de datum niet."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A band of rows under one heading."""

    title: str
    text: str = ""
    tone: str = ""
    rows: tuple[Row, ...]


def grouped(rows: Iterable[Row], by: str) -> tuple[Group, ...]:
    """The rows under their headings: urgent on top, then by time left, law or phase. Keeps the order within each."""
    groups: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in rows:
        groups[_place(row, by)].append(row)
    return tuple(_group(key, found, by) for key, found in sorted(groups.items(), key=lambda item: item[0]))


def _place(row: Row, by: str) -> tuple[int, str]:
    if row.band is Band.URGENT:
        return (-1, "")
    if by == "wet":
        return (0, row.law.short_name)
    if by == "fase":
        return (list(PHASE_LABELS).index(row.phase), PHASE_LABELS[row.phase])
    return (row.band, "")


def _group(place: tuple[int, str], rows: list[Row], by: str) -> Group:
    order, title = place
    if order == -1:
        return _urgent(rows)
    if by in ("wet", "fase"):
        return Group(title=title, rows=tuple(rows))
    band = Band(order)
    title, text = {
        Band.LATE: (
            "Te laat",
            LATE_TEXT,
        ),
        Band.SOON: ("Binnen 7 dagen", ""),
        Band.LATER: ("Later", ""),
        Band.STILL: (
            "Termijn staat stil",
            "Alleen bij een aanvraag: de inwoner vult aan, of stemde schriftelijk in met uitstel (Awb 4:15).",
        ),
    }[band]
    return Group(title=title, text=text, tone=TONES.get(band, ""), rows=tuple(rows))


def _urgent(rows: list[Row]) -> Group:
    hours = sorted({row.norm_hours for row in rows if row.norm_hours})
    within = f": handel binnen {hours[0]} uur" if len(hours) == 1 else ""
    within = f": handel binnen {hours[0]} tot {hours[-1]} uur" if len(hours) > 1 else within
    norm = "Norm van de gemeente. " if all(row.is_norm for row in rows) else ""
    text = f"{norm}Deze klok loopt door in de avond en het weekend, en staat nooit stil."
    return Group(title=f"Spoed{within}", text=text, tone="is-spoed", rows=tuple(rows))
