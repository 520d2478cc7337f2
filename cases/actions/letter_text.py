"""A colleague's own words in one draft letter, slot by slot. What the law composes around them is out of reach."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from cases import access, events
from cases.actions.once import answer_to, hold, keep
from cases.actions.textblock import LONGEST
from cases.contract import CaseError, ConflictError, InvalidError, NoAccessError, laws, local_day
from cases.contract import Letter as Kind
from cases.models import Letter, LetterState, User
from cases.queries.texts import editable, texts_of
from cases.rules.fill import faults

KIND = "cases.write_letter"
SENT = "Deze brief is al verstuurd. De woorden blijven zoals ze zijn."


@transaction.atomic
def write_letter(
    *, letter_id: int, texts: Mapping[str, str], actor: User, at: datetime, seen: int, once: UUID, via: str = "page"
) -> Letter:
    """Keep the words of a draft; `texts` by slot, `seen` is the version of the letter that the author looked at.

    A slot that says what the municipality's text says follows that text. Raises NoAccessError, ConflictError, CaseError
    for a letter that is no draft, and InvalidError with what is wrong by slot.
    """
    hold(once)
    letter = held(letter_id, actor)
    if answer_to(once, actor, KIND, letter) is not None:
        return letter
    kind = kind_of(letter)
    if letter.state != LetterState.DRAFT:
        raise CaseError(SENT)
    if letter.version != seen:
        raise ConflictError(seen=seen, current=letter.version)
    given = {slot.key: tidy(texts[slot.key]) for slot in kind.slots if slot.key in texts}
    if wrong := text_faults(kind, given):
        raise InvalidError(wrong)
    own, letter.texts = letter.texts, {}
    standard = {key: tidy(text) for key, text in editable(letter.case, letter, local_day(letter.drafted_at)).items()}
    letter.texts = {key: text for key, text in (own | given).items() if text != standard.get(key)}
    letter.version += 1
    letter.edited_at, letter.edited_by = at, actor
    letter.save(update_fields=["texts", "version", "edited_at", "edited_by"])
    changed = sorted(key for key in own.keys() | letter.texts.keys() if own.get(key) != letter.texts.get(key))
    payload = {"letter": letter.pk, "letter_kind": letter.kind, "letter_version": letter.version, "slots": changed}
    events.record(kind=KIND, subject=letter.case, actor=actor, at=at, via=via, payload=payload)
    keep(once, actor, KIND, letter, at)
    return letter


def held(letter_id: int, actor: User) -> Letter:
    """The letter, locked, for who may work on it. Raises NoAccessError."""
    letter = Letter.objects.select_for_update(of=("self",)).select_related("case").filter(pk=letter_id).first()
    if letter is None:
        raise NoAccessError(access.UNKNOWN)
    access.require_visible(actor, letter.case)
    access.require(actor, kind_of(letter).permission, letter.case)
    return letter


def kind_of(letter: Letter) -> Kind:
    return laws[letter.case.law].letter(letter.kind)


def tidy(text: str) -> str:
    """One kind of line end, nothing around it: what a browser adds is no change."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def text_faults(kind: Kind, texts: Mapping[str, str]) -> dict[str, list[str]]:
    """What is wrong with each slot, in sentences."""
    found: dict[str, list[str]] = {}
    for slot in kind.slots:
        text = texts.get(slot.key)
        if text is None:
            continue
        sentences = list(faults(text, slot.variables))
        if slot.required and not text.strip():
            sentences.append(f"Vul “{slot.label}” in: zonder kan de brief niet weg")
        if len(text) > LONGEST:
            sentences.append(f"Maak de tekst korter: hoogstens {LONGEST} tekens, je hebt er nu {len(text)}")
        if sentences:
            found[slot.key] = sentences
    return found


def raise_if_unfillable(letter: Letter) -> None:
    """Raises CaseError where the words of a draft can't go out: a variable is gone, or a required slot is empty."""
    kind, on = kind_of(letter), letter.sent_on or local_day(letter.drafted_at)
    texts = texts_of(letter.case, letter, on).texts
    for slot in kind.slots:
        if text_faults(kind, {slot.key: texts[slot.key]}):
            raise CaseError(f"De tekst bij “{slot.label}” klopt nog niet. Open de brief en pas die aan.")
