"""Whatever is sent: an answer that says what is wrong, never a crash, and nothing written."""

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.models import Case, Event
from tests.cases.api.conftest import is_problem, params, post

pytestmark = pytest.mark.django_db
DEEP = "[" * 200_000
ODD: list[Any] = [
    [],
    [1],
    {},
    {"a": {"b": [{}]}},
    0,
    -1,
    10**400,
    1.5,
    True,
    False,
    "x" * 1_000_000,
    "\0",
    "\ud800",
    "é",
]


def send(client: Client, case: Case, text: str | bytes) -> Any:
    return client.post(f"/api/v1/zaken/{case.uuid}/handelingen", text, content_type="application/json")


@pytest.fixture(autouse=True)
def _nothing_is_written(case: Case) -> Any:
    yield
    assert Case.objects.get(pk=case.pk).version == 1
    assert not Event.objects.filter(case_id=case.pk).exclude(kind="toylaw.request").exists()


@pytest.mark.parametrize(
    "text",
    ["{", "nee", '{"handeling": NaN}', "\ufeff{}", b"\xff\xfe", DEEP, '{"a":' * 100_000, f'{{"versie": {"9" * 5000}}}',
     '{"handeling": "\\ud800"}', f'{{"gegevens": {"[" * 900}{"]" * 900}, "handeling": "\\udfff"}}'],
    ids=["cut", "word", "nan", "bom", "bytes", "deep", "deep objects", "number", "surrogate", "deep surrogate"],
)  # fmt: skip
def test_what_is_no_json(api: Client, case: Case, text: str | bytes) -> None:
    is_problem(send(api, case, text), 400, "onleesbaar")


@pytest.mark.parametrize("charset", ["bz2", "rot13", "utf-16"])
def test_a_charset_that_is_no_text_or_not_that_of_the_body(api: Client, case: Case, charset: str) -> None:
    address = f"/api/v1/zaken/{case.uuid}/handelingen"
    response = api.generic("POST", address, b"{ }", content_type=f"application/json; charset={charset}")
    is_problem(response, 400, "onleesbaar")


def test_too_much(api: Client, case: Case) -> None:
    is_problem(send(api, case, json.dumps({"handeling": "x" * 3_000_000})), 413, "te-groot")


@pytest.mark.parametrize("text", ["", "[]", "null", "1", '"withdraw"', "true", "[{}]"])
def test_a_body_that_is_no_act(api: Client, case: Case, text: str) -> None:
    body = is_problem(send(api, case, text), 400, "vorm")
    assert body["invalidParams"]


def test_every_part_that_is_missing_or_unknown_is_named_at_once(api: Client, case: Case) -> None:
    response = send(api, case, '{"gegevens": [], "seen": 1}')
    is_problem(response, 400, "vorm")
    assert params(response).keys() == {"handeling", "versie", "sleutel", "gegevens", "seen"}


@pytest.mark.parametrize("part", ["handeling", "versie", "sleutel", "gegevens"])
@pytest.mark.parametrize("odd", [value for value in ODD if value != "\ud800"], ids=lambda value: repr(value)[:20])
def test_an_odd_value_in_each_part(api: Client, case: Case, part: str, odd: Any) -> None:
    response = post(api, case, **{part: odd})
    assert 400 <= response.status_code < 500
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("odd", ODD, ids=lambda value: repr(value)[:20])
@pytest.mark.parametrize(("key", "field"), [("plan_hearing", "hearing_on"), ("extend", "weeks")])
def test_an_odd_value_in_a_field_names_the_field(api: Client, case: Case, key: str, field: str, odd: Any) -> None:
    if odd == 1.5 and key == "extend":
        assert params(post(api, case, key, gegevens={field: odd})) == {field: "Vul een heel getal in, zonder letters"}
        return
    response = post(api, case, key, gegevens={field: odd})
    assert response.status_code == 400, response.content
    if odd not in (10**400, "\ud800"):
        assert field in params(response)


def test_a_field_that_is_not_there_does_not_vanish(api: Client, case: Case) -> None:
    response = post(api, case, "withdraw", gegevens={"reason": "verhuisd"})
    is_problem(response, 400, "vorm")
    assert params(response) == {"reason": "Dit veld kent deze handeling niet."}


LEAVES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30)
TREES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=TREES)
def test_no_tree_breaks_it(api: Client, case: Case, tree: Any) -> None:
    for body in (tree, {"handeling": "plan_hearing", "versie": 1, "sleutel": str(case.uuid), "gegevens": tree}):
        assert 400 <= send(api, case, json.dumps(body)).status_code < 500
    assert post(api, case, "extend", gegevens={"weeks": tree}, versie=99).status_code in (400, 409)
