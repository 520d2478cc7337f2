"""`make chaos`, small: real servers and programs, a few faults, and nothing missed, twice, early or unsent."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from socialdomain.embedded.state import ROOT

SEED, TERMS, SECONDS, FAULTS = 7, 120, 15, 6


@pytest.mark.servers
def test_terms_are_watched_under_faults(tmp_path: Path):
    outcome = tmp_path / "outcome.json"
    words = [f"--seed={SEED}", f"--terms={TERMS}", f"--seconds={SECONDS}", f"--faults={FAULTS}", "--no-bar"]
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-m", "tests.chaos.run", *words, f"--outcome={outcome}"],
        cwd=ROOT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert outcome.exists(), done.stdout[-3000:] + done.stderr[-3000:]
    found = json.loads(outcome.read_text())
    counts = found["counts"]
    assert found["holds"], (counts, found["hit"])
    assert len(found["hit"]) == FAULTS
    assert counts["promised"] > TERMS / 2
    assert counts["acts"] > TERMS / 6
