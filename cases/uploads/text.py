"""Plain text: readable from the first to the last character, and not something else that happens to be text."""

import re
from pathlib import Path

from cases.uploads.kinds import TXT, FileKind, UploadRefusedError

WEBPAGE = re.compile(r"^\s*(<\?xml|<!doctype|<html|<head|<body|<script|<svg)", re.IGNORECASE)
MAIL = re.compile(r"^(received|return-path|from|message-id|mime-version|delivered-to|x-[\w-]+): ", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def look(path: Path) -> FileKind:
    """Raises UploadRefusedError for what is not text in UTF-8."""
    try:
        said = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UploadRefusedError("unknown") from None
    if CONTROLS.search(said):
        raise UploadRefusedError("unknown")
    if not said.strip():
        raise UploadRefusedError("empty")
    if WEBPAGE.match(said):
        raise UploadRefusedError("webpage")
    if len([line for line in said.splitlines()[:30] if MAIL.match(line)]) > 1:
        raise UploadRefusedError("mail")
    return TXT
