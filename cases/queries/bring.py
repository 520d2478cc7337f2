"""Rows with what hangs on them, in one statement: `prefetch_related_objects` takes one for each relation.

PostgreSQL gives the relations of a row as JSON; from that come the same instances in the same caches.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import count
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import connection, models

Tree = Mapping[str, Any]  # relation -> the tree below it
LEFT = (models.BinaryField, models.JSONField)
PARSED = (models.DateField, models.UUIDField, models.DecimalField)  # a moment is a DateField too


@dataclass(frozen=True, slots=True)
class Link:
    """A relation as Django knows it. `many`: a list hangs on it; `back`: the other side holds the key."""

    name: str
    field: Any
    model: type[models.Model]
    many: bool
    back: bool


def bring(rows: Iterable[models.Model], *paths: str) -> None:
    """Put these relations ("deadlines__suspensions") of rows of one model in their caches; one statement.

    What is there already stays, and is not asked again. A list comes in the order of its model. Bytes (the BSN) and
    JSON stay behind, until somebody asks for them.
    """
    found: dict[Any, list[models.Model]] = defaultdict(list)
    for row in rows:
        found[row.pk].append(row)
    every = [row for same in found.values() for row in same]
    wanted = tuple(sorted({path for path in paths if not all(_there(row, path) for row in every)}))
    if not wanted:
        return
    model, tree = type(next(iter(found.values()))[0]), tree_of(wanted)
    with connection.cursor() as cursor:
        cursor.execute(statement(model, wanted), [list(found)])
        for pk, text in cursor.fetchall():
            data = json.loads(text, parse_float=Decimal)
            for row in found[pk]:
                _hang(row, data, tree)


def _there(row: models.Model, path: str) -> bool:
    """Whether all of this path hangs on the row already."""
    name, _, below = path.partition("__")
    one = link(type(row), name)
    if one.many:
        kept = getattr(row, "_prefetched_objects_cache", {})
        return one.field.cache_name in kept and all(not below or _there(r, below) for r in kept[one.field.cache_name])
    if not one.field.is_cached(row):
        return not one.back and getattr(row, one.field.attname) is None
    child = one.field.get_cached_value(row)
    return child is None or not below or _there(child, below)


def tree_of(paths: Iterable[str]) -> Tree:
    """{"deadlines__suspensions"} -> {"deadlines": {"suspensions": {}}}."""
    tree: dict[str, Any] = {}
    for path in paths:
        branch = tree
        for name in path.split("__"):
            branch = branch.setdefault(name, {})
    return tree


@cache
def link(model: type[models.Model], name: str) -> Link:
    """The relation of this name. Raises FieldDoesNotExist, also where a manager would leave rows out."""
    try:
        field: Any = model._meta.get_field(name)  # noqa: SLF001
    except FieldDoesNotExist:  # a reverse relation may be named for queries and for instances apart
        related = model._meta.related_objects  # noqa: SLF001
        field = next((one for one in related if one.get_accessor_name() == name), None)
        if field is None:
            raise
    other = field.related_model
    many = bool(field.one_to_many)
    if many and other._default_manager.get_queryset().query.where:  # noqa: SLF001
        raise FieldDoesNotExist(f"{model.__name__}.{name}: the manager of {other.__name__} leaves rows out")
    return Link(name, field, other, many=many, back=field.auto_created)


@cache
def statement(model: type[models.Model], paths: tuple[str, ...]) -> str:
    """The SQL: of each row its id and a JSON object with the relations."""
    names = (f"t{number}" for number in count(1))
    table, key = model._meta.db_table, model._meta.pk.column  # noqa: SLF001
    return (
        f'SELECT t0."{key}", {_below(model, tree_of(paths), "t0", names)}::text'  # noqa: S608 - names out of models
        f' FROM "{table}" t0 WHERE t0."{key}" = ANY(%s)'
    )


def _below(model: type[models.Model], tree: Tree, alias: str, names: Iterable[str]) -> str:
    parts = (f"'{name}', ({_select(link(model, name), tree[name], alias, names)})" for name in tree)
    return f"jsonb_build_object({', '.join(parts)})"


def _select(one: Link, tree: Tree, above: str, names: Any) -> str:
    alias = next(names)
    key = one.field.field if one.back else one.field
    here, there = key.column, key.target_field.column
    meets = f'{alias}."{here}" = {above}."{there}"' if one.back else f'{alias}."{there}" = {above}."{here}"'
    row = f"to_jsonb({alias})"
    for field in one.model._meta.concrete_fields:  # noqa: SLF001
        if isinstance(field, LEFT):
            row += f" - '{field.column}'"
    if tree:
        row += f" || jsonb_build_object('', {_below(one.model, tree, alias, names)})"
    if one.many:
        row = f"coalesce(jsonb_agg({row} ORDER BY {_order(one.model, alias)}), '[]')"
    return f'SELECT {row} FROM "{one.model._meta.db_table}" {alias} WHERE {meets}'  # noqa: S608, SLF001


def _order(model: type[models.Model], alias: str) -> str:
    meta = model._meta  # noqa: SLF001
    parts = []
    for name in meta.ordering or ("pk",):
        bare = str(name).removeprefix("-")
        column = meta.pk.column if bare == "pk" else meta.get_field(bare).column  # type: ignore[union-attr]
        parts.append(f'{alias}."{column}"{" DESC" if str(name).startswith("-") else ""}')
    return ", ".join(parts)


def _hang(row: models.Model, data: Mapping[str, Any], tree: Tree) -> None:
    """Fill the caches of one row with what came below it."""
    for name, below in tree.items():
        one, value = link(type(row), name), data[name]
        if one.many:
            children = [_instance(one.model, item, below) for item in value]
            for child in children:
                one.field.field.set_cached_value(child, row)
            kept = getattr(row, one.field.get_accessor_name()).get_queryset()
            kept._result_cache, kept._prefetch_done = children, True  # noqa: SLF001
            vars(row).setdefault("_prefetched_objects_cache", {})[one.field.cache_name] = kept
            continue
        known = one.field.get_cached_value(row, default=None)
        if known is not None and value is not None:  # another statement brought it: hang what is below it on that one
            _hang(known, value.get("", {}), below)
            continue
        only = None if value is None else _instance(one.model, value, below)
        one.field.set_cached_value(row, only)
        if only is not None and one.back:
            one.field.field.set_cached_value(only, row)


def _instance(model: type[models.Model], data: Mapping[str, Any], tree: Tree) -> models.Model:
    columns = columns_of(model)
    values = [
        parse(value) if parse and (value := data[column]) is not None else data[column] for column, _, parse in columns
    ]
    row = model.from_db(connection.alias, [name for _, name, _ in columns], values)
    if tree:
        _hang(row, data[""], tree)
    return row


@cache
def columns_of(model: type[models.Model]) -> tuple[tuple[str, str, Any], ...]:
    """Of each field its column, its attribute, and what makes a value out of JSON (None: it is one already)."""
    found: list[tuple[str, str, Any]] = []
    for field in model._meta.concrete_fields:  # noqa: SLF001
        if not isinstance(field, LEFT):
            parse = field.to_python if isinstance(field, PARSED) else None
            found.append((str(field.column), field.attname, parse))
    return tuple(found)
