"""What a file is, by its first bytes; then a closer look by its kind. Runs in the process without rights."""

from pathlib import Path

from cases.uploads import office, pdf, picture, text
from cases.uploads.kinds import JPG, PDF, PNG, FileKind, UploadRefusedError

HEAD = 4096
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"#!",
    b"L\x00\x00\x00\x01",
)
ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"MSCF")
PICTURES = (b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"8BPS", b"\x00\x00\x01\x00")
HEIC = {b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"heim", b"heis"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def look(path: Path, cleaned: Path) -> FileKind:
    """The kind of the file at `path`. A picture is written without its metadata to `cleaned`, nothing else is changed.

    Raises UploadRefusedError.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise UploadRefusedError("empty")
    if head.startswith(b"%PDF-"):
        pdf.look(path)
        return PDF
    if head.startswith(b"\xff\xd8\xff"):
        picture.clean(path, cleaned, "JPEG")
        return JPG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        picture.clean(path, cleaned, "PNG")
        return PNG
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return office.look(path)
    raise_if_known(head)
    return text.look(path)


def raise_if_known(head: bytes) -> None:
    """Name what we do not take where we can: a person then knows what to do."""
    if head.startswith(PROGRAMS):
        raise UploadRefusedError("program")
    if head.startswith(OLE):
        raise UploadRefusedError("old_office")
    if head.startswith(ARCHIVES):
        raise UploadRefusedError("archive")
    if head[4:8] == b"ftyp" and head[8:12] in HEIC:
        raise UploadRefusedError("heic")
    if head.startswith(PICTURES) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP"):
        raise UploadRefusedError("other_picture")
