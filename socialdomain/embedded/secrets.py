"""The secrets of one data folder, made once and kept beside the data they open."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from socialdomain import keys
from socialdomain.embedded import StartupError
from socialdomain.embedded.account import write_private


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """Passwords of the servers, and the keys of the application."""

    superuser: str
    owner: str
    application: str
    valkey: str
    secret_key: str
    bsn_keys: str  # "id:base64 of 32 bytes", the current one first; older ones stay to read with
    bsn_index_keys: str

    def settings(self) -> dict[str, str]:
        """The part that the application reads from its environment."""
        return {"SECRET_KEY": self.secret_key, "BSN_KEYS": self.bsn_keys, "BSN_INDEX_KEYS": self.bsn_index_keys}


def open_secrets(folder: Path) -> Secrets:
    """Read the secrets of a data folder, or make them for an empty one.

    Raises StartupError when they are gone or damaged while there are data: new keys could not open
    those, and would hide that the old ones must be found.
    """
    path = folder / "secrets.json"
    if not path.exists():
        if any(folder.glob("pg[0-9]*")):
            raise StartupError(f"{path} is missing, and without it the data cannot be read; put it back.")
        write_private(path, json.dumps(asdict(_new()), indent=1))
    try:
        return Secrets(**json.loads(path.read_text()))
    except (ValueError, TypeError):
        raise StartupError(f"{path} is damaged, and without it the data cannot be read; put it back.") from None


def _new() -> Secrets:
    return Secrets(
        superuser=keys.password(),
        owner=keys.password(),
        application=keys.password(),
        valkey=keys.password(),
        secret_key=keys.secret_key(),
        bsn_keys=keys.bsn_key(),
        bsn_index_keys=keys.bsn_key(),
    )
