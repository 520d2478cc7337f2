"""What a file is, by its content; what is refused, and that the sentence says what to do."""

import io
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from cases.actions.document_files import examine
from cases.contract import CaseError
from cases.uploads.kinds import REFUSALS
from tests.factories.document import office, opendocument, packed, pdf, photo, upload

BOMB = b"\x00" * (60 * 1024 * 1024)
TEMPLATE = (
    b'<Relationships><Relationship Id="r1" Type="http://schemas.example/relationships/attachedTemplate"'
    b' Target="https://kwaad.example/x.dotm" TargetMode="External"/></Relationships>'
)
LINK = TEMPLATE.replace(b"attachedTemplate", b"hyperlink")


def refused(content: bytes, name: str) -> str:
    with pytest.raises(CaseError) as refusal:
        examine(upload(content, name))
    return str(refusal.value)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (pdf(), "pdf"),
        (photo(), "jpg"),
        (photo("PNG"), "png"),
        (office(), "docx"),
        (office("xlsx"), "xlsx"),
        (office(parts={"word/_rels/document.xml.rels": LINK}), "docx"),
        (opendocument(), "odt"),
        (opendocument("spreadsheet"), "ods"),
        ("Beste mevrouw, ik kom één dag later.\n".encode(), "txt"),
        ("\ufeffMet een merkteken".encode(), "txt"),
    ],
)
def test_content_decides_and_a_wrong_name_does_no_harm(content: bytes, kind: str) -> None:
    assert examine(upload(content, "wat dan ook.exe")).kind.key == kind


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "leeg.pdf", "empty"),
        (b"  \n ", "leeg.txt", "empty"),
        (b"MZ\x90\x00 programma", "brief.pdf", "program"),
        (b"#!/bin/sh\nrm -rf ~\n", "brief.txt", "program"),
        (b"<!DOCTYPE html><script>1</script>", "brief.txt", "webpage"),
        (b"<svg onload='1'/>", "plaatje.png", "webpage"),
        (b"From: a@voorbeeld.nl\nReceived: by b\nSubject: x\n\nDag", "bericht.eml", "mail"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "oud.doc", "old_office"),
        (packed({"foto.jpg": b"x"}), "alles.zip", "archive"),
        (b"7z\xbc\xaf\x27\x1c", "alles.7z", "archive"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", "IMG_1.heic", "heic"),
        (b"GIF89a....", "plaatje.gif", "other_picture"),
        (b"\x00\x01\x02", "iets.txt", "unknown"),
        (packed({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b""}), "dia.pptx", "unknown"),
        (b"%PDF-1.7\nkapot", "kapot.pdf", "broken"),
        (photo()[:60], "half.jpg", "broken"),
        (office()[:-30], "half.docx", "broken"),
        (pdf(script=True), "brief.pdf", "pdf_script"),
        (pdf(locked=True), "brief.pdf", "locked"),
        (pdf(inside=True), "brief.pdf", "pdf_inside"),
        (office("docm"), "factuur.docx", "macros"),
        (office(parts={"word/vbaProject.bin": b"x"}), "factuur.docx", "macros"),
        (office(parts={"word/embeddings/oleObject1.bin": b"x"}), "factuur.docx", "macros"),
        (opendocument(parts={"Basic/Standard/Module1.xml": b"<x/>"}), "factuur.odt", "macros"),
        (office(parts={"word/_rels/settings.xml.rels": TEMPLATE}), "factuur.docx", "fetches"),
        (office(parts={"word/media/image1.png": BOMB}), "bom.docx", "too_heavy"),
        (office(parts={"word/x.xml": b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'}), "bom.docx", "too_heavy"),
        (opendocument(parts={"META-INF/manifest.xml": b"<m:encryption-data/>"}), "slot.odt", "locked"),
    ],
)  # fmt: skip
def test_what_is_refused_says_what_it_is_and_what_to_do(content: bytes, name: str, why: str) -> None:
    assert refused(content, name) == REFUSALS[why]


def test_every_refusal_tells_what_to_do() -> None:
    acts = ("sla ", "kies ", "vraag ", "druk ", "pak ", "maak ", "haal ", "voeg ", "open ")
    assert [code for code, sentence in REFUSALS.items() if not any(act in sentence.lower() for act in acts)] == []


def test_a_script_deep_in_an_object_stream_is_found() -> None:
    made = pikepdf.new()
    made.add_blank_page()
    nested = pikepdf.Array([pikepdf.Array([pikepdf.Dictionary(Deep=pikepdf.Dictionary(JS="app.alert(1)"))])])
    made.Root["/Extra"] = made.make_indirect(nested)
    out = io.BytesIO()
    made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"/JS" not in out.getvalue()  # nothing to see without looking inside
    assert refused(out.getvalue(), "brief.pdf") == REFUSALS["pdf_script"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_loses_its_place_and_stays_upright(kind: str) -> None:
    before = Image.open(io.BytesIO(photo(kind, turned=True)))
    assert before.getexif().get_ifd(0x8825)
    found = examine(upload(photo(kind, turned=True), "IMG_2031.jpg"))
    content = found.content.read()
    after = Image.open(io.BytesIO(content))
    assert dict(after.getexif()) == {}
    assert b"Telefoonmaker" not in content
    assert after.size == (20, 40)
    assert found.sha256 != found.received_sha256
    assert found.size == len(content)


def test_a_pdf_stays_as_it_came() -> None:
    content = pdf()
    found = examine(upload(content))
    assert found.content.read() == content
    assert found.sha256 == found.received_sha256


def test_a_picture_of_too_many_points_is_refused() -> None:
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    assert refused(out.getvalue(), "groot.png") == REFUSALS["too_many_pixels"]


def test_the_look_has_no_key_and_no_address_of_a_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The child is started without our environment."""
    seen: dict[str, object] = {}
    real = subprocess.run

    def spy(words: list[str], **options: object) -> object:
        seen.update(options)
        return real(words, **options)  # type: ignore[call-overload]

    monkeypatch.setattr("cases.uploads.check.subprocess.run", spy)
    examine(upload(pdf()))
    assert seen["env"] == {"LANG": "C.UTF-8"}


def test_a_look_that_takes_too_much_memory_ends_itself(tmp_path: Path) -> None:
    """The limits are those of the child: it can't take down the page that asked."""
    greedy = "import cases.uploads.__main__ as m, pathlib; m.look = lambda *a: bytearray(4 << 30); print(m.main('a','b','1'))"
    done = subprocess.run([sys.executable, "-c", greedy], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "no too_heavy"


def test_a_name_with_a_path_loses_it() -> None:
    assert examine(upload(pdf(), "brief.pdf")).name == "brief.pdf"
    sent = upload(pdf())
    sent._name = "C:\\Users\\henk\\brief.pdf"
    assert examine(sent).name == "brief.pdf"


def picture_that_tells(kind: str) -> bytes:
    """A picture with a place, a name, a comment and a whole file hidden in it, in every way that its kind knows."""
    out = io.BytesIO()
    picture = Image.new("RGB", (40, 20), "teal")
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf>GEHEIM-xmp</rdf></x:xmpmeta>"
    if kind == "PNG":
        told = PngInfo()
        told.add_text("Comment", "GEHEIM-tekst")
        told.add_text("Author", "GEHEIM-ingepakt" * 40, zip=True)
        told.add_itxt("XML:com.adobe.xmp", xmp.decode())
        picture.save(out, kind, pnginfo=told, exif=b"Exif\x00\x00MM\x00*GEHEIM-exif", icc_profile=b"GEHEIM-icc")
        return out.getvalue() + b"PK\x03\x04GEHEIM-erachter"
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x10\x1c\x02P\x00\x0bGEHEIM-iptc"
    picture.save(out, kind, comment=b"GEHEIM-tekst", xmp=xmp, icc_profile=b"GEHEIM-icc")
    head, rest = out.getvalue()[:2], out.getvalue()[2:]
    segment = b"\xff\xed" + (len(iptc) + 2).to_bytes(2, "big") + iptc
    return head + segment + rest + b"PK\x03\x04GEHEIM-erachter"


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_nothing_that_hides_in_or_behind_a_picture_is_kept(kind: str) -> None:
    content = picture_that_tells(kind)
    assert content.count(b"GEHEIM") > 3
    kept = examine(upload(content, "foto")).content.read()
    assert b"GEHEIM" not in kept
    after = Image.open(io.BytesIO(kept))
    after.load()
    assert after.size == (40, 20)
    assert set(after.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"}


def test_a_pdf_of_very_many_pages_is_looked_at_within_its_limits() -> None:
    assert examine(upload(pdf(pages=3000))).kind.key == "pdf"
