"""The contact journal: a note is added and never changed."""

from datetime import date, datetime

from django.db import transaction

from cases import access, events
from cases.contract import CaseError, local_day
from cases.models import Case, Note, NoteKind, User

LONGEST = 20_000


@transaction.atomic
def add_note(
    *, case: Case, kind: str, text: str, happened_on: date, author: User, at: datetime, via: str = "page"
) -> Note:
    """Add a note; raises NoAccessError, and CaseError for an empty text or a day that still has to come."""
    access.require_visible(author, case)
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
        Case.objects.filter(pk=case.pk).update(contact_on=happened_on)
        case.contact_on = happened_on
    events.record(
        kind="cases.add_note",
        subject=case,
        actor=author,
        at=at,
        via=via,
        payload={"note": note.pk, "note_kind": kind, "happened_on": happened_on},
    )
    return note
