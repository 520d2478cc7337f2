"""Who gets a letter: a frozen copy for each, with their own address and nobody else's; copies to others by hand."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction

from cases import events
from cases.actions.letter_text import SENT, held
from cases.actions.once import answer_to, hold, keep
from cases.contract import CaseError, InvalidError, LetterContent, NoAccessError
from cases.models import Letter, LetterCopy, LetterState, User
from cases.rules.addressees import Addressee
from cases.typesetting.copies import addressed
from cases.typesetting.look import Look
from cases.typesetting.pdf import TypesettingError, typeset

ADD, REMOVE = "cases.add_letter_copy", "cases.remove_letter_copy"
MOST_LINES = 6


@transaction.atomic
def add_copy(
    *,
    letter_id: int,
    name: str,
    lines: Sequence[str],
    reason: str,
    actor: User,
    at: datetime,
    once: UUID,
    via: str = "page",
) -> LetterCopy:
    """Let somebody else get a copy of a draft: a huisarts, a gemachtigde. `reason` says why they may have it.

    Raises NoAccessError, CaseError for a letter that is no draft, and InvalidError at `name`, `lines` or `reason`.
    """
    hold(once)
    letter = held(letter_id, actor)
    if (done := answer_to(once, actor, ADD)) is not None:
        return LetterCopy.objects.get(pk=done)
    if letter.state != LetterState.DRAFT:
        raise CaseError(SENT)
    lines = tuple(line.strip() for line in lines if line.strip())
    wrong: dict[str, list[str]] = {}
    if not name.strip():
        wrong["name"] = ["Vul in aan wie het afschrift gaat"]
    if not lines:
        wrong["lines"] = ["Vul het adres in: straat en huisnummer, dan postcode en plaats"]
    elif len(lines) > MOST_LINES:
        wrong["lines"] = [f"Maak het adres korter: hoogstens {MOST_LINES} regels"]
    if not reason.strip():
        wrong["reason"] = ["Schrijf op waarom deze ander de brief mag lezen, zoals: op verzoek van de inwoner"]
    if wrong:
        raise InvalidError(wrong)
    who = letter.case.person
    copy = LetterCopy.objects.create(
        letter=letter,
        key=f"hand-{once}",
        name=name.strip(),
        salutation=f"Geachte {name.strip()}",
        lines=list(lines),
        reason=reason.strip(),
        notice=f"Dit is een afschrift van onze brief aan {who.spoken_name}. Waar “u” staat, gaat het over "
        f"{who.spoken_name}.",
        by_hand=True,
        added_by=actor,
        added_at=at,
    )
    events.record(kind=ADD, subject=letter.case, actor=actor, at=at, via=via, payload=_payload(letter, copy))
    keep(once, actor, ADD, copy, at)
    return copy


@transaction.atomic
def remove_copy(*, letter_id: int, copy: UUID, actor: User, at: datetime, via: str = "page") -> None:
    """Leave out a copy by hand, before the letter goes; gone is gone. Raises NoAccessError, and CaseError once sent."""
    letter = held(letter_id, actor)
    if letter.state != LetterState.DRAFT:
        raise CaseError(SENT)
    found = letter.copies.filter(uuid=copy, by_hand=True).first()
    if found is not None:
        payload = _payload(letter, found)
        events.record(kind=REMOVE, subject=letter.case, actor=actor, at=at, via=via, payload=payload)
        found.delete()


def freeze_copies(
    letter: Letter, content: LetterContent, reached: Sequence[Addressee], look: Look, at: datetime
) -> bytes:
    """Make and keep each copy of a letter that goes out now; returns the PDF of the first, which is the letter's own.

    `reached` is never empty, and its first is whom `content` addresses. Raises CaseError.
    """
    first: bytes | None = None
    by_law = [(one, None) for one in reached]
    by_hand = [(_addressee(row), row) for row in letter.copies.filter(by_hand=True).order_by("pk")]
    for to, row in [*by_law, *by_hand]:
        own = addressed(content, to)
        pdf = typeset_or_say(own, look)
        copy = row or LetterCopy(
            letter=letter, key=to.key, name=to.name, salutation=to.salutation, lines=list(to.lines), reason=to.reason,
            notice=to.notice, reads_with_difficulty=to.reads_with_difficulty, added_at=at,
        )  # fmt: skip
        copy.content, copy.sha256 = own.as_dict(), hashlib.sha256(pdf).hexdigest()
        if first is None:
            first = pdf
            letter.file.save(f"{letter.uuid}.pdf", ContentFile(pdf), save=False)
            copy.file.name = letter.file.name
        else:
            copy.file.save(f"{copy.uuid}.pdf", ContentFile(pdf), save=False)
        copy.save()
    assert first is not None
    return first


def typeset_or_say(content: LetterContent, look: Look) -> bytes:
    """The PDF; raises CaseError with the sentence of what is wrong."""
    try:
        return typeset(content, look)
    except TypesettingError as error:
        raise CaseError(str(error)) from error


def find_copy(letter: Letter, uuid: UUID) -> LetterCopy:
    """A sent copy of this letter. Raises NoAccessError."""
    copy = letter.copies.exclude(sha256="").filter(uuid=uuid).first()
    if copy is None:
        raise NoAccessError("Dit exemplaar bestaat niet.")
    return copy


def _addressee(row: LetterCopy) -> Addressee:
    return Addressee(
        key=row.key,
        name=row.name,
        salutation=row.salutation,
        lines=tuple(row.lines),
        reason=row.reason,
        reads_with_difficulty=row.reads_with_difficulty,
        notice=row.notice,
    )


def _payload(letter: Letter, copy: LetterCopy) -> dict[str, object]:
    return {"letter": letter.pk, "letter_kind": letter.kind, "copy": str(copy.uuid)}
