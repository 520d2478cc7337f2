"""The files of this repository as git knows them: what is tracked, and what is about to be."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def files(*suffixes: str, under: str = "") -> list[Path]:
    """Tracked files and new ones that are not ignored, with one of these suffixes (none: all), in a folder."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", under or "."],
        cwd=ROOT, capture_output=True, check=True, text=True,
    ).stdout  # fmt: skip
    found = [ROOT / name for name in listing.split("\0") if name]
    return sorted(path for path in found if path.is_file() and (not suffixes or path.suffix in suffixes))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))
