"""Dataclasses to JSON-able data and back, so that the exact content of a sent letter can be kept beside its PDF.

Covers what letters and proofs are made of: dataclasses, tuples, unions, enums of text, dates, moments, text, numbers.
Each dataclass carries its name under "type", which tells the members of a union apart.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Record = TypeVar("Record")


def plain(value: object) -> Any:
    """Return `value` in JSON's own types. A date becomes "2026-11-26", a moment "2026-11-26T09:00:00+00:00"."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {"type": type(value).__name__} | {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"{type(value).__name__} kan niet in een brief bewaard worden")


def restored(kind: type[Record], value: Mapping[str, Any]) -> Record:
    """Return the `kind` that `plain` made `value` of. A field added later takes its default."""
    if not isinstance(value, Mapping) or value.get("type") != kind.__name__:
        raise ValueError(f"De bewaarde brief klopt niet: hier hoort {kind.__name__} te staan.")
    hints = get_type_hints(kind)
    given: dict[str, Any] = {}
    for field in fields(kind):  # type: ignore[arg-type]  # TypeVar cannot be bound to "a dataclass"
        if field.name in value:
            given[field.name] = _restored(hints[field.name], value[field.name])
        elif field.default is MISSING and field.default_factory is MISSING:
            raise ValueError(f"De bewaarde brief klopt niet: {kind.__name__} mist {field.name}.")
    return kind(**given)


def _restored(hint: Any, value: Any) -> Any:
    if get_origin(hint) is tuple:
        kinds = get_args(hint)
        return tuple(_restored(kinds[0] if kinds[-1] is Ellipsis else kinds[n], item) for n, item in enumerate(value))
    if get_origin(hint) in (Union, UnionType):
        return _restored(_member(get_args(hint), value), value)
    if hint in (date, datetime) or (isinstance(hint, type) and issubclass(hint, Enum)):
        return hint(value) if issubclass(hint, Enum) else hint.fromisoformat(value)
    return restored(hint, value) if isinstance(hint, type) and is_dataclass(hint) else value


def _member(kinds: tuple[Any, ...], value: Any) -> Any:
    """Which of a union's kinds `value` was."""
    if value is None:
        return NoneType
    if isinstance(value, Mapping):
        return next((kind for kind in kinds if kind.__name__ == value.get("type")), kinds[0])
    if isinstance(value, str) and str not in kinds:
        return datetime if datetime in kinds and "T" in value else date
    return type(value)
