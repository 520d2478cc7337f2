"""What a BRP file asks for, before anything is written."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.brp import MOST_AT_ONE_ADDRESS, Plan, make_plan
from cases.rules.brp_row import Reason
from tests.factories.person import brp_row, bsn_at, relative

TODAY = date(2026, 11, 24)
A, B, C, D, E = (bsn_at(position) for position in range(5))


def households(plan: Plan) -> list[list[tuple[int, str]]]:
    return [[(member.person.row, member.role) for member in group.members] for group in plan.groups]


def refused(plan: Plan) -> list[tuple[tuple[int, ...], Reason, bool]]:
    return [(problem.rows, problem.reason, problem.came_in) for problem in plan.problems]


def test_partners_and_their_child_at_one_address_are_one_household() -> None:
    plan = make_plan(
        [
            brp_row(A, "Samira", "Amrani", prefix="El", address="1", partners=[relative(B, "Mark", "Wit")]),
            brp_row(B, "Mark", "Wit", prefix="de", address="1"),
            brp_row(
                C, "Noor", "Wit", prefix="de", birth="20190110", address="1", parents=[relative(A, "Samira", "Amrani")]
            ),
        ],
        TODAY,
    )
    assert households(plan) == [[(1, "parent"), (2, "partner"), (3, "child")]]
    assert [(group.label, group.address) for group in plan.groups] == [("El Amrani – De Wit", "1")]


def test_others_at_the_address_have_their_own_household() -> None:
    plan = make_plan(
        [
            brp_row(A, address="1", children=[relative(B, "Bart")]),
            brp_row(B, "Bart", address="1", birth="19800101"),
            brp_row(C, "Cor", "Jansen", address="1"),
        ],
        TODAY,
    )
    assert households(plan) == [[(1, "parent"), (2, "child")], [(3, "other")]]


def test_family_at_two_addresses_is_two_households() -> None:
    plan = make_plan([brp_row(A, address="1", partners=[relative(B, "Bart")]), brp_row(B, "Bart", address="2")], TODAY)
    assert households(plan) == [[(1, "other")], [(2, "other")]]


def test_three_generations_at_one_address_are_one_household() -> None:
    plan = make_plan(
        [
            brp_row(A, address="1", children=[relative(B, "Bart")]),
            brp_row(B, "Bart", address="1", children=[relative(C, "Cato")]),
            brp_row(C, "Cato", address="1"),
        ],
        TODAY,
    )
    assert households(plan) == [[(1, "parent"), (2, "parent"), (3, "child")]]


def test_without_address_everybody_is_alone_even_partners() -> None:
    plan = make_plan([brp_row(A, partners=[relative(B, "Bart")]), brp_row(B, "Bart")], TODAY)
    assert households(plan) == [[(1, "other")], [(2, "other")]]


def test_the_dead_belong_to_no_household_and_tie_nobody_together() -> None:
    plan = make_plan(
        [
            brp_row(A, address="1", children=[relative(B, "Bart"), relative(C, "Cato")], overlijden={"datum": None}),
            brp_row(B, "Bart", address="1"),
            brp_row(C, "Cato", address="1"),
        ],
        TODAY,
    )
    assert len(plan.persons) == 3
    assert households(plan) == [[(2, "other")], [(3, "other")]]
    assert plan.persons[0].died is not None
    assert plan.persons[0].died.text == "onbekend"


def test_wrong_bsn_is_named_by_row_and_never_shown() -> None:
    plan = make_plan([brp_row(A), brp_row("999999245", "Piet", "Geheim")], TODAY)
    assert refused(plan) == [((2,), Reason.BSN, False)]
    assert "999999245" not in repr(plan)
    assert "Geheim" not in repr(plan)


def test_one_bsn_with_two_names_refuses_both_rows() -> None:
    plan = make_plan([brp_row(A, "Anna"), brp_row(B, "Bart"), brp_row(A, "Cato")], TODAY)
    assert refused(plan) == [((1, 3), Reason.TWICE, False)]
    assert [person.row for person in plan.persons] == [2]


def test_one_bsn_with_two_birth_dates_refuses_both_rows() -> None:
    plan = make_plan([brp_row(A, birth="19500101"), brp_row(A, birth="19500102")], TODAY)
    assert refused(plan) == [((1, 2), Reason.TWICE, False)]


def test_repeated_row_comes_in_once() -> None:
    plan = make_plan([brp_row(A), brp_row(A)], TODAY)
    assert refused(plan) == [((2,), Reason.TWICE, False)]
    assert [person.row for person in plan.persons] == [1]


@pytest.mark.parametrize(
    "facts",
    [
        {"birth": "19480538"},
        {"birth": "20261125"},
        {"overlijden": {"datum": "20230229"}},
        {"overlijden": {"datum": "20270000"}},
        {"overlijden": {"datum": "19490000"}},
        {"geboorte": {"datum": 19500530}},
    ],
)
def test_impossible_date_refuses_the_row(facts: dict[str, Any]) -> None:
    assert refused(make_plan([brp_row(A, **facts)], TODAY)) == [((1,), Reason.DATE, False)]


def test_every_fault_of_a_row_is_named() -> None:
    plan = make_plan([brp_row("999999245", birth="19480538", sex="X")], TODAY)
    assert {problem.reason for problem in plan.problems} == {Reason.BSN, Reason.DATE, Reason.FORM}


def test_impossible_date_of_a_relative_costs_only_that_date() -> None:
    plan = make_plan([brp_row(A, parents=[relative(None, "Oma", birth="19480538")])], TODAY)
    assert refused(plan) == [((1,), Reason.RELATIVE, True)]
    assert plan.persons[0].relatives[0].birth.text == "onbekend"


def test_relative_who_is_somebody_else_by_name_and_birth_is_not_linked() -> None:
    rows = [brp_row(A, address="1", children=[relative(B, "Gijs", "Geus", birth="20100316")]), brp_row(B, address="1")]
    plan = make_plan(rows, TODAY)
    assert refused(plan) == [((1,), Reason.RELATIVE, True)]
    assert households(plan) == [[(1, "other")], [(2, "other")]]


def test_relative_with_the_own_bsn_is_only_a_name() -> None:
    plan = make_plan([brp_row(A, children=[relative(A, "Tayeh", birth="20100316")])], TODAY)
    assert refused(plan) == [((1,), Reason.RELATIVE, True)]
    assert plan.persons[0].relatives[0].bsn is None


def test_address_with_more_than_twelve_people_is_refused_and_they_live_alone() -> None:
    rows = [brp_row(bsn_at(n), f"P{n}", address="full", partners=[relative(A, "P0")]) for n in range(13)]
    plan = make_plan(rows, TODAY)
    assert refused(plan)[-1] == (tuple(range(1, 14)), Reason.ADDRESS, True)
    assert [len(group.members) for group in plan.groups] == [1] * 13
    assert {group.address for group in plan.groups} == {""}


def test_address_with_twelve_people_is_a_home() -> None:
    rows = [brp_row(bsn_at(n), f"P{n}", address="1", parents=[relative(A, "P0")] if n else None) for n in range(12)]
    assert MOST_AT_ONE_ADDRESS == 12
    assert [len(group.members) for group in make_plan(rows, TODAY).groups] == [12]


@pytest.mark.parametrize(
    "row",
    [
        None,
        7,
        "Jan",
        [],
        {},
        {"burgerservicenummer": 999900006},
        brp_row(A) | {"burgerservicenummer": 999900006},
        brp_row(A) | {"burgerservicenummer": None},
        brp_row(A) | {"naam": None},
        brp_row(A) | {"naam": "Jan"},
        brp_row(A) | {"naam": {"geslachtsnaam": 3}},
        brp_row(A, family="x" * 201),
        brp_row(A, prefix="x" * 21),
        brp_row(A, family="Post\x00ma"),
        brp_row(A, family="Post\ud800ma"),
        brp_row(A) | {"partners": {}},
        brp_row(A) | {"kinderen": ["Jan"]},
        brp_row(A) | {"kinderen": [{"naam": 3}]},
        brp_row(A) | {"verblijfplaats": {"gemeentecode": "05X8"}},
        brp_row(A) | {"verblijfplaats": []},
    ],
)
def test_row_of_another_form_is_refused_with_a_sentence_and_the_rest_comes_in(row: object) -> None:
    plan = make_plan([row, brp_row(B)], TODAY)
    assert [person.row for person in plan.persons] == [2]
    assert plan.problems
    assert all(problem.rows == (1,) and problem.text.endswith(".") for problem in plan.problems)


def test_null_and_absent_parts_are_unknown() -> None:
    row = {"burgerservicenummer": A, "naam": {"geslachtsnaam": "Otubovic", "voornamen": None}, "partners": None}
    plan = make_plan([row | {"geboorte": None, "overlijden": None, "verblijfplaats": None, "ouders": [{}]}], TODAY)
    (person,) = plan.persons
    assert (person.birth.text, person.died, person.address, person.municipality) == ("onbekend", None, "", "0000")
    assert person.relatives == ()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
KEYS = ["burgerservicenummer", "naam", "geboorte", "geslacht", "ouders", "partners", "kinderen", "verblijfplaats"]


@given(st.lists(st.dictionaries(st.sampled_from([*KEYS, "overlijden", "gezag"]), JSON, max_size=6) | JSON, max_size=4))
def test_any_json_gives_a_plan_and_never_an_error(rows: list[object]) -> None:
    plan = make_plan(rows, TODAY)
    named = {row for problem in plan.problems for row in problem.rows} | {person.row for person in plan.persons}
    assert named == set(range(1, len(rows) + 1))


@given(st.permutations(range(6)))
def test_households_do_not_depend_on_the_order_of_rows(order: list[int]) -> None:
    rows = [
        brp_row(A, "Anna", address="1", partners=[relative(B, "Bart")]),
        brp_row(B, "Bart", address="1"),
        brp_row(C, "Cato", address="1", parents=[relative(B, "Bart")]),
        brp_row(D, "Daan", address="1"),
        brp_row(E, "Eef", address="2", partners=[relative(A, "Anna")]),
        brp_row(bsn_at(5), "Fien", address="2", children=[relative(E, "Eef")]),
    ]
    plan = make_plan([rows[place] for place in order], TODAY)
    found = {frozenset(member.person.name.given for member in group.members) for group in plan.groups}
    assert found == {frozenset({"Anna", "Bart", "Cato"}), frozenset({"Daan"}), frozenset({"Eef", "Fien"})}
