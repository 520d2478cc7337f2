"""`make setup` under bad luck, with a package of our own making: no network is needed to see what it does when."""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest

from socialdomain.embedded.state import ROOT

SCRIPT = Path("socialdomain/embedded/bootstrap.py")
MADE = "Making a virtual environment in .venv ..."
INSTALLS = "Installing the packages of requirements/run.txt ..."
OFFLINE = {"PIP_NO_INDEX": "1"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / SCRIPT).parent.mkdir(parents=True)
    shutil.copy(ROOT / SCRIPT, tmp_path / SCRIPT)
    (tmp_path / "requirements").mkdir()
    for name in ("base", "run"):
        (tmp_path / "requirements" / f"{name}.txt").touch()
    return tmp_path


def _bootstrap(project: Path, which: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(project / SCRIPT), which],
        env={"PATH": os.defpath, **env},
        capture_output=True,
        text=True,
        check=False,
    )


def _wheel(project: Path) -> dict[str, str]:
    """Put a package on a shelf and in the lock; returns the environment in which pip finds it there."""
    shelf = project / "shelf"
    shelf.mkdir()
    wheel = shelf / "small-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        packed.writestr("small.py", "here = True")
        packed.writestr("small-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: small\nVersion: 1.0\n")
        packed.writestr("small-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        packed.writestr("small-1.0.dist-info/RECORD", "")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (project / "requirements" / "run.txt").write_text(f"small==1.0 --hash=sha256:{digest}\n")
    return {"PIP_FIND_LINKS": str(shelf), **OFFLINE}


def _python(project: Path, script: str) -> None:
    """An environment whose Python is a shell script: quick to make, and it fails as we want."""
    (project / ".venv" / "bin").mkdir(parents=True)
    python = project / ".venv" / "bin" / "python"
    python.write_text(f"#!/bin/sh\n{script}\n")
    python.chmod(0o755)


def test_it_does_what_is_needed_and_no_more(project: Path):
    """One real environment, because making it takes seconds: stopped halfway, made, skipped, and without network."""
    shelf = _wheel(project)
    _python(project, "exit 0")
    (project / ".venv" / ".half").touch()  # killed while it put packages in place: none of it is trusted
    first = _bootstrap(project, "run", **shelf)
    assert (first.returncode, first.stdout.splitlines(), first.stderr) == (0, [MADE, INSTALLS], "")
    again = _bootstrap(project, "run", **OFFLINE)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert not (project / ".cache" / "wheels").exists()

    # A new version that wants what cannot be fetched leaves the environment as it was.
    (project / "requirements" / "run.txt").write_text("absent==1.0 --hash=sha256:" + "0" * 64 + "\n")
    offline = _bootstrap(project, "run", **OFFLINE)
    assert (offline.returncode, offline.stdout) == (1, f"{INSTALLS}\n")
    assert offline.stderr == (
        "samenhang: The packages could not be fetched: there is no connection with a package index."
        " Only a first start needs one.\n"
    )
    subprocess.run([project / ".venv" / "bin" / "python", "-c", "import small; assert small.here"], check=True)

    (project / "requirements" / "run.txt").write_text("no requirement ((\n")
    refused = _bootstrap(project, "run", **OFFLINE)
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert refused.stderr.startswith("samenhang: The packages could not be fetched: Invalid requirement:")


def test_what_was_fetched_is_not_fetched_again(project: Path):
    """A full disk while it installs; the next start needs no network."""
    _python(project, 'case "$*" in *download*) echo x >> "$0.fetched";; *install*) exec "$0.install";; esac')
    python = project / ".venv" / "bin" / "python"
    assert _bootstrap(project, "run").returncode == 1
    assert (project / ".venv" / ".half").exists()
    (project / ".venv" / ".half").unlink()  # a real start makes .venv anew here; seen in the test above
    python.with_name("python.install").symlink_to("/bin/true")
    assert _bootstrap(project, "run").returncode == 0
    assert python.with_name("python.fetched").read_text() == "x\n"
    assert not (project / ".cache" / "wheels").exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "the disk is full."),
        ("x: Temporary failure in name resolution", "there is no connection with a package index. Only a first start needs one."),
        ("Traceback (most recent call last):\n  File y\nKeyError: 1", "KeyError: 1"),
        ("", "it stopped without a word."),
    ],
)  # fmt: skip
def test_what_pip_says_becomes_one_sentence(project: Path, said: str, sentence: str):
    _python(project, f'case "$*" in *download*) echo "{said}"; exit 2;; esac')
    done = _bootstrap(project, "run")
    assert (done.returncode, done.stderr) == (1, f"samenhang: The packages could not be fetched: {sentence}\n")


def test_a_second_start_waits_and_then_has_nothing_left_to_do(project: Path):
    _python(project, 'case "$*" in *download*) touch started; while [ ! -e go ]; do :; done;; esac')
    starts = [
        subprocess.Popen([sys.executable, str(project / SCRIPT), "run"], cwd=project, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    try:
        while not (project / "started").exists():
            pass
        said = [start.stdout.readline() for start in starts if start.stdout]
        assert sorted(said) == ["Another start is installing; waiting for it ...\n", f"{INSTALLS}\n"]
    finally:
        (project / "go").touch()
        rest = [start.communicate(timeout=30) for start in starts]
    assert [start.returncode for start in starts] == [0, 0]
    assert rest == [("", None), ("", None)]


@pytest.mark.skipif(not Path("/usr/bin/python3").exists(), reason="root's own Python cannot be read by another user")
def test_a_folder_that_is_not_ours_is_one_sentence(project: Path):
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(project, folder, dirs_exist_ok=True)
        Path(folder).chmod(0o555)
        done = subprocess.run(
            ["/usr/bin/python3", str(folder / SCRIPT), "run"], capture_output=True, text=True, check=False, cwd="/",
            user=65534 if os.geteuid() == 0 else None,
        )  # fmt: skip
        Path(folder).chmod(0o755)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"samenhang: This user may not write in {folder}; take a copy in a folder of your own.\n"


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_without_a_browser_one_line_says_what_is_left_out(project: Path, ci: str, code: int):
    done = _bootstrap(project, "browser", PATH="/nowhere", CI=ci)
    assert done.returncode == code
    assert done.stdout == "samenhang: Chromium is missing, so the tests marked `browser` are left out.\n"
