"""Texts of letters that a municipality makes its own: every change is a new version from a day on (see models)."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from cases import access, events
from cases.actions.once import answer_to, hold, keep
from cases.contract import CaseError, ConflictError, InvalidError, Letter, NoAccessError, laws, local_day
from cases.models import Municipality, TextBlock, User
from cases.queries.municipalities import managed_by
from cases.rules.fill import faults

PERMISSION = "cases.manage_letters"
KIND = "cases.text_block_saved"
LONGEST = 5_000
_NEW_KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which text: `key` is the slot's own for the text that stands there by itself, else that of a text to put in."""

    municipality: Municipality
    law: str
    letter: str
    slot: str
    key: str

    @property
    def kind(self) -> Letter:
        """Raises NoAccessError for a law, letter, slot or key that can't exist."""
        law = next((law for law in laws if law.key == self.law), None)
        kind = next((letter for letter in law.letters if letter.key == self.letter), None) if law else None
        known = kind is not None and self.slot in {slot.key for slot in kind.slots}
        if kind is None or not known or not (self.key == self.slot or _NEW_KEY.fullmatch(self.key)):
            raise NoAccessError(access.UNKNOWN)
        return kind

    @property
    def to_insert(self) -> bool:
        return self.key != self.slot


@transaction.atomic
def save_text(
    *,
    place: Place,
    name: str,
    text: str,
    valid_from: date,
    actor: User,
    at: datetime,
    seen: int,
    once: UUID,
    ended: bool = False,
    via: str = "page",
) -> TextBlock:
    """Add a version; `seen` is the newest one that the author knew (0: none). `ended` takes a text out of use.

    Raises NoAccessError, ConflictError, and InvalidError with what is wrong at `name`, `text` or `valid_from`.
    """
    require_managed(actor, place.municipality)
    slot = place.kind.slot(place.slot)
    hold(once)
    if (done := answer_to(once, actor, KIND)) is not None:
        return TextBlock.objects.get(pk=done)
    events.lock(f"text:{place.municipality.pk}:{place.law}:{place.letter}:{place.key}")
    series = TextBlock.objects.filter(
        municipality=place.municipality, law=place.law, letter=place.letter, key=place.key
    )
    if series.exclude(slot=place.slot).exists():
        raise NoAccessError(access.UNKNOWN)
    current = series.aggregate(newest=Max("version"))["newest"] or 0
    if current != seen:
        raise ConflictError(seen=seen, current=current)
    if ended and not (place.to_insert and current):
        raise CaseError("Deze tekst hoort bij de brief. Je kunt hem veranderen, niet weghalen.")
    wrong = {} if ended else _wrong(place, name, text, slot.variables, required=slot.required)
    if valid_from < local_day(at):
        wrong["valid_from"] = ["Kies vandaag of een latere dag: brieven van eerder blijven zoals ze zijn"]
    if wrong:
        raise InvalidError(wrong)
    block = TextBlock.objects.create(
        municipality=place.municipality, law=place.law, letter=place.letter, slot=place.slot, key=place.key,
        version=current + 1, name=name.strip() if place.to_insert else "", text=text.strip(), ended=ended,
        valid_from=valid_from, author=actor, written_at=at,
    )  # fmt: skip
    payload = {
        "law": place.law, "letter_kind": place.letter, "slot": place.slot, "key": place.key,
        "version": block.version, "valid_from": valid_from, "ended": ended, "municipality": place.municipality.pk,
    }  # fmt: skip
    events.record(kind=KIND, subject=None, actor=actor, at=at, via=via, payload=payload, law=place.law)
    keep(once, actor, KIND, block, at)
    return block


def require_managed(actor: User, municipality: Municipality) -> None:
    """Raises NoAccessError for who does not look after the letters of this municipality."""
    access.require(actor, PERMISSION)
    if municipality not in managed_by(actor):
        raise NoAccessError(access.UNKNOWN)


def _wrong(place: Place, name: str, text: str, allowed: frozenset[str], *, required: bool) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    if place.to_insert and not name.strip():
        found["name"] = ["Geef de tekst een naam, zodat collega’s hem vinden"]
    if not text.strip() and (required or place.to_insert):
        found["text"] = ["Schrijf de tekst: deze plek kan niet leeg blijven"]
    if len(text) > LONGEST:
        found["text"] = [f"Maak de tekst korter: hoogstens {LONGEST} tekens, je hebt er nu {len(text)}"]
    if sentences := faults(text, allowed):
        found["text"] = [*found.get("text", []), *sentences]
    return found
