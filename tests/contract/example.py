"""How a law shows the contract suite what a good input of each step is. Each law has one `tests/<law>/examples.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType

from cases.contract import Law

Data = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One good way to take a step: `road` is the steps before it (the opening first), `data` what a browser posts."""

    data: Data = field(default_factory=dict)
    road: tuple[str, ...] = ()
    days: int = 0  # how many days after the step before
    other: bool = False  # another colleague takes it than who took the steps before
    origin: tuple[str, ...] = ()  # for a step that opens a case out of another one: the road of that other case
    choices: tuple[str, ...] = ()  # the LocalChoices to which the municipality says yes


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One good way to fill in a record of the law, and what a colleague could change in it afterwards."""

    road: tuple[str, ...]
    data: Data
    change: Data


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A case in which one guard refuses `key`. `changes` replaces what the examples post, by step."""

    key: str
    road: tuple[str, ...]
    changes: Mapping[str, Data] = field(default_factory=dict)
    mandate: str = "Mandaat 2026"
    decided: bool = False  # whether the actor took the decision in the case that this one came out of
    handles: bool = False  # whether the actor handles the case
    choices: tuple[str, ...] = ()


def module_of(law: Law) -> ModuleType:
    return import_module(f"tests.{law.key}.examples")


def examples_of(law: Law, procedure: str = "") -> dict[str, Example]:
    """A good input for each step and act, by key; `OTHERS[procedure]` holds what differs there from the first one."""
    module = module_of(law)
    others: dict[str, dict[str, Example]] = getattr(module, "OTHERS", {})
    return {**module.EXAMPLES, **others.get(procedure, {})}


def refusals_of(law: Law, procedure: str = "") -> dict[str, Refused]:
    """A case for each guard, by the guard's name; `OTHER_REFUSALS[procedure]` as above."""
    module = module_of(law)
    others: dict[str, dict[str, Refused]] = getattr(module, "OTHER_REFUSALS", {})
    return {**module.REFUSALS, **others.get(procedure, {})}
