"""The page of a letter's texts: each slot and each text to put in, with the version that counts and those before."""

from dataclasses import dataclass
from datetime import date

from cases.contract import Letter, TextSlot, Variable
from cases.models import Municipality, TextBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One text. `now` is None while the law's own words stand there; `coming` begins later; `before`: newest first."""

    slot: TextSlot
    key: str
    name: str
    text: str
    now: TextBlock | None
    coming: tuple[TextBlock, ...]
    before: tuple[TextBlock, ...]

    @property
    def latest(self) -> TextBlock | None:
        """The version that was written last, also when it does not count yet."""
        rows = [row for row in (self.now, *self.coming, *self.before) if row is not None]
        return max(rows, key=lambda row: row.version, default=None)

    @property
    def to_insert(self) -> bool:
        return self.key != self.slot.key

    @property
    def label(self) -> str:
        return self.name or self.slot.label


def texts_shown(municipality: Municipality, law: str, kind: Letter, today: date) -> tuple[Shown, ...]:
    """Every slot with, behind it, the texts that may be put in there; one statement."""
    rows = TextBlock.objects.filter(municipality=municipality, law=law, letter=kind.key).select_related("author")
    series: dict[str, list[TextBlock]] = {}
    for row in rows.order_by("valid_from", "version"):
        series.setdefault(row.key, []).append(row)
    found = []
    for slot in kind.slots:
        found.append(_shown(slot, slot.key, series.get(slot.key, []), today))
        others = [_shown(slot, key, rows, today) for key, rows in series.items() if rows[0].slot == slot.key != key]
        found += sorted(others, key=lambda shown: shown.name.lower())
    return tuple(found)


def written_since(seen: int, municipality: Municipality, law: str, letter: str, key: str) -> tuple[TextBlock, ...]:
    """The versions of one text above `seen`, oldest first; one statement."""
    rows = TextBlock.objects.filter(municipality=municipality, law=law, letter=letter, key=key, version__gt=seen)
    return tuple(rows.select_related("author").order_by("version"))


def variables_of(kind: Letter, slot: TextSlot) -> tuple[Variable, ...]:
    return tuple(variable for variable in kind.variables if variable.key in slot.variables)


def _shown(slot: TextSlot, key: str, rows: list[TextBlock], today: date) -> Shown:
    """`rows` in the order in which they come to count."""
    begun = [row for row in rows if row.valid_from <= today]
    now = begun[-1] if begun else None
    last = now or (rows[-1] if rows else None)
    return Shown(
        slot=slot,
        key=key,
        name=last.name if last else "",
        text=now.text if now else "" if key != slot.key else slot.text,
        now=now,
        coming=tuple(row for row in rows if row.valid_from > today),
        before=tuple(reversed(begun[:-1])),
    )
