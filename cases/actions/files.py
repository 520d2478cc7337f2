"""Files of letters and documents beside their rows: an act that was undone or killed leaves a file without a row, a
back-up may lack one. And files on their way in, that a killed process left behind.

A file is written before its row is committed, so that no row ever names a file that is not there.
"""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

from cases.models import DocumentFile, Letter, LetterCopy, LetterState

FOLDERS = ("brieven", "stukken")
UNDER_WAY = timedelta(hours=1)  # no act takes that long: a younger file may still get its row


@dataclass(frozen=True, slots=True)
class Found:
    """`orphans` are names of files (public ids, no names of people); the others are public ids of what has one."""

    orphans: tuple[str, ...]
    missing: tuple[str, ...]
    changed: tuple[str, ...]


def check_files(*, at: datetime, delete: bool = False) -> Found:
    """Compare every file with its row; with `delete` the orphans of over an hour old go. Changes no row."""
    names = {name for folder in FOLDERS for name in _names(folder)}
    orphans = sorted(name for name in names - _known() if at - default_storage.get_modified_time(name) > UNDER_WAY)
    if delete:
        for name in orphans:
            default_storage.delete(name)
    missing, changed = [], []
    for uuid, name, digest in _rows():
        if not default_storage.exists(name):
            missing.append(uuid)
            continue
        with default_storage.open(name, "rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                changed.append(uuid)
    return Found(tuple(orphans), tuple(missing), tuple(changed))


def clear_on_the_way(*, at: datetime) -> int:
    """Take away what a killed process left of an upload; returns how many files. Cheap: there is hardly ever one."""
    gone = 0
    for folder, folders, files in os.walk(settings.FILE_UPLOAD_TEMP_DIR, topdown=False):
        for name in (*files, *folders):
            path = Path(folder) / name
            if at.timestamp() - path.stat().st_mtime <= UNDER_WAY.total_seconds():
                continue
            if path.is_dir() and not any(path.iterdir()):
                path.rmdir()
            elif not path.is_dir():
                path.unlink()
                gone += 1
    return gone


def _names(folder: str) -> Iterator[str]:
    if not default_storage.exists(folder):
        return
    folders, files = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        yield from _names(f"{folder}/{name}")


def _known() -> set[str]:
    return {
        name
        for model in (Letter, LetterCopy, DocumentFile)
        for name in model._default_manager.exclude(file="").values_list("file", flat=True)  # noqa: SLF001
    }


def _rows() -> Iterator[tuple[str, str, str]]:
    sent = Letter.objects.filter(state=LetterState.SENT).values_list("uuid", "file", "sha256")
    copies = LetterCopy.objects.exclude(sha256="").values_list("uuid", "file", "sha256")
    documents = DocumentFile.objects.exclude(file="").values_list("document__uuid", "file", "sha256")
    for rows in (sent, copies, documents):
        for uuid, name, digest in rows.iterator():
            yield str(uuid), name, digest
