"""The files of documents: looked at, kept under a name that says nothing, and gone when the act or the document is."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from cases.contract import CaseError
from cases.models import DocumentFile
from cases.rules.ids import uuid7
from cases.uploads.check import check
from cases.uploads.kinds import REFUSALS, FileKind, UploadRefusedError

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

FOLDER = "stukken"
MEGABYTE = 1024 * 1024
LONGEST_NAME = 200  # as the column


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A file that may be kept: what it really is, its bytes, and the proof of those that came and those we keep."""

    kind: FileKind
    content: "File[Any]"
    name: str
    size: int
    sha256: str
    received_sha256: str


Keep = Callable[[Examined], str]


def examine(upload: "UploadedFile[Any]") -> Examined:
    """Look at an uploaded file before anything is written; raises CaseError that says what to do."""
    size = upload.size or 0
    if size > settings.UPLOAD_MOST_MB * MEGABYTE:
        raise CaseError(
            f"Dit bestand is te groot: {-(-size // MEGABYTE)} MB. Het mag hoogstens {settings.UPLOAD_MOST_MB} MB zijn. "
            "Splits het stuk, of scan het in zwart-wit"
        )
    if not size:
        raise CaseError(REFUSALS["empty"])
    digest = hashlib.sha256()
    with tempfile.NamedTemporaryFile(dir=on_the_way()) as copy:
        for chunk in upload.chunks():
            digest.update(chunk)
            copy.write(chunk)
        copy.flush()
        try:
            kind, cleaned = check(Path(copy.name))
        except UploadRefusedError as refused:
            raise CaseError(refused.sentence) from None
    received = digest.hexdigest()
    upload.seek(0)
    return Examined(
        kind=kind,
        content=upload if cleaned is None else ContentFile(cleaned),
        name=Path((upload.name or "").replace("\\", "/")).name[-LONGEST_NAME:],
        size=size if cleaned is None else len(cleaned),
        sha256=received if cleaned is None else hashlib.sha256(cleaned).hexdigest(),
        received_sha256=received,
    )


def on_the_way() -> str:
    """The folder for uploads that are still coming in or being looked at; the watcher clears what is left there."""
    folder: str = settings.FILE_UPLOAD_TEMP_DIR
    os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103 - a setting of Django, a text
    return folder


@contextmanager
def gone_if_it_fails() -> Iterator[Keep]:
    """Keep files for an act: those of an act that was rolled back are taken away again.

    Stands around the outermost transaction. A process that is killed in between can leave a file without a row, never
    a row without its file.
    """
    kept: list[str] = []

    def keep(examined: Examined) -> str:
        examined.content.seek(0)
        kept.append(default_storage.save(f"{FOLDER}/{uuid7()}.{examined.kind.key}", examined.content))
        return kept[-1]

    try:
        yield keep
    except BaseException:
        for name in kept:
            default_storage.delete(name)
        raise


def finish_destroying() -> int:
    """Take the files of destroyed documents from the disk; returns how many. Safe to do again after a crash."""
    rows = list(DocumentFile.objects.filter(document__destroyed_at__isnull=False).exclude(file=""))
    for row in rows:
        default_storage.delete(str(row.file.name))
        DocumentFile.objects.filter(pk=row.pk).update(file="", name="")
    return len(rows)
