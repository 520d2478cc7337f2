"""More laws like the toy law, under other names: what happens where one household meets several."""

from dataclasses import replace
from typing import Any

from cases.contract import Law, laws
from tests.toylaw.law import LAW


def law_like(key: str) -> Law:
    """The toy law under another name: its permissions, and the parts that ask them."""

    def named(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(replace(item, permission=_under(key, item.permission)) for item in items)

    procedures = tuple(
        replace(p, transitions=named(p.transitions), permission=_under(key, p.permission)) for p in LAW.procedures
    )
    return replace(
        LAW,
        key=key,
        name=f"{key} 2026",
        short_name=key.capitalize(),
        procedures=procedures,
        permissions=tuple((_under(key, permission), label) for permission, label in LAW.permissions),
        roles=tuple(replace(r, permissions=frozenset(_under(key, one) for one in r.permissions)) for r in LAW.roles),
        acts=named(LAW.acts),
        panels=named(LAW.panels),
        letters=named(LAW.letters),
        records=named(LAW.records),
        choices=(),
        amounts=(),
        reactions=(),
    )


def also_run(monkeypatch: Any, *keys: str) -> tuple[Law, ...]:
    """Run these laws beside the others, for one test."""
    found = tuple(law_like(key) for key in keys)
    for law in found:
        monkeypatch.setitem(laws._laws, law.key, law)
    monkeypatch.setattr(laws, "_terms", ())
    return found


def _under(key: str, permission: str) -> str:
    return f"{key}.{permission.partition('.')[2]}" if permission else ""
