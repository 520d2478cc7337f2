"""docker-compose.yml and the Dockerfile name nothing that does not exist, and hold no password."""

import importlib.util
import re
import subprocess
import sys

import pytest
from django.core.management import get_commands

from socialdomain import roles
from socialdomain.embedded import valkey
from socialdomain.embedded.services import programs
from socialdomain.embedded.state import ROOT
from tests.architecture.tree import files, name
from tests.deploy.compose import (
    DOCKERFILE,
    FILE,
    ONCE,
    OURS,
    PROGRAMS,
    SERVICES,
    STEPS,
    TEXT,
    VARIABLE,
    default_command,
    filled_in,
    health,
    image_environment,
    steps,
)

EXAMPLE = (ROOT / ".env.example").read_text()
DOCUMENTED = set(re.findall(r"^#?([A-Z_]+)=", EXAMPLE, re.MULTILINE))
SOURCES = [ROOT / "socialdomain" / name for name in ("settings.py", "gunicorn.py", "roles.py", "healthy.py")]
READ = {name for path in SOURCES for name in re.findall(r'"([A-Z_]{4,})"', path.read_text())}
PYTHON_S_OWN = {"PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}
SECRET = re.compile("PASSWORD|KEY")


def _made_keys() -> dict[str, str]:
    made = subprocess.run(
        [sys.executable, "socialdomain/keys.py"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return dict(line.split("=", 1) for line in made.stdout.splitlines())


@pytest.mark.parametrize("service", OURS)
def test_commands_name_what_exists(service):
    commands = [SERVICES[service]["command"], *([health(service)] if service in PROGRAMS else [])]
    for python, *words in commands:
        assert python == "python"
        if words[0] == "-m":
            assert importlib.util.find_spec(words[1]), words
        else:
            assert words[0] == "manage.py"
            assert words[1] in get_commands()


def test_programs_are_those_of_make_run():
    plain = {
        key: [word for word in argv[1:] if word != "-W" and not word.startswith("ignore:")]
        for key, argv in programs().items()
    }
    plain["sweeper"][0] = "manage.py"
    assert {name: SERVICES[name]["command"][1:] for name in PROGRAMS} == plain
    assert default_command() == SERVICES["web"]["command"]


@pytest.mark.parametrize("service", OURS)
def test_settings_are_read_and_documented(service):
    given = set(SERVICES[service]["environment"])
    assert given - READ == set()
    assert given - DOCUMENTED == set()


def test_variables_are_documented_and_the_image_s_are_read():
    assert {name for name, _, _ in VARIABLE.findall(TEXT)} - DOCUMENTED == set()
    known = READ | PYTHON_S_OWN | {"SAMENHANG_LOAD_ENV"}
    assert set(image_environment()) - known == set()
    assert TEXT.count("$") == len(VARIABLE.findall(TEXT))  # no other way to fill something in


def test_no_password_has_a_default_and_all_are_made():
    kinds = {(name, kind) for name, kind, _ in VARIABLE.findall(TEXT)}
    secret = {name for name, _ in kinds if SECRET.search(name)}
    assert secret == set(_made_keys())
    assert {(name, kind) for name, kind in kinds if name in secret} == {(name, ":?") for name in secret}
    for service in SERVICES.values():
        for key, value in service["environment"].items():
            if SECRET.search(key) or ("://" in value and "@" in value) or "AUTH" in key:
                assert ":?" in value or key.endswith("ARGS"), key
    assert re.search("(PASSWORD|KEYS?)=", DOCKERFILE) is None
    with pytest.raises(KeyError, match=r"Maak .env met: python3 socialdomain/keys.py > .env"):
        filled_in(SERVICES["web"]["environment"]["SECRET_KEY"], {})


def test_keys_are_new_each_time():
    one, other = _made_keys(), _made_keys()
    assert all(one[name] != other[name] and len(one[name]) > 40 for name in one)


def test_each_service_is_watched_and_each_volume_declared():
    assert set(PROGRAMS) == {"web", "worker", "beat", "sweeper"}
    for title, service in SERVICES.items():
        assert ("healthcheck" in service) == (title not in ONCE)
        for volume in service.get("volumes", []):
            source, target = volume.split(":")
            assert source in FILE["volumes"]
            assert target.startswith("/")
        for needed, how in service.get("depends_on", {}).items():
            assert how["condition"] == ("service_completed_successfully" if needed in ONCE else "service_healthy")
    assert all("migrate" in SERVICES[name]["depends_on"] for name in PROGRAMS)
    media = image_environment()["MEDIA_ROOT"]
    assert all(f"media:{media}" in SERVICES[name]["volumes"] for name in PROGRAMS)


def test_the_broker_is_set_as_the_embedded_one():
    """What must not be thrown away, and what must survive a restart, in both places."""
    ours = dict(
        line.split(maxsplit=1)
        for line in valkey.SETTINGS.format(port=1, password="x", folder="y", durable="yes").splitlines()
    )
    theirs = dict(line.split(maxsplit=1) for line in FILE["configs"]["redis"]["content"].splitlines())
    for key in ("save", "appendonly", "appendfsync", "maxmemory-policy"):
        assert theirs[key] == ours[key]
    assert theirs["requirepass"].startswith("${REDIS_PASSWORD:?")


def test_the_application_s_role_is_not_the_owner_s():
    addresses = {service: SERVICES[service]["environment"] for service in OURS}
    for service, settings in addresses.items():
        assert settings["DATABASE_URL"].startswith(f"postgresql://{roles.APPLICATION}:")
        assert ("MIGRATE_DATABASE_URL" in settings) == (service in ONCE)
        assert ("SUPERUSER_DATABASE_URL" in settings) == (service == "roles")


def test_the_image_holds_what_it_copies_and_runs_as_nobody_special():
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    allowed = {line[1:] for line in ignored if line.startswith("!")}
    copied = {source for rest in steps("COPY") for source in rest.split()[:-1]}
    assert copied == allowed
    tracked = {name(path) for path in files()}
    for source in copied:
        assert source in tracked or any(path.startswith(f"{source}/") for path in tracked), source
    assert steps("USER") == ["samenhang"]
    assert [kind for kind, _ in _steps_after_user()] == ["EXPOSE", "CMD"]
    fetching = [rest for rest in steps("RUN") if re.search(r"pip|apt|curl|wget|git", rest)]
    assert len(fetching) == 1
    assert "--require-hashes" in fetching[0]
    assert "--only-binary :all:" in fetching[0]


def _steps_after_user() -> list[list[str]]:
    last = max(number for number, (kind, _) in enumerate(STEPS) if kind == "USER")
    return STEPS[last + 1 :]
