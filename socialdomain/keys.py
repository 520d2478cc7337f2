"""Passwords and keys, made from the machine's randomness.

`python3 socialdomain/keys.py > .env` writes those of docker-compose.yml; it needs nothing but Python.
"""

import base64
import secrets


def password() -> str:
    """48 hexadecimal characters: safe in an address and on a command line."""
    return secrets.token_hex(24)


def secret_key() -> str:
    """What Django signs with."""
    return secrets.token_urlsafe(64)


def bsn_key() -> str:
    """A key for BSN_KEYS or BSN_INDEX_KEYS: "id:base64 of 32 bytes"."""
    return f"k1:{base64.b64encode(secrets.token_bytes(32)).decode()}"


def lines() -> dict[str, str]:
    """Name and value of each secret that docker-compose.yml asks for."""
    return {
        "POSTGRES_PASSWORD": password(),
        "OWNER_PASSWORD": password(),
        "APP_PASSWORD": password(),
        "REDIS_PASSWORD": password(),
        "SECRET_KEY": secret_key(),
        "BSN_KEYS": bsn_key(),
        "BSN_INDEX_KEYS": bsn_key(),
    }


if __name__ == "__main__":
    for name, value in lines().items():
        print(f"{name}={value}")  # noqa: T201
