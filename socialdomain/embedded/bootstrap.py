"""`make setup`: a virtual environment with what the locks name. Standard library only: it runs first.

python3 socialdomain/embedded/bootstrap.py (base|run|dev|browser)
"""

import ctypes
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def install(which: str) -> None:
    """Bring `.venv` to requirements/<which>.txt; does nothing, and needs no network, when it is there."""
    lock = ROOT / "requirements" / f"{which}.txt"
    mark = hashlib.sha256(lock.read_bytes() + str(PYTHON).encode()).hexdigest()
    stamp = VENV / f".installed-{which}"
    if _works(PYTHON) and stamp.exists() and stamp.read_text() == mark:
        return
    with (ROOT / "requirements" / "base.txt").open() as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # `make run` and `make test` may start at the same moment
        if not _works(PYTHON):
            _make_environment()
        print(f"Installing the packages of requirements/{which}.txt ...", flush=True)
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--quiet", "--disable-pip-version-check", "--no-input"]
        if subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=False).returncode != 0:
            sys.exit("samenhang: the packages could not be installed; what pip says stands above.")
        stamp.write_text(mark)


def _works(python: Path) -> bool:
    """Say whether the environment is whole: a moved project or a new Python leaves a broken one."""
    if not python.exists():
        return False
    return subprocess.run([python, "-c", "import pip"], check=False, capture_output=True).returncode == 0


def _make_environment() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036  # this file runs under whatever `python3` is
        sys.exit(f"samenhang: Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not _apt_install(package):
            sys.exit(f"samenhang: Python's venv module is missing; ask your administrator to install {package}.")
    print("Making a virtual environment in .venv ...", flush=True)
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False).returncode != 0:
        sys.exit("samenhang: the virtual environment could not be made; what Python says stands above.")


def browser() -> None:
    """Give the browser tests their Chromium where we may; else say what will be left out."""
    if missing_for_browser():
        _apt_install("chromium", "libatomic1")
    if missing := missing_for_browser():
        print(f"samenhang: {missing} is missing, so the tests marked `browser` are left out.")
        if os.environ.get("CI") == "true":
            sys.exit("samenhang: in CI that is a failure.")


def missing_for_browser() -> str:
    """Name what the browser tests lack, or nothing."""
    if find_chromium() is None:
        return "Chromium"
    try:
        ctypes.CDLL("libatomic.so.1")  # the Node inside the playwright package wants it
    except OSError:
        return "libatomic1"
    return ""


def find_chromium() -> str | None:
    """Path of the browser: what CHROMIUM names, else the system's."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)


def _apt_install(*packages: str) -> bool:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    print(f"Installing {' and '.join(packages)} ...", flush=True)
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"]
    subprocess.run([*apt, "update"], check=False, env=env)  # without network the lists may still do
    command = [*apt, "install", "--yes", "--no-install-recommends", *packages]
    return subprocess.run(command, check=False, env=env, stdout=subprocess.DEVNULL).returncode == 0


if __name__ == "__main__":
    browser() if sys.argv[1] == "browser" else install(sys.argv[1])
