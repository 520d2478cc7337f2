"""Files as people send them, good and bad, made here; and a document that went through the real act."""

import hashlib
import io
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cases.actions.document import About, add_document
from cases.actions.document_files import Examined
from cases.models import Case, Document, User
from cases.uploads.kinds import TXT, FileKind

GRONINGEN = {1: "N", 2: (53.0, 13.0, 9.0), 3: "E", 4: (6.0, 33.0, 58.0)}  # EXIF: where the photo was taken
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
}


def upload(content: bytes, name: str = "stuk.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def pdf(pages: int = 1, *, script: bool = False, locked: bool = False, inside: bool = False, text: str = "") -> bytes:
    made = pikepdf.new()
    for _ in range(pages):
        made.add_blank_page()
    made.docinfo["/Title"] = text or "stuk"
    if script:
        made.pages[0]["/AA"] = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)"))
    if inside:
        made.attachments["x.exe"] = b"MZ"
    out = io.BytesIO()
    made.save(out, encryption=pikepdf.Encryption(owner="geheim", user="geheim") if locked else False)
    return out.getvalue()


def photo(kind: str = "JPEG", *, turned: bool = False) -> bytes:
    """Twice as wide as high; with the place in its metadata, and `turned` a quarter by its metadata."""
    picture = Image.new("RGB", (40, 20), "teal")
    exif = Image.Exif()
    exif[0x010F] = "Telefoonmaker"
    exif.get_ifd(0x8825).update(GRONINGEN)
    if turned:
        exif[0x0112] = 6
    out = io.BytesIO()
    picture.save(out, kind, exif=exif)
    return out.getvalue()


def office(kind: str = "docx", parts: dict[str, bytes] | None = None) -> bytes:
    main = "xl/workbook.xml" if kind == "xlsx" else "word/document.xml"
    types = f'<Types><Override PartName="/{main}" ContentType="{TYPES[kind]}"/></Types>'.encode()
    return packed({"[Content_Types].xml": types, main: b"<document/>", **(parts or {})})


def opendocument(kind: str = "text", parts: dict[str, bytes] | None = None) -> bytes:
    mimetype = f"application/vnd.oasis.opendocument.{kind}".encode()
    return packed({"mimetype": mimetype, "content.xml": b"<office/>", **(parts or {})})


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def examined(content: bytes = b"", kind: FileKind = TXT, name: str = "brief.txt") -> Examined:
    """A file as if it was looked at: for tests of what happens to it after that."""
    content = content or f"Brief {uuid4()}".encode()
    proof = hashlib.sha256(content).hexdigest()
    return Examined(
        kind=kind, content=ContentFile(content), name=name, size=len(content), sha256=proof, received_sha256=proof
    )


def make_document(
    case: Case, actor: User, at: datetime, *, file: Examined | None = None, once: UUID | None = None, **about: Any
) -> Document:
    facts = {"title": "Brief", "kind": "letter", "direction": "in", "received_on": at.date()} | about
    return add_document(
        case=case, file=file or examined(), about=About(**facts), actor=actor, at=at, once=once or uuid4()
    )
