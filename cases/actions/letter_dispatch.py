"""What can still happen to a sent letter: the same paper goes out again, or it is taken back. Both undo nothing."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from cases import events
from cases.actions.letter_copy import find_copy
from cases.actions.letter_text import held
from cases.actions.once import answer_to, hold, keep
from cases.contract import CaseError, InvalidError, local_day
from cases.models import LetterCopy, LetterDispatch, LetterState, LetterWithdrawal, User
from cases.queries.addressees import HANDED_OVER, addressees_for, matter_of
from cases.typesetting.copies import OUTSIDE

AGAIN, WITHDRAW = "cases.resend_letter", "cases.withdraw_letter"
CHANNELS = {"post": "met de post", "uitgereikt": "in handen", "digitaal": "digitaal"}
LONGEST_REASON = 300


@transaction.atomic
def resend(
    *,
    letter_id: int,
    copy: UUID,
    sent_on: date,
    channel: str,
    reason: str,
    actor: User,
    at: datetime,
    once: UUID,
    via: str = "page",
) -> LetterDispatch:
    """Record that the same frozen copy went out once more. The first day stands: no term moves (Awb 3:41, 6:8).

    Raises NoAccessError; InvalidError at `sent_on`, `channel` or `reason`; CaseError for a draft, a withdrawn letter,
    or an address that is not a safe one any more.
    """
    hold(once)
    letter = held(letter_id, actor)
    if (done := answer_to(once, actor, AGAIN)) is not None:
        return LetterDispatch.objects.get(pk=done)
    if letter.state != LetterState.SENT or letter.sent_on is None:
        raise CaseError("Deze brief is nog niet verstuurd.")
    if LetterWithdrawal.objects.filter(letter=letter).exists():
        raise CaseError("Deze brief is ingetrokken. Maak een nieuwe brief als de inwoner nog iets moet horen.")
    found = find_copy(letter, copy)
    wrong = _reason_wrong(reason)
    if channel not in CHANNELS:
        wrong["channel"] = ["Kies hoe de brief gaat"]
    if not letter.sent_on <= sent_on <= local_day(at):
        wrong["sent_on"] = ["Kies een dag vanaf de eerste keer versturen, tot en met vandaag"]
    if wrong:
        raise InvalidError(wrong)
    if channel not in HANDED_OVER and not found.by_hand:
        _raise_if_no_longer_safe(found, local_day(at))
    row = LetterDispatch.objects.create(
        copy=found, sent_on=sent_on, channel=channel, reason=reason.strip(), sent_by=actor, recorded_at=at
    )
    payload = {
        "letter": letter.pk, "letter_kind": letter.kind, "copy": str(found.uuid), "sent_on": sent_on, "channel": channel
    }  # fmt: skip
    events.record(kind=AGAIN, subject=letter.case, actor=actor, at=at, via=via, payload=payload)
    keep(once, actor, AGAIN, row, at)
    return row


@transaction.atomic
def withdraw(
    *, letter_id: int, reason: str, actor: User, at: datetime, once: UUID, via: str = "page"
) -> LetterWithdrawal:
    """Record that a sent letter is taken back. State, terms and decision stay: the page says what to do about those.

    Raises NoAccessError, InvalidError at `reason`, CaseError for a draft or a letter that was withdrawn before.
    """
    hold(once)
    letter = held(letter_id, actor)
    if (done := answer_to(once, actor, WITHDRAW)) is not None:
        return LetterWithdrawal.objects.get(pk=done)
    if letter.state != LetterState.SENT:
        raise CaseError("Deze brief is nog niet verstuurd.")
    if LetterWithdrawal.objects.filter(letter=letter).exists():
        raise CaseError("Deze brief is al ingetrokken.")
    if wrong := _reason_wrong(reason):
        raise InvalidError(wrong)
    row = LetterWithdrawal.objects.create(letter=letter, reason=reason.strip(), withdrawn_by=actor, withdrawn_at=at)
    payload = {"letter": letter.pk, "letter_kind": letter.kind}
    events.record(kind=WITHDRAW, subject=letter.case, actor=actor, at=at, via=via, payload=payload)
    keep(once, actor, WITHDRAW, row, at)
    return row


def _reason_wrong(reason: str) -> dict[str, list[str]]:
    if not reason.strip():
        return {"reason": ["Schrijf op waarom"]}
    if len(reason.strip()) > LONGEST_REASON:
        return {"reason": [f"Maak de reden korter: hoogstens {LONGEST_REASON} tekens"]}
    return {}


def _raise_if_no_longer_safe(copy: LetterCopy, on: date) -> None:
    """The address stands on the paper; where it is not theirs or not safe today, the same paper may not go there."""
    if copy.key == OUTSIDE:
        return
    case = copy.letter.case
    now = {(one.key, one.lines) for one in addressees_for(case, on, matter=matter_of(case, copy.letter.kind))}
    if (copy.key, tuple(copy.lines)) not in now:
        raise CaseError(
            f"Het adres op deze brief is nu niet het veilige adres van {copy.name}. "
            "Reik de brief zelf uit, of maak een nieuwe."
        )
