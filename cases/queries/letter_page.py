"""The page of one letter: who gets it, what happened to it, what may be put in. A fixed number of statements."""

from dataclasses import dataclass
from datetime import date

from cases.contract import LetterContent, laws, local_day
from cases.models import Case, Letter, LetterCopy, LetterState, LetterTheme, LetterWithdrawal, TextBlock
from cases.queries.addressees import delivery_for, in_hand, matter_of
from cases.queries.looks import theme_of
from cases.queries.texts import in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """One who gets the letter, or got it. `pdf` is the public id of their frozen copy, "" for a draft."""

    name: str
    lines: tuple[str, ...]
    reason: str
    by_hand: bool
    uuid: str
    sent: bool
    again: tuple["Again", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    on: date
    channel: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage:
    """`refusal` says why post reaches nobody; `blocks` are the texts to put in, by slot label."""

    receivers: tuple[Receiver, ...]
    refusal: str
    theme: LetterTheme | None
    withdrawal: LetterWithdrawal | None
    blocks: tuple[TextBlock, ...]
    content: LetterContent | None  # of a sent letter, as its first reader got it


def letter_page(case: Case, letter: Letter) -> LetterPage:
    if letter.state == LetterState.SENT:
        rows = letter.copies.prefetch_related("dispatches__sent_by").order_by("by_hand", "pk")
        return LetterPage(
            receivers=tuple(_got(row) for row in rows),
            refusal="",
            theme=letter.theme,
            withdrawal=LetterWithdrawal.objects.filter(letter=letter).select_related("withdrawn_by").first(),
            blocks=(),
            content=LetterContent.from_dict(letter.content) if letter.content else None,
        )
    on = local_day(letter.drafted_at)
    delivery = delivery_for(case, on, matter=matter_of(case, letter.kind))
    reached = delivery.addressees or (in_hand(case, on),)
    by_law = tuple(
        Receiver(name=one.name, lines=one.lines, reason=one.reason, by_hand=False, uuid="", sent=False)
        for one in reached
    )
    by_hand = tuple(_got(row) for row in letter.copies.filter(by_hand=True).order_by("pk"))
    kind = laws[case.law].letter(letter.kind)
    known = in_force(case.team.municipality_id, case.law, letter.kind, on) if kind.slots else {}
    places = {slot.key: number for number, slot in enumerate(kind.slots)}
    free = [row for row in known.values() if row.key != row.slot and row.slot in places]
    return LetterPage(
        receivers=(*by_law, *by_hand),
        refusal=delivery.refusal,
        theme=theme_of(case.team.municipality_id),
        withdrawal=None,
        blocks=tuple(sorted(free, key=lambda row: (places[row.slot], row.name.lower()))),
        content=None,
    )


def _got(row: LetterCopy) -> Receiver:
    again = sorted(row.dispatches.all(), key=lambda one: (one.sent_on, one.pk)) if row.sha256 else []
    return Receiver(
        name=row.name,
        lines=tuple(row.lines),
        reason=row.reason,
        by_hand=row.by_hand,
        uuid=str(row.uuid),
        sent=bool(row.sha256),
        again=tuple(
            Again(on=one.sent_on, channel=one.channel, reason=one.reason, by=one.sent_by.display_name) for one in again
        ),
    )
