"""The importer: what came in and what was refused, each by row; twice changes nothing."""

import json
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.actions.brp import import_brp
from cases.actions.brp.store import Report, store
from cases.management.commands.import_brp import report_lines
from cases.models import Event, Household, Membership, Person, Relative
from cases.rules.brp_row import Reason
from tests.factories.person import brp_row, bsn_at, make_household, make_person, relative

ON = date(2026, 11, 24)
AT = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)
TEST_SET = Path(__file__).resolve().parents[3] / "shared" / "brp" / "persons.json"
A, B, C = (bsn_at(position) for position in range(3))
FAMILY: list[object] = [
    brp_row(A, "Samira", "Amrani", prefix="El", address="1", partners=[relative(B, "Mark", "Wit")], gezag=None),
    brp_row(B, "Mark", "Wit", prefix="de", address="1", sex="M"),
    brp_row(C, "Noor", "Wit", prefix="de", birth="20190000", address="1", parents=[relative(A, "Samira", "Amrani")]),
]
pytestmark = pytest.mark.django_db


def bring_in(rows: list[Any], on: date = ON) -> Report:
    return import_brp(rows=rows, on=on, at=AT, progress=lambda *_: None)


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return report.new, report.changed, report.unchanged, report.households_new, report.households_changed


def everything() -> list[Any]:
    models = (Person, Relative, Household, Membership)
    return [sorted(model.objects.values_list(), key=str) for model in models]


def test_family_comes_in_as_one_household() -> None:
    assert counts(bring_in(FAMILY)) == (3, 0, 0, 1, 0)
    household = Household.objects.get()
    assert (household.name, household.brp_address, household.municipality) == ("El Amrani – De Wit", "1", "0518")
    assert {(row.person.given_names, row.role, row.starts_on) for row in household.memberships.all()} == {
        ("Samira", "parent", ON),
        ("Mark", "partner", ON),
        ("Noor", "child", ON),
    }
    noor = Person.objects.with_bsn(C).get()
    assert (noor.birth.text, noor.birth_latest, noor.source) == ("2019", date(2019, 12, 31), "brp")
    assert [(row.kind, row.relative_person, row.display_name) for row in noor.relatives.all()] == [
        ("parent", Person.objects.with_bsn(A).get(), "Samira Amrani")
    ]


def test_second_run_changes_nothing_at_all() -> None:
    bring_in(FAMILY)
    before, events = everything(), Event.objects.count()
    assert counts(bring_in(FAMILY, on=date(2026, 12, 1))) == (0, 0, 3, 0, 0)
    assert everything() == before
    assert Event.objects.count() == events


def test_order_of_rows_does_not_matter_for_a_second_run() -> None:
    bring_in(FAMILY)
    before = everything()
    assert counts(bring_in(list(reversed(FAMILY)))) == (0, 0, 3, 0, 0)
    assert everything() == before


def test_run_records_ids_and_never_a_name_or_bsn() -> None:
    bring_in(FAMILY)
    assert Counter(event.kind for event in Event.objects.all()) == {
        "cases.brp_imported": 1,
        "cases.household_formed": 1,
    }
    run = Event.objects.get(kind="cases.brp_imported")
    assert run.payload == {"new": sorted(Person.objects.values_list("pk", flat=True)), "changed": []}
    text = json.dumps([event.payload for event in Event.objects.all()])
    assert not any(secret in text for secret in (A, B, C, "Samira", "Wit"))


def test_changed_row_updates_the_person_and_keeps_what_is_ours() -> None:
    bring_in(FAMILY)
    Person.objects.with_bsn(B).update(phone="050 000 00 03", partner_name="Amrani", name_use="V")
    changed = brp_row(B, "Marc", "Wit", prefix="de", address="1", sex="M", partners=[relative(None, "Ria", "Smit")])
    report = bring_in([FAMILY[0], changed, FAMILY[2]])
    assert counts(report) == (0, 1, 2, 0, 0)
    mark = Person.objects.with_bsn(B).get()
    assert (mark.display_name, mark.phone, mark.version) == ("Marc Amrani – de Wit", "050 000 00 03", 2)
    assert [row.display_name for row in mark.relatives.all()] == ["Ria Smit"]


def test_changed_relatives_alone_are_a_change() -> None:
    bring_in([brp_row(A), brp_row(B)])
    assert counts(bring_in([brp_row(A, parents=[relative(None, "Oma", "Smit")]), brp_row(B)])) == (0, 1, 1, 0, 0)
    assert Person.objects.with_bsn(A).get().version == 2
    assert counts(bring_in([brp_row(A), brp_row(B)])) == (0, 1, 1, 0, 0)
    assert not Relative.objects.exists()


def test_bsn_that_is_ours_under_another_identity_is_refused() -> None:
    make_person("Gerrit", "Jansen", birth="19470312", bsn=A)
    before = everything()
    report = bring_in([brp_row(A, "Anna", "Postma")])
    assert [(problem.rows, problem.reason) for problem in report.problems] == [((1,), Reason.CHANGED)]
    assert everything() == before


def test_person_of_a_melding_is_recognised_by_bsn_and_stays_in_the_household_a_colleague_made() -> None:
    person = make_person("Anna", "Postma", bsn=A)
    household = make_household((person, "other"))
    report = bring_in([brp_row(A, "Anna", "Postma", address="77")])
    assert counts(report) == (0, 1, 0, 0, 0)
    assert Membership.objects.open().get().household == household
    assert Person.objects.get().source == "brp"


