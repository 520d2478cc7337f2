"""A PDF stays as it is, or is refused: with a lock, a script, something it starts, or a file inside."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf

from cases.uploads.kinds import UploadRefusedError

SCRIPTS = {"/JS", "/JavaScript", "/XFA"}
RUNS = {"/JavaScript", "/Launch", "/ImportData", "/Rendition"}  # ISO 32000-1, 12.6.4: types of action
INSIDE = {"/EF", "/EmbeddedFiles", "/RichMediaContent"}
DEEPEST = 100


def look(path: Path) -> None:
    """Raises UploadRefusedError."""
    try:
        with pikepdf.open(path) as found:
            if found.is_encrypted:
                raise UploadRefusedError("locked")
            if not found.pages:
                raise UploadRefusedError("broken")
            for part in found.objects:
                _look_at(part)
            _look_at(found.trailer)
    except pikepdf.PasswordError:
        raise UploadRefusedError("locked") from None
    except (pikepdf.PdfError, ValueError, RuntimeError):
        raise UploadRefusedError("broken") from None


def _look_at(part: pikepdf.Object) -> None:
    for found in _dictionaries(part):
        keys = set(found.keys())
        if keys & SCRIPTS or str(found.get("/S", "")) in RUNS:
            raise UploadRefusedError("pdf_script")
        if keys & INSIDE:
            raise UploadRefusedError("pdf_inside")


def _dictionaries(part: pikepdf.Object, depth: int = 0) -> Iterator[pikepdf.Object]:
    """Every dictionary that this part holds itself; what it points to is a part of its own."""
    if depth > DEEPEST:
        raise UploadRefusedError("broken")
    values: list[pikepdf.Object] = []
    if isinstance(part, (pikepdf.Dictionary, pikepdf.Stream)):
        yield part
        values = [value for _, value in part.items()]
    elif isinstance(part, pikepdf.Array):
        values = list(part)
    for value in values:
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _dictionaries(value, depth + 1)
