"""Letters: a draft follows the case, the sent version is frozen with its content and its PDF."""

import hashlib
from datetime import date, datetime

from django.conf import settings

from cases import events
from cases.actions.call import call_about
from cases.actions.letter_copy import freeze_copies, typeset_or_say
from cases.actions.letter_text import raise_if_unfillable
from cases.contract import CaseError, LetterContent, laws, local_day
from cases.models import Case, Letter, LetterState, User
from cases.queries.addressees import HANDED_OVER, addressees_for, delivery_for, in_hand, matter_of
from cases.queries.looks import look_of, theme_of
from cases.typesetting.copies import addressed, outside


def draft(*, case: Case, kind: str, actor: User | None, at: datetime) -> Letter:
    """A draft letter; an older draft of the same kind is replaced. Its words are composed when it is shown or sent."""
    Letter.objects.filter(case=case, kind=kind, state=LetterState.DRAFT).update(state=LetterState.WITHDRAWN)
    return Letter.objects.create(case=case, kind=kind, drafted_at=at, drafted_by=actor)


def send(
    *, case: Case, kind: str, sent_on: date, channel: str, actor: User | None, at: datetime, via: str = "page"
) -> Letter:
    """Freeze and send the draft of this kind to each who gets it: `sent_on` is the recorded day of dispatch (Awb 3:41).

    Raises CaseError when there is no draft, when post reaches nobody safely, when the letter can't be made, or when it
    would state a date that rests on a rule that no lawyer of the municipality has confirmed yet.
    """
    letter = Letter.objects.select_for_update().filter(case=case, kind=kind, state=LetterState.DRAFT).first()
    if letter is None:
        raise CaseError("Er staat geen brief klaar om te versturen.")
    letter.sent_on, letter.sent_by, letter.channel = sent_on, actor, channel
    data = laws[case.law].letter(kind)
    delivery = delivery_for(case, sent_on, matter=matter_of(case, kind))
    if delivery.refusal and channel not in HANDED_OVER and not data.outsider:
        raise CaseError(delivery.refusal)
    raise_if_unfillable(letter)
    content = _composed(letter)
    reached = (outside(content),) if data.outsider else delivery.addressees or (in_hand(case, sent_on),)
    if not settings.DEMO:
        _raise_if_unconfirmed(content)
    letter.theme = theme_of(case.team.municipality_id)
    pdf = freeze_copies(letter, content, reached, look_of(letter.theme), at)
    letter.state = LetterState.SENT
    letter.content = addressed(content, reached[0]).as_dict()
    letter.sha256 = hashlib.sha256(pdf).hexdigest()
    letter.version += 1
    letter.save()
    events.record(
        kind="cases.send_letter",
        subject=case,
        actor=actor,
        at=at,
        via=via,
        payload={"letter": letter.pk, "letter_kind": kind, "sent_on": sent_on, "sha256": letter.sha256},
    )
    if not data.outsider:
        call_about(case=case, letter=data.label, addressees=reached, sent_on=sent_on, actor=actor, at=at, via=via)
    return letter


def preview(letter: Letter) -> bytes:
    """The PDF of a draft as it would be sent today; a sent letter is read from its frozen file."""
    if letter.state == LetterState.SENT:
        with letter.file.open("rb") as file:
            return bytes(file.read())
    return typeset_or_say(compose(letter), look_of(theme_of(letter.case.team.municipality_id)))


def compose(letter: Letter) -> LetterContent:
    """The law's words for this letter, as who gets it first reads them."""
    case, on = letter.case, letter.sent_on or local_day(letter.drafted_at)
    content = _composed(letter)
    if laws[case.law].letter(letter.kind).outsider:
        return content
    first = next(iter(addressees_for(case, on, matter=matter_of(case, letter.kind))), None) or in_hand(case, on)
    return addressed(content, first)


def _composed(letter: Letter) -> LetterContent:
    return laws[letter.case.law].letter(letter.kind).compose(letter.case, letter)


def _raise_if_unconfirmed(content: LetterContent) -> None:
    for proof in content.proofs:
        if not proof.confirmed:
            raise CaseError(
                f"De termijn “{proof.label}” in deze brief is nog niet bevestigd door een jurist van de gemeente. "
                "Vraag de functioneel beheerder om die bevestiging."
            )
