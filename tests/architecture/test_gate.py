"""No page asks for persons, households or cases past the gate."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin

from cases.access import PART_OF_A_CASE
from cases.models import MELDCODE_RECORDS, Case, Deadline, Event, Household, Membership, Person, ReadLog, Relative
from tests.architecture.tree import files, name

# What `visible_to()` guards, and what hangs on it.
GUARDED = {model.__name__ for model in (Case, Household, Person, Membership, Relative, Deadline, Event, ReadLog)}
GUARDED |= {model.__name__ for model in (*PART_OF_A_CASE, *MELDCODE_RECORDS)}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404", "aget_object_or_404"}
REAL_LAWS = [law for law in settings.LAWS if "." not in law]
PAGES = [
    *files(".py", under="cases/views"),
    *files(".py", under="cases/api"),
    *files(".py", under="cases/templatetags"),
    *(path for law in REAL_LAWS for path in files(".py", under=law) if path.name in {"views.py", "urls.py", "serializers.py"}),
]  # fmt: skip


def past_the_gate(source: str) -> list[str]:
    """Where a module asks a guarded model directly: `Case.objects…`, or a short-cut that does so."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(value=ast.Name(id=model), attr=attr) if model in GUARDED and attr in MANAGERS:
                found.append(f"{model}.{attr} on line {node.lineno}")
            case ast.Call(func=ast.Name(id=shortcut), args=[ast.Name(id=model), *_]) if (
                shortcut in SHORTCUTS and model in GUARDED
            ):
                found.append(f"{shortcut}({model}) on line {node.lineno}")
    return found


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_no_page_asks_past_the_gate(path: Path):
    assert past_the_gate(path.read_text()) == [], "use cases.access.visible_to() or a query that does"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Case.objects.get(uuid=u)", ["Case.objects on line 1"]),
        ("x = 1\nPerson._default_manager.all()", ["Person._default_manager on line 2"]),
        ("get_object_or_404(Household, pk=1)", ["get_object_or_404(Household) on line 1"]),
        ("get_object_or_404(visible_to(user, Case), pk=1)", []),
        ("visible_to(user, Case).get(uuid=u)", []),
        ("User.objects.filter(pk=1)", []),
    ],
)
def test_asking_past_the_gate_would_be_seen(source, found):
    assert past_the_gate(source) == found


def test_tables_of_the_administrator_reach_no_person_case_or_log():
    guarded = {apps.get_model("cases", model) for model in GUARDED}
    assert guarded & set(admin.site._registry) == set()
    inlines = {inline.model for table in admin.site._registry.values() for inline in table.inlines}
    assert guarded & inlines == set()
    laws = {model for law in REAL_LAWS for model in apps.get_app_config(law).get_models()}
    assert laws & set(admin.site._registry) == set()
