"""The contact journal: a note is added and never changed."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from cases import access, events
from cases.contract import CaseError, local_day
from cases.models import Case, Note, NoteKind, OnceKey, User

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
    if once is not None and (done := _made_before(once, author)) is not None:
        return done
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
        kind=KIND,
        subject=case,
        actor=author,
        at=at,
        via=via,
        payload={"note": note.pk, "note_kind": kind, "happened_on": happened_on},
    )
    if once is not None:
        OnceKey.objects.create(key=once, actor_id=author.pk, kind=KIND, subject_kind="note", subject_id=note.pk, at=at)
    return note


def _made_before(once: UUID, author: User) -> Note | None:
    """Two posts with one key wait for each other; the second gets the first's note."""
    events.lock(f"once:{once}")
    used = OnceKey.objects.filter(key=once).first()
    if used is None:
        return None
    if (used.kind, used.actor_id) != (KIND, author.pk):
        raise CaseError("Deze opdracht is al voor iets anders gebruikt. Ga terug en probeer het opnieuw.")
    return Note.objects.get(pk=used.subject_id)
