"""`make setup`, with locks that name nothing: no network is needed to see what it does when."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from socialdomain.embedded.state import ROOT

SCRIPT = Path("socialdomain/embedded/bootstrap.py")


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


def test_it_does_what_is_needed_and_no_more(project: Path):
    (project / ".venv" / "bin").mkdir(parents=True)
    (project / ".venv" / "bin" / "python").symlink_to("/nowhere")  # as after an upgrade of the system's Python
    first = _bootstrap(project, "run")
    assert first.stdout.splitlines() == [
        "Making a virtual environment in .venv ...",
        "Installing the packages of requirements/run.txt ...",
    ]
    assert _bootstrap(project, "run").stdout == ""
    (project / "requirements" / "run.txt").write_text("no requirement ((\n")
    refused = _bootstrap(project, "run")
    assert (refused.returncode, refused.stdout) == (1, "Installing the packages of requirements/run.txt ...\n")
    assert "Invalid requirement" in refused.stderr
    assert "samenhang: the packages could not be installed" in refused.stderr


@pytest.mark.parametrize(("ci", "code"), [("", 0), ("true", 1)])
def test_without_a_browser_one_line_says_what_is_left_out(project: Path, ci: str, code: int):
    done = _bootstrap(project, "browser", PATH="/nowhere", CI=ci)
    assert done.returncode == code
    assert done.stdout == "samenhang: Chromium is missing, so the tests marked `browser` are left out.\n"
