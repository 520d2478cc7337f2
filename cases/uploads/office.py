"""Files of Word, Excel and LibreOffice: a zip of parts. Nothing that runs, nothing that fetches, nothing that explodes.

Sizes are those that come out, never those that the zip claims.
"""

import re
import zlib
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from cases.uploads.kinds import DOCX, ODS, ODT, XLSX, FileKind, UploadRefusedError

MOST_PARTS = 5_000
MOST_BYTES = 250 * 1024 * 1024  # of all parts together, unpacked
MOST_TIMES = 500  # as large as packed, for a part over PLAIN bytes: text packs 50 times, a bomb 1000 times
PLAIN = 10 * 1024 * 1024
CHUNK = 1024 * 1024
OVERLAP = 256  # so that a word on the edge of two chunks is found
BY_CONTENT_TYPE = {
    b"wordprocessingml.document.main+xml": DOCX,
    b"spreadsheetml.sheet.main+xml": XLSX,
}
BY_MIMETYPE = {ODT.mime.encode(): ODT, ODS.mime.encode(): ODS}
RUNS = re.compile(
    r"vbaproject|vbadata|/activex/|oleobject[^/]*\.bin$|(^|/)(basic|scripts)/|\.(exe|dll|js|jse|vbs|vbe|bat|cmd|ps1|scr|hta|jar|lnk)$",
    re.IGNORECASE,
)
# A template or an object from elsewhere is loaded without a question; a link that a person clicks is not.
FETCHES = re.compile(
    rb"<Relationship\b(?=[^>]*TargetMode\s*=\s*[\"']External)(?=[^>]*/(attachedTemplate|oleObject|frame|subDocument)[\"'])",
    re.IGNORECASE,
)


def look(path: Path) -> FileKind:
    """Raises UploadRefusedError."""
    try:
        with ZipFile(path) as packed:
            kind = _kind(packed)
            _walk(packed)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        raise UploadRefusedError("broken") from None
    return kind


def _kind(packed: ZipFile) -> FileKind:
    parts = packed.infolist()
    if len(parts) > MOST_PARTS:
        raise UploadRefusedError("too_heavy")
    if any(part.flag_bits & 1 for part in parts):
        raise UploadRefusedError("locked")
    if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise UploadRefusedError("unknown")
    names = [part.filename for part in parts]
    if "[Content_Types].xml" in names:
        return _by_content_type(_start_of(packed, "[Content_Types].xml"))
    if names[:1] == ["mimetype"] and (kind := BY_MIMETYPE.get(_start_of(packed, "mimetype").strip())):
        if "META-INF/manifest.xml" in names and b"encryption-data" in _start_of(packed, "META-INF/manifest.xml"):
            raise UploadRefusedError("locked")
        return kind
    raise UploadRefusedError("archive")


def _by_content_type(types: bytes) -> FileKind:
    if b"macroenabled" in types.lower():
        raise UploadRefusedError("macros")
    for named, kind in BY_CONTENT_TYPE.items():
        if named in types:
            return kind
    raise UploadRefusedError("unknown")


def _start_of(packed: ZipFile, name: str) -> bytes:
    with packed.open(name) as part:
        return part.read(CHUNK)


def _walk(packed: ZipFile) -> None:
    total = 0
    for part in packed.infolist():
        if RUNS.search(part.filename):
            raise UploadRefusedError("macros")
        total += _read(packed, part, MOST_BYTES - total)


def _read(packed: ZipFile, part: ZipInfo, left: int) -> int:
    """Read one part to its end; returns its real size."""
    size, before = 0, b""
    with packed.open(part) as file:
        while chunk := file.read(CHUNK):
            size += len(chunk)
            if size > left or (size > PLAIN and size > part.compress_size * MOST_TIMES):
                raise UploadRefusedError("too_heavy")
            if part.filename.lower().endswith((".xml", ".rels")):
                seen = before + chunk
                if b"<!ENTITY" in seen:
                    raise UploadRefusedError("too_heavy")  # words that multiply when read
                if FETCHES.search(seen):
                    raise UploadRefusedError("fetches")
                before = chunk[-OVERLAP:]
    return size
