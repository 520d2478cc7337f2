"""Encryption of the BSN, and the blind index by which a BSN is found without storing it readable.

AES-256-GCM with a random nonce; the person's UUID is bound in as associated data, so a ciphertext copied to another
row does not open. The blind index is HMAC-SHA-256 under a key of its own: there are only some 10^8 numbers, so a plain
hash could be reversed. Keys come from the settings BSN_KEYS and BSN_INDEX_KEYS, `id:base64[,id2:base64]`, current one
first; older ones stay readable until `manage.py rotate_bsn_key` has run.
"""

import base64
import binascii
import hashlib
import hmac
import os
from dataclasses import dataclass, field
from functools import lru_cache
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

NONCE_BYTES = 12
KEY_BYTES = 32
FIELD = b"bsn"


class UnreadableError(Exception):
    """The ciphertext does not open: its key is gone, or it was altered or moved to another person."""


@dataclass(frozen=True, slots=True)
class Key:
    """A named secret of 32 bytes; the secret never shows in a repr."""

    id: str
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A ciphertext (nonce first) and the id of the key that made it."""

    cipher: bytes
    key_id: str


@dataclass(frozen=True, slots=True)
class Index:
    """A blind index (64 hex characters) and the id of the key that made it."""

    value: str
    key_id: str


@lru_cache(maxsize=8)
def parse_keys(text: str, setting: str) -> tuple[Key, ...]:
    """Read a key ring, current key first. Raises ImproperlyConfigured; never shows a secret."""
    keys: list[Key] = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        key_id, _, secret = part.partition(":")
        try:
            raw = base64.b64decode(secret, validate=True)
        except (binascii.Error, ValueError):
            raw = b""
        if not key_id or len(raw) != KEY_BYTES:
            message = f"{setting}: sleutel {len(keys) + 1} is niet goed. Gebruik id:base64 van {KEY_BYTES} bytes."
            raise ImproperlyConfigured(message)
        keys.append(Key(key_id, raw))
    if not keys or len({key.id for key in keys}) != len(keys):
        raise ImproperlyConfigured(f"{setting}: geef minstens één sleutel, en elke sleutel een eigen id.")
    return tuple(keys)


def encryption_keys() -> tuple[Key, ...]:
    """Return the key ring that seals, current key first."""
    return parse_keys(settings.BSN_KEYS, "BSN_KEYS")


def index_keys() -> tuple[Key, ...]:
    """Return the key ring of the blind index, current key first."""
    return parse_keys(settings.BSN_INDEX_KEYS, "BSN_INDEX_KEYS")


def seal(bsn: str, owner: UUID) -> Sealed:
    """Encrypt nine digits for one person under the current key."""
    key = encryption_keys()[0]
    nonce = os.urandom(NONCE_BYTES)
    return Sealed(nonce + AESGCM(key.secret).encrypt(nonce, bsn.encode("ascii"), owner.bytes + FIELD), key.id)


def unseal(sealed: Sealed, owner: UUID) -> str:
    """Decrypt; raises UnreadableError (without the number) if the key is unknown or the row was tampered with."""
    key = next((key for key in encryption_keys() if key.id == sealed.key_id), None)
    if key is None:
        raise UnreadableError("De sleutel van dit BSN is er niet meer.")
    nonce, cipher = sealed.cipher[:NONCE_BYTES], sealed.cipher[NONCE_BYTES:]
    try:
        return AESGCM(key.secret).decrypt(nonce, cipher, owner.bytes + FIELD).decode("ascii")
    except (InvalidTag, ValueError) as error:
        raise UnreadableError("Dit BSN is niet te lezen: het hoort niet bij deze persoon of is veranderd.") from error


def blind_index(bsn: str) -> Index:
    """Return the index under the current key: what a new or rotated row stores."""
    return blind_indexes(bsn)[0]


def blind_indexes(bsn: str) -> tuple[Index, ...]:
    """Return the index under every key in use: what a search must look for while a rotation runs."""
    digits = bsn.encode("ascii")
    return tuple(Index(hmac.new(key.secret, digits, hashlib.sha256).hexdigest(), key.id) for key in index_keys())
