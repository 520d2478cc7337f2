"""docker-compose.yml and the Dockerfile, read as Docker reads them; there is no Docker here to ask."""

import json
import re
from collections.abc import Mapping
from typing import Any

import yaml

from socialdomain.embedded.state import ROOT

TEXT = (ROOT / "docker-compose.yml").read_text()
FILE: dict[str, Any] = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = FILE["services"]
OURS = [name for name, service in SERVICES.items() if "build" in service]
ONCE = ["roles", "migrate"]
PROGRAMS = [name for name in OURS if name not in ONCE]
VARIABLE = re.compile(r"\$\{(\w+)(:[-?])([^}]*)\}")
DOCKERFILE = (ROOT / "Dockerfile").read_text().replace("\\\n", "")
STEPS = [line.split(" ", 1) for line in DOCKERFILE.splitlines() if line and not line.startswith("#")]


def steps(kind: str) -> list[str]:
    """What follows this instruction, for each time it stands in the Dockerfile."""
    return [rest for instruction, rest in STEPS if instruction == kind]


def image_environment() -> dict[str, str]:
    return dict(pair.split("=", 1) for rest in steps("ENV") for pair in rest.split())


def filled_in(text: str, values: Mapping[str, str]) -> str:
    """Interpolate as Compose does: `:?` refuses what is not set, `:-` has a default."""

    def value(found: re.Match[str]) -> str:
        name, kind, rest = found.groups()
        if values.get(name):
            return values[name]
        if kind == ":?":
            raise KeyError(f"{name}: {rest}")
        return rest

    return VARIABLE.sub(value, text)


def environment(service: str, values: Mapping[str, str]) -> dict[str, str]:
    """What a service sees: the image's variables, then its own."""
    own = {name: filled_in(value, values) for name, value in SERVICES[service]["environment"].items()}
    return image_environment() | own


def health(service: str) -> list[str]:
    kind, *command = SERVICES[service]["healthcheck"]["test"]
    assert kind == "CMD"
    return [str(word) for word in command]


def default_command() -> list[str]:
    (command,) = steps("CMD")
    found: list[str] = json.loads(command)
    return found
