"""One-time keys that know their words: the same form with the same words is one act, with other words another."""

import json
from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID

_HALF = 64  # bits
_VERSION = 0xF << 12  # the version of a UUID, in its first half
_VARIANT = 0x3 << 62  # its variant, in the second


def key_for(key: UUID, words: Iterable[tuple[str, list[str]]]) -> UUID:
    """The first half is that of the form's key, the second of the words; version 8 (RFC 9562, 5.8) says so.

    A line end is one sign, as a form that is filled in again may send the other one.
    """
    said = sorted((name, [value.replace("\r\n", "\n") for value in values]) for name, values in words)
    digest = int.from_bytes(sha256(json.dumps(said).encode()).digest()[:8])
    first = (key.int >> _HALF) & ~_VERSION | 0x8 << 12
    return UUID(int=first << _HALF | digest & ~_VARIANT | 0x2 << 62)


def family_of(key: UUID) -> tuple[UUID, UUID]:
    """The first and last key that the same form can have; a key that knows no words is alone."""
    if key.version != 8:  # noqa: PLR2004
        return key, key
    first = key.int >> _HALF << _HALF
    return UUID(int=first), UUID(int=first | (1 << _HALF) - 1)
