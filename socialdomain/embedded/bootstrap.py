"""`make setup`: a virtual environment with what the locks name. Standard library only: it runs first.

python3 socialdomain/embedded/bootstrap.py (base|run|dev|browser)
"""

from __future__ import annotations  # an older Python must come as far as the sentence that it is too old

import ctypes
import errno
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
HALF = VENV / ".half"  # stands there while packages are put in place: whoever finds it begins anew
WHEELS = ROOT / ".cache" / "wheels"  # outside .venv, so that beginning anew needs no network
PIP = ("-m", "pip", "--quiet", "--quiet", "--disable-pip-version-check", "--no-input")
LOCKED = ("--require-hashes", "--only-binary", ":all:", "-r")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OFFLINE = (
    "from versions: none", "Max retries exceeded", "NewConnectionError", "ReadTimeoutError", "ProxyError",
    "Temporary failure in name resolution", "Network is unreachable",
)  # fmt: skip
SENTENCES = {
    errno.ENOSPC: "The disk is full.",
    errno.EDQUOT: "Your disk quota is used up.",
    errno.EROFS: "This disk cannot be written to.",
    errno.EACCES: "This user may not write there.",
    errno.EPERM: "This user may not write there.",
}


def install(which: str) -> None:
    """Bring `.venv` to requirements/<which>.txt; does nothing, and needs no network, when it is there."""
    lock = ROOT / "requirements" / f"{which}.txt"
    mark = hashlib.sha256(lock.read_bytes() + str(PYTHON).encode()).hexdigest()
    stamp = VENV / f".installed-{which}"
    if _is_installed(stamp, mark):
        return
    if not os.access(ROOT, os.W_OK):
        raise SystemExit(f"samenhang: This user may not write in {ROOT}; take a copy in a folder of your own.")
    with (ROOT / "requirements" / "base.txt").open() as turn:
        _take_turn(turn.fileno())
        if _is_installed(stamp, mark):  # by whom we waited for
            return
        if not _works(PYTHON):
            _make_environment(turn.fileno())
        print(f"Installing the packages of requirements/{which}.txt ...", flush=True)
        # First fetch, then install: without network, or stopped halfway, nothing that works is touched.
        fetched = WHEELS / f".{mark}"
        if not fetched.exists():
            WHEELS.mkdir(parents=True, exist_ok=True)
            where = ("download", "--dest", str(WHEELS))
            _run("packages could not be fetched", turn.fileno(), *PIP, *where, *LOCKED, str(lock))
            fetched.touch()
        HALF.touch()
        found = ("install", "--no-index", "--find-links", str(WHEELS))
        _run("packages could not be installed", turn.fileno(), *PIP, *found, *LOCKED, str(lock))
        stamp.write_text(mark)
        HALF.unlink()
        shutil.rmtree(WHEELS, ignore_errors=True)


def _is_installed(stamp: Path, mark: str) -> bool:
    return _works(PYTHON) and stamp.exists() and stamp.read_text() == mark


def _take_turn(turn: int) -> None:
    """Wait for another `make` that installs, or for what a killed one left at work."""
    try:
        fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Another start is installing; waiting for it ...", flush=True)
        fcntl.flock(turn, fcntl.LOCK_EX)


def _works(python: Path) -> bool:
    """Say whether the environment is whole: a moved project, a new Python or a kill leaves a broken one."""
    if not python.exists() or HALF.exists():
        return False
    try:
        return subprocess.run([python, "-c", "import pip"], check=False, capture_output=True).returncode == 0
    except OSError:  # cut short
        return False


def _make_environment(turn: int) -> None:
    if sys.version_info < (3, 11):  # noqa: UP036  # this file runs under whatever `python3` is
        sys.exit(f"samenhang: Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not _apt_install(package):
            sys.exit(f"samenhang: Python's venv module is missing; ask your administrator to install {package}.")
    print("Making a virtual environment in .venv ...", flush=True)
    what = "virtual environment could not be made"
    _run(what, turn, "-m", "venv", "--clear", "--without-pip", str(VENV), python=Path(sys.executable))
    HALF.touch()
    _run(what, turn, "-m", "ensurepip", "--default-pip")
    HALF.unlink()


def _run(what: str, turn: int, *words: str, python: Path = PYTHON) -> None:
    """Run a Python program; stop with one sentence when it fails.

    It holds our turn too: what outlives a killed `make` still works in .venv.
    """
    done = subprocess.run(
        [str(python), *words], check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        errors="replace", pass_fds=(turn,),
    )  # fmt: skip
    if done.returncode != 0:
        raise SystemExit(f"samenhang: The {what}: {_why(done.stdout)}")


def _why(said: str) -> str:
    """The cause in one sentence, out of what pip or Python said."""
    if os.strerror(errno.ENOSPC) in said:
        return "the disk is full."
    if any(sign in said for sign in OFFLINE):
        return "there is no connection with a package index. Only a first start needs one."
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
    return (errors or lines[-1:] or ["it stopped without a word."])[0]


def plain(error: OSError) -> str:
    """The sentence for what a disk refused; empty for anything else."""
    reasons = [error.errno]
    if isinstance(error, shutil.Error):  # of many files at once: (from, to, why) each
        reasons = [number for number in SENTENCES if any(os.strerror(number) in str(row) for row in error.args[0])]
    found = next((SENTENCES[number] for number in reasons if number in SENTENCES), "")
    return f"{found} ({error.filename})" if found and error.filename else found


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


def main() -> None:
    """One sentence for whatever goes wrong, and never a traceback."""
    try:
        browser() if sys.argv[1] == "browser" else install(sys.argv[1])
    except KeyboardInterrupt:
        sys.exit("\nsamenhang: Stopped; the next start goes on from here.")
    except OSError as error:
        sys.exit(f"samenhang: {plain(error) or error}")


if __name__ == "__main__":
    main()
