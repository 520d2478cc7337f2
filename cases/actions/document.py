"""Documents of a case: added, given a newer version, corrected, and destroyed with a reason.

Events name ids and fields, never a title or the name of a file.
"""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from cases import access, events
from cases.actions.document_files import Examined, finish_destroying, gone_if_it_fails
from cases.actions.once import answer_to, hold, keep
from cases.contract import CaseError, ConflictError, NoAccessError, NotAllowedHereError, local_day, short_date
from cases.models import Case, DestroyReason, Document, DocumentDirection, DocumentFile, DocumentKind, User

ADD, REPLACE, CORRECT, DESTROY = (f"cases.{act}_document" for act in ("add", "replace", "correct", "destroy"))
LONGEST = 120  # as the columns
DIVIDES_WORK = "cases.assign"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a colleague says about a document. `kind` and `direction` are values of their lists."""

    title: str
    kind: str
    direction: str
    received_on: date
    author: str = ""
    confidential: bool = False


def add_document(
    *, case: Case, file: Examined, about: About, actor: User, at: datetime, once: UUID, via: str = "page"
) -> Document:
    """Keep a document; raises NoAccessError, or CaseError for a wrong word or a file that the case already has.

    The outermost transaction is its own: the file goes when it fails.
    """
    with gone_if_it_fails() as keep_file, transaction.atomic(durable=True):
        hold(once)
        if (done := answer_to(once, actor, ADD)) is not None:
            return Document.objects.get(pk=done)
        access.require_visible(actor, case)
        _raise_if_wrong(about, at)
        Case.objects.select_for_update().get(pk=case.pk)  # two colleagues with one file: the second hears of the first
        _raise_if_there(case, file, actor)
        document = Document.objects.create(case=case, **asdict(about), added_at=at, added_by=actor)
        kept = _keep_version(document, file, keep_file(file), actor, at)
        payload = {"document": document.pk, "document_kind": about.kind, "direction": about.direction,
                   "received_on": about.received_on, "sha256": kept.sha256}  # fmt: skip
        events.record(kind=ADD, subject=case, actor=actor, at=at, via=via, payload=payload)
        keep(once, actor, ADD, document, at)
        return document


def replace_document(
    *, document_id: int, file: Examined, actor: User, at: datetime, seen: int, once: UUID, via: str = "page"
) -> Document:
    """Put a newer version on top; the older ones are kept. Raises as `correct_document()` and `add_document()` do."""
    with gone_if_it_fails() as keep_file, transaction.atomic(durable=True):
        document, done = _locked(document_id, REPLACE, actor, seen, once)
        if done:
            return document
        _raise_if_there(document.case, file, actor)
        kept = _keep_version(document, file, keep_file(file), actor, at)
        payload = {"document": document.pk, "file": kept.number, "sha256": kept.sha256}
        _finish(document, REPLACE, actor, at, once=once, via=via, payload=payload)
        return document


@transaction.atomic
def correct_document(
    *, document_id: int, about: About, actor: User, at: datetime, seen: int, once: UUID, via: str = "page"
) -> Document:
    """Say it better what a document is. Raises NoAccessError, ConflictError, NotAllowedHereError or CaseError."""
    document, done = _locked(document_id, CORRECT, actor, seen, once)
    if done:
        return document
    _raise_if_wrong(about, at)
    changed = [name for name, value in asdict(about).items() if getattr(document, name) != value]
    if not changed:
        return document
    for name in changed:
        setattr(document, name, getattr(about, name))
    _finish(document, CORRECT, actor, at, once=once, via=via, payload={"document": document.pk, "fields": changed})
    return document


@transaction.atomic
def destroy_document(
    *, document_id: int, reason: str, actor: User, at: datetime, seen: int, once: UUID, via: str = "page"
) -> Document:
    """Destroy the files, the title and the author; the row stays and says who, when and why.

    For who handles the case, who added the document, and who divides the work. Raises as `correct_document()` does.
    """
    document, done = _locked(document_id, DESTROY, actor, seen, once)
    if done:
        return document
    if not may_destroy(actor, document):
        raise NoAccessError(access.UNKNOWN)
    if reason not in DestroyReason.values:
        raise CaseError("Kies waarom dit stuk weg moet.")
    document.title = document.author = ""
    document.destroyed_at, document.destroyed_by, document.destroyed_because = at, actor, reason
    payload = {"document": document.pk, "reason": reason, "files": document.files.count()}
    _finish(document, DESTROY, actor, at, once=once, via=via, payload=payload)
    transaction.on_commit(lambda: finish_destroying() and None)  # a file can't come back when the act is rolled back
    return document


def may_destroy(user: User, document: Document) -> bool:
    case = document.case
    return user.pk in (case.handler_id, document.added_by_id) or access.can(user, DIVIDES_WORK, case)


def _locked(document_id: int, kind: str, actor: User, seen: int, once: UUID) -> tuple[Document, bool]:
    """The document, locked after its case, and whether this key did its act already."""
    hold(once)
    found = access.visible_to(actor, Document).filter(pk=document_id).values_list("case_id", flat=True).first()
    if found is None:
        raise NoAccessError(access.UNKNOWN)
    Case.objects.select_for_update().get(pk=found)
    document = Document.objects.select_for_update(of=("self",)).select_related("case").get(pk=document_id)
    if answer_to(once, actor, kind, document) is not None:
        return document, True
    if document.destroyed_at is not None:
        raise NotAllowedHereError("Dit stuk is vernietigd. Er is niets gewijzigd.")
    if seen != document.version:
        raise ConflictError(seen=seen, current=document.version)
    return document, False


def _raise_if_wrong(about: About, at: datetime) -> None:
    if not about.title.strip():
        raise CaseError("Geef het stuk een naam.")
    if max(len(about.title), len(about.author)) > LONGEST:
        raise CaseError(f"Maak de naam korter: hoogstens {LONGEST} tekens.")
    if about.kind not in DocumentKind.values or about.direction not in DocumentDirection.values:
        raise CaseError("Kies wat voor stuk het is, en of het binnenkwam of uitging.")
    if about.received_on > local_day(at):
        raise CaseError("Deze dag moet nog komen. Vul de dag in waarop het stuk binnenkwam of uitging.")


def _raise_if_there(case: Case, file: Examined, actor: User) -> None:
    """The same bytes twice in one case is a mistake, or a newer version that is none."""
    same = access.visible_to(actor, Document).filter(
        case=case, destroyed_at=None, files__received_sha256=file.received_sha256
    )
    if there := same.first():
        raise CaseError(
            f"Dit bestand staat al in deze zaak: “{there.title}”, van {short_date(there.received_on)}. "
            "Er is niets bewaard."
        )


def _keep_version(document: Document, file: Examined, name: str, actor: User, at: datetime) -> DocumentFile:
    newest = document.files.aggregate(found=Max("number"))["found"] or 0
    return DocumentFile.objects.create(
        document=document,
        number=newest + 1,
        file=name,
        kind=file.kind.key,
        name=file.name,
        size=file.size,
        sha256=file.sha256,
        received_sha256=file.received_sha256,
        added_at=at,
        added_by=actor,
    )


def _finish(
    document: Document, kind: str, actor: User, at: datetime, *, once: UUID, via: str, payload: dict[str, object]
) -> None:
    document.version += 1
    document.save()
    events.record(
        kind=kind, subject=document.case, actor=actor, at=at, via=via,
        payload=payload | {"document_version": document.version},
    )  # fmt: skip
    keep(once, actor, kind, document, at)
