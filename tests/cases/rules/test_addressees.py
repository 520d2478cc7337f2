"""Who gets a letter: a table a lawyer can read, and what must hold for every case."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.rules.addressees import FIXED_SCOPE, Acting, Kind, Matter, Scope, Someone, by_hand, deliver, postal

HOME, POST, BRIEF = ("Merelstraat 8", "9999 ZB  Noorderveen"), ("Postbus 1", "9999 ZA  Elders"), ("Kade 2", "Veen")
ANNA = Someone(
    key="anna",
    name="Mevrouw A. Postma",
    spoken="mevrouw Postma",
    salutation="Geachte mevrouw Postma",
    age=70,
    home=HOME,
)
CARE, FINANCE, BOTH = Matter.CARE, Matter.FINANCE, Matter.BOTH


def acting(kind: Kind, **changes: object) -> Acting:
    known = Acting(
        key=kind.value,
        kind=kind,
        scope=FIXED_SCOPE.get(kind, Scope.ALL),
        name=f"Kantoor {kind.value}",
        salutation="Geachte heer of mevrouw",
        lines=(f"Laan van de {kind.value} 1", "0000 AA  Stad"),
    )
    return replace(known, **changes)  # type: ignore[arg-type]


def keys(person: Someone, *representatives: Acting, matter: Matter = CARE, law: str = "toylaw", case: str = "7") -> str:
    delivery = deliver(person, representatives, matter=matter, law=law, case=case)
    assert bool(delivery.addressees) != bool(delivery.refusal)
    return " ".join(one.key for one in delivery.addressees)


@pytest.mark.parametrize(
    ("kind", "matter", "who"),
    [
        (Kind.CURATOR, CARE, "curator anna"),
        (Kind.CURATOR, FINANCE, "curator anna"),
        (Kind.MENTOR, CARE, "mentor anna"),
        (Kind.MENTOR, FINANCE, "anna"),
        (Kind.MENTOR, BOTH, "mentor anna"),
        (Kind.BEWINDVOERDER, CARE, "anna"),  # money only: BW 1:431
        (Kind.BEWINDVOERDER, FINANCE, "bewindvoerder anna"),
        (Kind.BEWINDVOERDER, BOTH, "bewindvoerder anna"),
        (Kind.GEMACHTIGDE, CARE, "anna gemachtigde"),  # a copy: the resident decides
        (Kind.PARENT, CARE, "anna"),  # of an adult
        (Kind.GUARDIAN, FINANCE, "anna"),
    ],
)
def test_each_kind_gets_what_it_acts_in(kind: Kind, matter: Matter, who: str) -> None:
    assert keys(ANNA, acting(kind), matter=matter) == who


@pytest.mark.parametrize(
    ("scope", "limits", "matter", "copy"),
    [
        (Scope.ALL, {}, FINANCE, True),
        (Scope.CARE, {}, CARE, True),
        (Scope.CARE, {}, FINANCE, False),
        (Scope.FINANCE, {}, CARE, False),
        (Scope.LAW, {"law": "toylaw"}, CARE, True),
        (Scope.LAW, {"law": "other"}, CARE, False),
        (Scope.CASE, {"case": "7"}, FINANCE, True),
        (Scope.CASE, {"case": "8"}, FINANCE, False),
    ],
)
def test_a_machtiging_reaches_as_far_as_its_scope(
    scope: Scope, limits: dict[str, str], matter: Matter, copy: bool
) -> None:
    one = acting(Kind.GEMACHTIGDE, scope=scope, **limits)
    assert keys(ANNA, one, matter=matter) == ("anna gemachtigde" if copy else "anna")


@pytest.mark.parametrize(
    ("age", "who"),
    [
        (0, "ouder voogd"),
        (11, "ouder voogd"),
        (12, "ouder voogd anna"),
        (15, "ouder voogd anna"),
        (16, "anna"),
        (17, "anna"),
        (18, "curator anna"),
        (None, "curator anna"),  # an unknown birth year is an adult
    ],
)
def test_age_decides_whether_parents_get_the_letter(age: int | None, who: str) -> None:
    everybody = [acting(kind) for kind in (Kind.PARENT, Kind.GUARDIAN, Kind.CURATOR)]
    assert keys(replace(ANNA, age=age), *everybody) == who


@pytest.mark.parametrize(("age", "who"), [(8, "anna-ouders"), (14, "anna-ouders anna")])
def test_where_nobody_with_gezag_is_known_the_letter_goes_to_whoever_has_it(age: int, who: str) -> None:
    assert keys(replace(ANNA, age=age)) == who


@pytest.mark.parametrize(
    ("facts", "lines"),
    [
        ({}, HOME),
        ({"safe_post": POST}, POST),
        ({"briefadres": BRIEF}, BRIEF),
        ({"safe_post": POST, "briefadres": BRIEF, "shelter": True, "no_fixed_address": True}, POST),
        ({"briefadres": BRIEF, "no_fixed_address": True}, BRIEF),
        ({"no_fixed_address": True}, ()),
        ({"shelter": True}, ()),
        ({"shelter": True, "briefadres": BRIEF}, ()),  # the register's address is where one could be looked for
        ({"home": ()}, ()),
    ],
)
def test_the_safest_address_goes_first(facts: dict[str, object], lines: tuple[str, ...]) -> None:
    assert postal(replace(ANNA, **facts))[0] == lines  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"shelter": True}, "geheim opvangadres"),
        ({"no_fixed_address": True}, "geen vast adres"),
        ({"home": ()}, "Wij weten geen adres"),
    ],
)
def test_without_a_safe_address_the_refusal_says_what_to_do(facts: dict[str, object], says: str) -> None:
    delivery = deliver(replace(ANNA, **facts), (), matter=CARE)  # type: ignore[arg-type]
    assert delivery.addressees == ()
    assert says in delivery.refusal
    assert "vul dat aan op de pagina van de persoon" in delivery.refusal


def test_who_acts_gets_the_letter_also_where_the_resident_can_get_none() -> None:
    assert keys(replace(ANNA, shelter=True), acting(Kind.CURATOR)) == "curator"
    assert keys(replace(ANNA, shelter=True), acting(Kind.GEMACHTIGDE)) == "gemachtigde"


def test_who_has_to_act_and_has_no_address_stops_the_letter() -> None:
    delivery = deliver(ANNA, [acting(Kind.CURATOR, lines=())], matter=CARE)
    assert "Kantoor curator krijgt deze brief als curator, maar heeft nog geen adres" in delivery.refusal


def test_an_unsafe_parent_gets_nothing_and_the_child_is_not_left_with_the_letter() -> None:
    unsafe, safe = acting(Kind.PARENT, unsafe=True), acting(Kind.PARENT, key="moeder", name="Mevrouw X")
    child = replace(ANNA, age=9)
    assert keys(child, unsafe, safe) == "moeder"
    assert "kan deze brief niet veilig krijgen" in deliver(child, [unsafe], matter=CARE).refusal
    assert keys(replace(ANNA, age=13), unsafe) == "anna"


def test_after_a_death_the_heirs_get_it_and_nobody_acts_any_more() -> None:
    dead = replace(ANNA, deceased=True)
    (heirs,) = deliver(dead, [acting(Kind.CURATOR), acting(Kind.GEMACHTIGDE)], matter=BOTH).addressees
    assert (heirs.name, heirs.salutation, heirs.lines) == ("De erven van mevrouw A. Postma", "Geachte familie", HOME)
    assert "erfgenamen" in deliver(replace(dead, home=()), (), matter=CARE).refusal


def test_somebody_in_two_roles_gets_one_letter() -> None:
    twice = [acting(Kind.CURATOR), acting(Kind.GEMACHTIGDE, name="Kantoor curator", lines=acting(Kind.CURATOR).lines)]
    assert keys(ANNA, *twice) == "curator anna"


def test_each_knows_as_what_and_how_to_be_called() -> None:
    person = replace(ANNA, phone="06 1", when="na 18 uur", reads_with_difficulty=True)
    office, anna = deliver(person, [acting(Kind.MENTOR, phone="050 2")], matter=CARE).addressees
    assert (office.reason, office.phone, office.reads_with_difficulty) == ("als mentor", "050 2", False)
    assert "als mentor van mevrouw Postma" in office.notice
    assert (anna.reason, anna.phone, anna.when, anna.notice) == ("ook zelf, op het woonadres", "06 1", "na 18 uur", "")
    assert anna.reads_with_difficulty
    assert by_hand(person).lines == ()


LINES = st.sampled_from([(), HOME, POST, BRIEF])
PEOPLE = st.builds(
    Someone,
    key=st.just("anna"),
    name=st.sampled_from(["", "Mevrouw A. Postma"]),
    spoken=st.sampled_from(["", "mevrouw Postma"]),
    salutation=st.just("Geachte mevrouw Postma"),
    age=st.one_of(st.none(), st.integers(0, 110)),
    home=LINES,
    briefadres=LINES,
    safe_post=LINES,
    no_fixed_address=st.booleans(),
    shelter=st.booleans(),
    deceased=st.booleans(),
)
ACTING = st.builds(
    lambda kind, scope, lines, number, unsafe: acting(
        kind, scope=FIXED_SCOPE.get(kind, scope), lines=lines, key=f"r{number}", name=f"R{number}", unsafe=unsafe,
        law="toylaw" if scope is Scope.LAW else "", case="7" if scope is Scope.CASE else "",
    ),
    st.sampled_from(Kind), st.sampled_from(Scope), LINES, st.integers(0, 9), st.booleans(),
)  # fmt: skip


@given(PEOPLE, st.lists(ACTING, max_size=6), st.sampled_from(Matter))
def test_somebody_gets_it_or_the_reason_is_said(person: Someone, others: list[Acting], matter: Matter) -> None:
    delivery = deliver(person, others, matter=matter, law="toylaw", case="7")
    assert bool(delivery.addressees) != bool(delivery.refusal)
    assert all(one.lines for one in delivery.addressees)
    assert len({(one.name, one.lines) for one in delivery.addressees}) == len(delivery.addressees)


@given(PEOPLE, st.lists(ACTING, max_size=6, unique_by=lambda one: one.key), st.sampled_from(Matter))
def test_no_copy_shows_another_s_address_and_none_is_unsafe(
    person: Someone, others: list[Acting], matter: Matter
) -> None:
    by_key = {one.key: one for one in others}
    for one in deliver(person, others, matter=matter, law="toylaw", case="7").addressees:
        other = by_key.get(one.key)
        assert one.lines == (other.lines if other else postal(person)[0])
        assert not (other and other.unsafe)


@given(PEOPLE.filter(lambda person: person.shelter and not person.safe_post), st.lists(ACTING, max_size=6))
def test_nothing_goes_to_the_house_of_who_hides_in_a_shelter(person: Someone, others: list[Acting]) -> None:
    delivery = deliver(person, others, matter=BOTH, law="toylaw", case="7")
    assert all(one.key.startswith("r") for one in delivery.addressees)


def test_every_kind_and_matter_has_an_answer() -> None:
    for kind, matter in product(Kind, Matter):
        assert keys(ANNA, acting(kind), matter=matter)
