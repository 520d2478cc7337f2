"""The documents of a case for who reads them: the newest first, destroyed ones as the trace they left."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery

from cases.access import visible_to
from cases.models import Case, DestroyReason, Document, DocumentDirection, DocumentFile, DocumentKind, User
from cases.uploads.kinds import KINDS

KILOBYTE = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One line of the list. A destroyed document has no title and no file: `destroyed` says why it went."""

    uuid: UUID
    title: str
    kind_text: str
    direction_text: str
    received_on: date
    author: str
    confidential: bool
    file_text: str  # "pdf, 1,2 MB"
    number: int  # of the newest version
    destroyed_at: datetime | None
    destroyed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    number: int
    name: str
    file_text: str
    shown: bool  # opens in the browser; else it is downloaded
    there: bool
    added_at: datetime
    added_by: str


def documents_of(user: User, case: Case) -> tuple[DocumentRow, ...]:
    """What this user may see of the documents; one statement."""
    newest = DocumentFile.objects.filter(document=OuterRef("pk")).order_by("-number")
    rows = (
        visible_to(user, Document)
        .filter(case=case)
        .annotate(
            file_kind=Subquery(newest.values("kind")[:1]),
            file_size=Subquery(newest.values("size")[:1]),
            file_number=Subquery(newest.values("number")[:1]),
        )
        .order_by("-received_on", "-pk")
    )
    return tuple(
        DocumentRow(
            uuid=row.uuid,
            title=row.title,
            kind_text=DocumentKind(row.kind).label,
            direction_text=DocumentDirection(row.direction).label,
            received_on=row.received_on,
            author=row.author,
            confidential=row.confidential,
            file_text=file_text(row.file_kind, row.file_size),
            number=row.file_number,
            destroyed_at=row.destroyed_at,
            destroyed=DestroyReason(row.destroyed_because).label if row.destroyed_because else "",
        )
        for row in rows
    )


def versions_of(document: Document) -> tuple[VersionRow, ...]:
    """All versions, the newest first; one statement."""
    return tuple(
        VersionRow(
            number=row.number,
            name=row.name,
            file_text=file_text(row.kind, row.size),
            shown=KINDS[row.kind].shown,
            there=bool(row.file) and document.destroyed_at is None,
            added_at=row.added_at,
            added_by=row.added_by.display_name,
        )
        for row in document.files.select_related("added_by").order_by("-number")
    )


def file_text(kind: str, size: int) -> str:
    """The kind and size of a file as people say it: "pdf, 1,2 MB"."""
    thousands = size / KILOBYTE
    if thousands < KILOBYTE:
        return f"{kind}, {max(1, round(thousands))} kB"
    return f"{kind}, {thousands / KILOBYTE:.1f} MB".replace(".", ",")
