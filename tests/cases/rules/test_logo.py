"""What a sent logo becomes: shapes or pixels, and nothing that runs, links or tells where it came from."""

import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.contrast import colour, contrast
from cases.rules.logo import LARGEST, LogoError, safe_logo

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%s</svg>'


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 2, height: int = 2, *extra: bytes, pixels: bytes | None = None) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    raw = b"".join(b"\0" + b"\x0b\x55\x63" * width for _ in range(height)) if pixels is None else pixels
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(extra) + chunk(b"IDAT", zlib.compress(raw)) + chunk(
        b"IEND", b""
    )  # fmt: skip


def test_an_svg_keeps_its_shapes_and_colours() -> None:
    made = safe_logo(SVG % b'<g style="fill:#0a3f4a; font-family: x"><path d="M0 0h9" stroke="url(#a)"/></g>')
    assert made.kind == "svg"
    assert made.data == SVG % b'<g fill="#0a3f4a"><path d="M0 0h9" stroke="url(#a)"></path></g>'


@pytest.mark.parametrize(
    "bad",
    [
        b"<script>alert(1)</script>",
        b'<rect width="1" height="1" onload="alert(1)"/>',
        b"<metadata>Fenna de Boer, Lindelaan 14</metadata>",
        b"<title>geheim</title><!-- geheim -->",
        b'<x:a xmlns:x="urn:x"><rect width="1" height="1"/></x:a>',
        b'<a xmlns="http://www.w3.org/1999/xhtml" href="https://voorbeeld.nl">klik</a>',
        b'<rect xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="https://voorbeeld.nl" width="1"/>',
        b'<rect class="geheim" data-x="https://voorbeeld.nl" width="1" height="1"/>',
    ],
)
def test_what_runs_links_or_tells_is_left_out(bad: bytes) -> None:
    found = safe_logo(SVG % bad).data
    for word in (b"alert", b"script", b"onload", b"Fenna", b"geheim", b"voorbeeld", b"href", b"klik", b"class"):
        assert word not in found


@pytest.mark.parametrize(
    "bad",
    [
        SVG % b"<text>Noorderveen</text>",
        SVG % b"<style>*{fill:url(https://voorbeeld.nl)}</style>",
        SVG % b'<image href="https://voorbeeld.nl/x.png"/>',
        SVG % b'<use href="#a"/>',
        SVG % b"<foreignObject><p/></foreignObject>",
        SVG % b'<rect fill="url(https://voorbeeld.nl)"/>',
        SVG % b'<rect style="fill:url( //voorbeeld.nl)"/>',
        SVG % b"<svg/>",
        b'<!DOCTYPE svg [<!ENTITY a "aa">]>' + SVG % b"&a;",
        SVG % b"<rect",
        SVG % (b"<g>" * 50 + b"</g>" * 50),
        SVG % (b'<rect width="1"/>' * 6_000),
        b'<svg viewBox="0 0 9 9"><rect width="1"/></svg>',
        b"GIF89a",
        b"%PDF-1.7",
        b"",
        b"\x00" * LARGEST + b"\x00",
        png()[:40],
        png().replace(b"IDAT", b"IDAX"),
        png(0, 2),
        png(60_000, 60_000, pixels=b"\0"),  # the header alone: the pixels would be 10 GB
        png(pixels=b"\0" * 40_000_000),
    ],
)
def test_what_cannot_be_made_safe_is_refused_in_dutch(bad: bytes) -> None:
    with pytest.raises(LogoError) as refused:
        safe_logo(bad)
    assert str(refused.value).endswith(".")


def test_a_png_loses_all_but_its_pixels() -> None:
    told = chunk(b"tEXt", b"Author\0Fenna") + chunk(b"eXIf", b"52.1N") + chunk(b"iCCP", b"x")
    assert safe_logo(png(2, 2, told)).data == png()


@given(st.binary())
def test_any_bytes_are_a_logo_or_a_sentence(data: bytes) -> None:
    for sent in (data, SVG % data, b"\x89PNG\r\n\x1a\n" + data, b"<svg" + data):
        with suppress(LogoError):
            assert safe_logo(sent).kind in {"svg", "png"}


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000") == 21
    assert contrast("#ffffff") == 1
    assert round(contrast("#777777"), 2) == 4.48
    assert colour(" 0B5563 ") == "#0b5563"
    assert [colour(bad) for bad in ("", "red", "#12345", "#12345g", "#1234567")] == [None] * 5
