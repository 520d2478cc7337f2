"""What must be done once before the product can start, and is skipped while nothing changed."""

import hashlib
import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from socialdomain.embedded import postgres
from socialdomain.embedded.output import Output, say
from socialdomain.embedded.services import finish, manage
from socialdomain.embedded.state import ROOT

_NOT_THE_PRODUCT = {"tests", "docs"}
_SIGN_IN = "  password proef-samenhang, code 000 000\n"  # of invented people on this machine alone


def prepare(data: Path, env: Mapping[str, str], output: Output, *, own_database: bool) -> str:
    """Migrate, collect the static files, load the demo; return the demo's log-ins, a line each.

    Raises StartupError when a step fails. Another's database is always migrated: only of our own do
    we know that nothing changed.
    """
    done = data / "prepared.json"
    mark = _mark(data, env) if own_database else ""
    if mark and (data / "static").exists() and (seen := _read(done)).get("mark") == mark:
        return seen["logins"]
    done.unlink(missing_ok=True)
    say("Preparing the database ...")
    # As the owner, with the application's role in sight: migrations take its right to change a log away from it.
    role = ["--database", "owner"] if env.get("MIGRATE_DATABASE_URL") else []
    steps = {"migrate": manage("migrate", "--no-input", "--verbosity", "0", *role)}
    if env["DEBUG"] == "0":
        steps["static"] = manage("collectstatic", "--clear", "--no-input", "--verbosity", "0")
    finish(steps, env, output)
    logins = ""
    if env.get("DEMO") == "1":
        finish({"demo": manage("demo_data")}, env, output)
        logins = _logins(env)
    if logins or env.get("DEMO") != "1":
        done.write_text(json.dumps({"mark": mark, "logins": logins}))
    return logins


def _logins(env: Mapping[str, str]) -> str:
    asked = subprocess.run(manage("demo_data", "--logins"), check=False, capture_output=True, text=True, env=env)
    lines = "".join(f"  {line}\n" for line in asked.stdout.splitlines())
    return lines + _SIGN_IN if lines else ""


def _mark(data: Path, env: Mapping[str, str]) -> str:
    """Changes with every file of the product, with the cluster, and with the settings that count here."""
    cluster = (postgres.cluster_folder(data) / "PG_VERSION").stat()
    mark = hashlib.sha256(f"{cluster.st_ino} {cluster.st_mtime_ns} {env['DEBUG']} {env.get('DEMO')}".encode())
    for folder in sorted(ROOT.iterdir()):
        if not folder.is_dir() or folder.name.startswith(".") or folder.name in _NOT_THE_PRODUCT:
            continue
        for where, folders, names in os.walk(folder):
            folders[:] = sorted(set(folders) - {"__pycache__"})
            for name in sorted(names):
                stat = os.lstat(os.path.join(where, name))
                mark.update(f"{where}/{name} {stat.st_mtime_ns} {stat.st_size}\n".encode())
    return mark.hexdigest()


def _read(path: Path) -> dict[str, str]:
    try:
        seen = json.loads(path.read_text())
    except (OSError, ValueError):  # never done, or cut short
        return {}
    return seen if isinstance(seen, dict) else {}
