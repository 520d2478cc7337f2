"""The contact journal: a note is added and never changed."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Greatest

from cases import access, events
from cases.actions.once import answer_to, hold, keep
from cases.contract import CaseError, local_day
from cases.models import Case, Note, NoteKind, User

KIND = "cases.add_note"
LONGEST = 20_000


@transaction.atomic
def add_note(
    *,
    case: Case,
    kind: str,
    text: str,
    happened_on: date,
    author: User,
    at: datetime,
    via: str = "page",
    once: UUID | None = None,
) -> Note:
    """Add a note; raises NoAccessError, and CaseError for an empty text or a day that still has to come.

    The same `once` key gives the note it made before.
    """
    access.require_visible(author, case)
    if once is not None:
        hold(once)
        if (done := answer_to(once, author, KIND)) is not None:
            return Note.objects.get(pk=done)
    if kind not in NoteKind.values:
        raise CaseError("Kies een soort notitie.")
    if not text.strip():
        raise CaseError("Schrijf eerst op wat er gebeurde.")
    if len(text) > LONGEST:
        raise CaseError(f"Deze notitie is te lang. Maak er twee van, elk hoogstens {LONGEST} tekens.")
    if happened_on > local_day(at):
        raise CaseError("Deze dag moet nog komen. Vul de dag in waarop het gebeurde.")
    note = Note.objects.create(case=case, kind=kind, text=text, happened_on=happened_on, author=author, written_at=at)
    if case.contact_on is None or happened_on > case.contact_on:
        case.contact_on = happened_on
        # The database compares: two notes at once leave the latest day, whichever comes last.
        Case.objects.filter(pk=case.pk).update(contact_on=Greatest("contact_on", happened_on))
    events.record(
        kind=KIND,
        subject=case,
        actor=author,
        at=at,
        via=via,
        payload={"note": note.pk, "note_kind": kind, "happened_on": happened_on},
    )
    if once is not None:
        keep(once, author, KIND, note, at)
    return note