def test_newcomer_joins_the_household_at_that_address() -> None:
    bring_in(FAMILY[:2])
    report = bring_in(FAMILY, on=date(2026, 12, 1))
    assert counts(report) == (1, 0, 2, 0, 1)
    household = Household.objects.get()
    assert (household.version, household.memberships.open().count()) == (2, 3)
    assert Event.objects.filter(kind="cases.household_joined", household_id=household.pk).count() == 1


def test_move_to_another_address_ends_the_old_membership_the_day_before() -> None:
    bring_in([brp_row(A, address="1")])
    report = bring_in([brp_row(A, address="2")], on=date(2026, 12, 1))
    assert (report.households_new, report.unchanged) == (1, 1)
    rows = Membership.objects.order_by("starts_on").values_list("household__brp_address", "starts_on", "ends_on")
    assert list(rows) == [("1", ON, date(2026, 11, 30)), ("2", date(2026, 12, 1), None)]


def test_who_died_since_leaves_the_household_on_that_day() -> None:
    bring_in(FAMILY, on=date(2026, 1, 1))
    dead = {**FAMILY[1], "overlijden": {"datum": "20261101"}}  # type: ignore[dict-item]
    report = bring_in([FAMILY[0], dead, FAMILY[2]])
    assert (report.changed, report.deceased) == (1, 1)
    assert Membership.objects.get(person__in=Person.objects.with_bsn(B)).ends_on == date(2026, 11, 1)
    assert Membership.objects.open().count() == 2


def test_relative_without_a_row_is_only_a_name() -> None:
    report = bring_in([brp_row(A, parents=[relative(B, "Oma", "Smit"), relative(None, "Opa", "Smit")])])
    assert (report.relatives_linked, report.relatives_named, Person.objects.count()) == (0, 2, 1)
    assert set(Relative.objects.values_list("relative_person", flat=True)) == {None}


def test_row_that_the_database_refuses_is_named_and_the_rest_stays() -> None:
    """A constraint stands in for whatever nobody foresaw."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE cases_person ADD CONSTRAINT unforeseen CHECK (family_name <> 'Fout')")
    rows = [brp_row(bsn_at(n), family="Fout" if n in (3, 150) else "Goed", address=str(n // 2)) for n in range(160)]
    report = bring_in(rows)
    assert [problem.rows for problem in report.problems] == [(4,), (151,)]
    assert {problem.reason for problem in report.problems} == {Reason.DATABASE}
    assert (report.new, Person.objects.count(), Membership.objects.count()) == (158, 158, 158)
    assert "Fout" not in "".join(report_lines(report))


def test_store_halves_until_the_bad_rows_stand_alone() -> None:
    good, bad = make_person(), Person(source="x", given_names="X")
    rows = [(number, bad if number in (2, 7) else Person(source="brp", given_names="X")) for number in range(1, 9)]
    assert [problem.rows for problem in store(rows, Person.objects.bulk_create)] == [(2,), (7,)]
    assert Person.objects.exclude(pk=good.pk).count() == 6


def test_number_of_statements_hardly_grows_with_the_file() -> None:
    def statements(start: int, size: int) -> int:
        rows = [brp_row(bsn_at(start + n), address="a") for n in range(size)]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            bring_in(rows)
        # Each household has its own event: two statements, the event and the wake-up of the sweeper.
        return len(queries) - 2 * size

    assert statements(0, 2) == statements(10, 12)


@pytest.mark.skipif(
    not TEST_SET.is_file(), reason="../shared/brp/persons.json is not here: the BRP test set was left out"
)
def test_brp_test_set_comes_in_as_counted_by_hand() -> None:
    """The expected numbers are counted here from the file itself, with rules written out anew."""
    rows = json.loads(TEST_SET.read_text())
    report = bring_in(rows)
    by_bsn = Counter(row["burgerservicenummer"] for row in rows)
    good = [
        row for row in rows if by_bsn[row["burgerservicenummer"]] == 1 and row["burgerservicenummer"] != "999999245"
    ]
    homes = Counter(
        row["verblijfplaats"].get("adresIdentificatie") for row in rows if row["burgerservicenummer"] != "999999245"
    )
    living = {row["burgerservicenummer"]: row for row in good if "overlijden" not in row}

    def home(bsn: str) -> str | None:
        address: str | None = living[bsn]["verblijfplaats"].get("adresIdentificatie")
        return address if homes[address] <= 12 else None

    # Row 519 names a parent with the BSN of row 518, whose names and birth date are all different.
    pairs = {
        (bsn, other["burgerservicenummer"])
        for bsn, row in living.items()
        for kind in ("partners", "ouders", "kinderen")
        for other in row[kind]
        if other.get("burgerservicenummer") in living and row is not rows[518]
    }
    together = {bsn: {bsn} for bsn in living}
    for one, other in pairs:
        if home(one) is not None and home(one) == home(other):
            union = together[one] | together[other]
            for bsn in union:
                together[bsn] = union
    groups = {frozenset(group) for group in together.values()}
    assert (report.rows, report.new, report.deceased) == (801, len(good), sum("overlijden" in row for row in good))
    assert report.new == 792
    assert report.households_new == Household.objects.count() == len(groups)
    stored: dict[int, set[str]] = {}
    for membership in Membership.objects.open().select_related("person"):
        stored.setdefault(membership.household_id, set()).add(membership.person.bsn or "")
    assert {frozenset(group) for group in stored.values()} == groups
    out = [problem.rows for problem in report.problems if not problem.came_in]
    assert out == [(116, 736), (118,), (431, 474), (453, 454), (788, 789)]
    crowds = [len(problem.rows) for problem in report.problems if problem.reason == Reason.ADDRESS]
    assert sorted(crowds) == [13, 14, 14, 19]
    before = everything()
    assert counts(bring_in(rows, on=date(2027, 1, 1))) == (0, 0, 792, 0, 0)
    assert everything() == before
