"""The operating-system user the servers run as: never root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

NAME = "samenhang"


@dataclass(frozen=True, slots=True)
class Account:
    """An unprivileged user, with the ids that `subprocess` and `chown` want."""

    name: str
    uid: int
    gid: int


def server_account() -> Account | None:
    """Return the user to switch to, or None where we are an ordinary user already.

    PostgreSQL refuses to run as root. As root we make one system user for it; where that cannot
    be done, an existing unprivileged user serves.
    """
    if os.geteuid() != 0:
        return None
    if _find(NAME) is None and (useradd := shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin")):
        # Another start may make the same user at the same moment; only the look-up below counts.
        subprocess.run(
            [useradd, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent",
             "--shell", "/usr/sbin/nologin", NAME],
            check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
    return _find(NAME) or _find("postgres") or _find("nobody")


def _find(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(name=name, uid=entry.pw_uid, gid=entry.pw_gid)


def can_reach(path: Path, account: Account | None) -> bool:
    """Say whether the account may pass through a folder, or read and execute a file."""
    test = subprocess.run(
        ["/bin/sh", "-c", 'test -x "$1" && { test -d "$1" || test -r "$1"; }', "sh", str(path)],
        check=False, cwd="/",
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )  # fmt: skip
    return test.returncode == 0


def make_folder(path: Path, account: Account | None) -> Path:
    """Make a private folder that belongs to the account."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    if account is not None:
        os.chown(path, account.uid, account.gid)
    return path


def write_private(path: Path, text: str, account: Account | None = None) -> None:
    """Write a file that only its owner can read, in place of what stood there: all of it, or nothing."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)  # of a start that was killed here
    # EXCL, so that root never writes through a link that someone put there.
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        if account is not None:
            os.fchown(descriptor, account.uid, account.gid)
        file.write(text)
        file.flush()
        os.fsync(descriptor)
    fresh.replace(path)
