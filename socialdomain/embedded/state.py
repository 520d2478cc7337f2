"""The data folder: where it is, and the settings that stand in it."""

import contextlib
import hashlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import environ

from socialdomain.embedded import StartupError
from socialdomain.embedded.account import Account, can_reach, write_private

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path("/var/lib/samenhang")  # only used by root
ROOM = 200_000_000  # bytes; PostgreSQL stops when it cannot write
_DATABASES = ("DATABASE_URL", "MIGRATE_DATABASE_URL", "APP_DATABASE_URL")


def load_env(root: Path = ROOT) -> None:
    """Take settings that the environment lacks from `.env`, then from a running `make run`.

    For `manage.py` by hand, beside `make run`. Reads files only: it starts and contacts nothing.
    `SAMENHANG_LOAD_ENV=0` turns it off; the tests do, so that they never meet a developer's data.
    """
    if os.environ.get("SAMENHANG_LOAD_ENV") == "0":
        return
    load_dotenv(root)
    try:
        text = (root / ".data" / "env").read_text()
    except OSError:  # never run, or run by someone else
        return
    elsewhere = "DATABASE_URL" in os.environ
    for line in text.splitlines():
        name, _, value = line.partition("=")
        # A municipality's own database never goes together with our owner's role.
        if not (elsewhere and name in _DATABASES):
            os.environ.setdefault(name, value)


def load_dotenv(root: Path = ROOT) -> None:
    """Take settings that the environment lacks from `.env`."""
    if (root / ".env").exists():
        environ.Env.read_env(root / ".env", overwrite=False)


def save_env(data: Path, settings: Mapping[str, str]) -> None:
    """Write what `load_env` reads."""
    write_private(data / "env", "".join(f"{name}={value}\n" for name, value in settings.items()))


def open_data(account: Account | None, root: Path = ROOT) -> Path:
    """Return the data folder, made where the server account can reach it.

    As root with a project the account cannot enter (/root), the data live under /var/lib and
    `.data` points there: the alternative would be to open the user's own folders.
    """
    data = root / ".data"
    if not data.exists():
        if not can_reach(root, account):
            home = SHARED / hashlib.sha256(str(root).encode()).hexdigest()[:12]
            home.mkdir(mode=0o711, parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError):  # another first start, at this moment
                data.symlink_to(home)
        data.resolve().mkdir(mode=0o711 if account else 0o700, parents=True, exist_ok=True)
    data = data.resolve()
    if account is not None and not can_reach(data, account):
        raise StartupError(f"The user {account.name} cannot enter {data}; move that folder to {SHARED}.")
    if not os.access(data, os.W_OK | os.X_OK):
        raise StartupError(f"The folder {data} belongs to another user; start as that user.")
    return data


def is_full(data: Path) -> bool:
    """Whether too little is left on this disk to work on."""
    return shutil.disk_usage(data).free < ROOM
