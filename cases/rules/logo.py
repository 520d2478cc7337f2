"""A logo out of a file somebody sent: only shapes or pixels come through, written anew by us. Pure.

An SVG is read with a parser that refuses a DOCTYPE (no entities) and is built again from a short list of elements and
attributes: no script, no style sheet, no link to anything. A PNG keeps the chunks that make the picture: no EXIF, text
or profile. Anything else is refused.
"""

import re
import struct
import zlib
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

LARGEST = 300_000  # bytes
MOST_PIXELS = 4_000_000
MOST_ELEMENTS = 5_000
DEEPEST = 40
SVG = "http://www.w3.org/2000/svg"
_PNG = b"\x89PNG\r\n\x1a\n"
_KEPT_CHUNKS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
_SHAPES = {"svg", "g", "defs", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "clipPath",
           "linearGradient", "radialGradient", "stop"}  # fmt: skip
_SILENT = {"script", "metadata", "title", "desc"}  # left out: nothing of it is seen
_ATTRIBUTE_NAMES = """
    d x y x1 y1 x2 y2 cx cy r rx ry fx fy width height viewBox preserveAspectRatio points fill fill-rule fill-opacity
    clip-rule clip-path clipPathUnits stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit
    stroke-opacity stroke-dasharray opacity transform id offset stop-color stop-opacity gradientUnits
    gradientTransform spreadMethod
"""
_ATTRIBUTES = frozenset(_ATTRIBUTE_NAMES.split())
_VALUE = re.compile(r"[\w\s.,#%+*/()-]*")
_URL = re.compile(r"url\(\s*(?!#[\w-]+\s*\))", re.IGNORECASE)
_TEXT = "Het logo bevat iets dat niet in een brief kan ({}). Laat de maker alles omzetten naar lijnen of vlakken."


class LogoError(ValueError):
    """The file can't be a logo; says in Dutch what to do."""


@dataclass(frozen=True, slots=True)
class Logo:
    kind: str  # "png" or "svg"
    data: bytes


def safe_logo(data: bytes) -> Logo:
    """The logo, made anew. Raises LogoError."""
    if len(data) > LARGEST:
        raise LogoError(f"Kies een kleiner bestand: hoogstens {LARGEST // 1000} kB.")
    if data.startswith(_PNG):
        return Logo("png", _png(data))
    if b"<svg" in data[:4_000] or b"<SVG" in data[:4_000]:
        return Logo("svg", _Svg().read(data))
    raise LogoError("Kies een bestand dat eindigt op .svg of .png. Een ander soort kan niet in een brief.")


def _png(data: bytes) -> bytes:
    kept, pixels, at, ended = [_PNG], b"", len(_PNG), False
    while at + 12 <= len(data) and not ended:
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body, crc = data[at + 8 : at + 8 + length], data[at + 8 + length : at + 12 + length]
        if len(body) != length or crc != struct.pack(">I", zlib.crc32(kind + body)):
            raise LogoError(BROKEN)
        if kind == b"IHDR":
            _raise_if_too_big(body)
        if kind == b"IDAT":
            pixels += body
        if kind in _KEPT_CHUNKS:
            kept.append(data[at : at + 12 + length])
        ended = kind == b"IEND"
        at += 12 + length
    if not ended or len(kept) < 3 or kept[1][4:8] != b"IHDR":  # noqa: PLR2004 - a header, pixels and an end
        raise LogoError(BROKEN)
    try:
        reader = zlib.decompressobj()
        reader.decompress(pixels, MOST_PIXELS * 8 + 100_000)
    except zlib.error:
        raise LogoError(BROKEN) from None
    if reader.unconsumed_tail:
        raise LogoError(TOO_BIG)
    return b"".join(kept)


BROKEN = "Dit bestand is geen heel plaatje. Sla het logo opnieuw op en kies het nog eens."
TOO_BIG = "Kies een kleiner plaatje: hoogstens 4 miljoen pixels."


def _raise_if_too_big(header: bytes) -> None:
    if len(header) != 13:  # noqa: PLR2004 - fixed by the format
        raise LogoError(BROKEN)
    width, height = struct.unpack(">II", header[:8])
    if not width or not height:
        raise LogoError(BROKEN)
    if width * height > MOST_PIXELS:
        raise LogoError(TOO_BIG)


class _Svg:
    """Reads one file and writes another with the shapes of it."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.open: list[str] = []  # elements that we wrote and have not closed
        self.skipping = 0  # how deep we are in something that is left out
        self.count = 0

    def read(self, data: bytes) -> bytes:
        parser = expat.ParserCreate("UTF-8", " ")
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.StartDoctypeDeclHandler = self._doctype
        try:
            parser.Parse(data, True)
        except expat.ExpatError:
            raise LogoError(BROKEN) from None
        if not self.out or not self.out[0].startswith("<svg"):
            raise LogoError(BROKEN)
        return "".join(self.out).encode()

    def _doctype(self, *_: object) -> None:
        raise LogoError(_TEXT.format("een DOCTYPE"))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        space, _, local = name.rpartition(" ")
        if self.count > MOST_ELEMENTS or len(self.open) + self.skipping > DEEPEST:
            raise LogoError("Kies een eenvoudiger logo: dit heeft te veel onderdelen.")
        if self.skipping or space != SVG or local in _SILENT:
            self.skipping += 1
            return
        if local not in _SHAPES or (not self.out) != (local == "svg"):
            raise LogoError(_TEXT.format(local))
        kept = dict(_attributes(attributes))
        if local == "svg":
            kept = {"xmlns": SVG} | kept
        self.out.append(f"<{local}{''.join(f' {key}={quoteattr(value)}' for key, value in kept.items())}>")
        self.open.append(local)

    def _end(self, _: str) -> None:
        if self.skipping:
            self.skipping -= 1
        else:
            self.out.append(f"</{self.open.pop()}>")


def _attributes(found: dict[str, str]) -> list[tuple[str, str]]:
    """What is on the list; `style="fill:#123"` is read as the attributes it stands for."""
    pairs = [(name, value) for name, value in found.items() if name != "style"]
    for declaration in found.get("style", "").split(";"):
        name, _, value = declaration.partition(":")
        pairs.append((name.strip(), value.strip()))
    kept = []
    for name, value in pairs:
        if name not in _ATTRIBUTES:
            continue
        if _URL.search(value) or not _VALUE.fullmatch(value):
            raise LogoError(_TEXT.format(f"een vreemde waarde bij {name}"))
        kept.append((name, value))
    return kept
