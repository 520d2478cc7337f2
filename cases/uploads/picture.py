"""A photo without what it tells beside the picture: the place, the time and the telephone that made it (EXIF).

Drawn anew, so that nothing can hide behind the picture; turned upright first, because the way up is metadata too.
"""

import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from cases.uploads.kinds import UploadRefusedError

MOST_PIXELS = 60_000_000  # a page of A3 at 400 dots per inch is 31 million
QUALITY = 90


def clean(path: Path, cleaned: Path, kind: str) -> None:
    """Write the picture at `path` to `cleaned`; `kind` is "JPEG" or "PNG". Raises UploadRefusedError."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(path, formats=(kind,)) as opened:
                upright = ImageOps.exif_transpose(opened)
            plain = Image.new(_mode(upright, kind), upright.size)
            plain.paste(upright.convert(plain.mode))
            plain.save(cleaned, kind, quality=QUALITY, optimize=True)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UploadRefusedError("too_many_pixels") from None
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError):
        raise UploadRefusedError("broken") from None


def _mode(picture: Image.Image, kind: str) -> str:
    """Grey stays grey; a drawing keeps what is see-through; print colours become screen colours."""
    if picture.mode in ("1", "L"):
        return "L"
    see_through = kind == "PNG" and (picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info)
    return "RGBA" if see_through else "RGB"
