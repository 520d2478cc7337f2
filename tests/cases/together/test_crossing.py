"""Two acts that cross never wait for each other in a circle; what PostgreSQL ends all the same is tried once more."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from cases.actions.arrive import arrive
from cases.actions.household import move_in
from cases.actions.intake import NewPerson
from cases.actions.merge import merge_households, part_households
from cases.contract import CaseError
from cases.models import Case, Household, Membership, Note, Person, ReadLog, User
from cases.rules.names import Name
from cases.rules.partial_date import PartialDate
from tests.factories.case import make_case, make_team, make_user
from tests.factories.person import make_household, make_person

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 8


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Run all at one moment; each result, or the CaseError it raised. Any other error is one."""
    start = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        try:
            start.wait(timeout=30)
            return call()
        except CaseError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def version(home: Household) -> int:
    return Household.objects.get(pk=home.pk).version


def moving(person: Person, home: Household, on: date, at: datetime) -> Callable[[], object]:
    seen = version(home)
    return lambda: move_in(household=home.uuid, seen=seen, person=person, role="other", on=on, actor=None, at=at)


def test_two_who_change_homes_with_each_other_never_wait_in_a_circle(at: datetime) -> None:
    anna, bo = make_person("Anna"), make_person("Bo")
    homes = [make_household((anna, "other")), make_household((bo, "other"))]
    for number in range(ROUNDS):
        day = at.date() + timedelta(days=number)
        where = {membership.person_id: membership.household for membership in _open()}
        at_once(moving(anna, where[bo.pk], day, at), moving(bo, where[anna.pk], day, at))
    assert {membership.person_id for membership in _open()} == {anna.pk, bo.pk}
    assert sum(version(home) for home in homes) > 2


def _open() -> Any:
    return Membership.objects.open().select_related("household")


def test_a_newborn_and_a_move_between_the_same_homes_never_wait_in_a_circle(at: datetime) -> None:
    anna = make_person("Anna")
    old, new = make_household((anna, "other")), make_household((make_person("Bo"), "other"))
    for number in range(ROUNDS):
        day = at.date() + timedelta(days=number)
        (now_in,) = (row.household for row in _open() if row.person_id == anna.pk)
        to = new if now_in == old else old
        seen = version(now_in)

        def born(home: Household = now_in, seen: int = seen, number: int = number) -> object:
            baby = NewPerson(name=Name(given=f"Baby{number}", family="Postma"), birth=PartialDate(), bsn="")
            return arrive(household=home.uuid, seen=seen, person=baby, role="child", on=at.date(), share="whole",
                          actor=None, at=at, once=uuid4())  # fmt: skip

        at_once(born, moving(anna, to, day, at))


def test_linking_and_parting_at_once_never_wait_in_a_circle(at: datetime) -> None:
    one, two, three = (make_household((make_person(), "other")) for _ in range(3))
    for _ in range(ROUNDS):
        seen = {home.pk: version(home) for home in (one, two, three)}
        free = Household.objects.get(pk=one.pk).merged_into_id is None

        def link(double: Household = one, kept: Household = two, seen: dict[int, int] = seen) -> object:
            return merge_households(double=double.uuid, seen_double=seen[double.pk], kept=kept.uuid,
                                    seen_kept=seen[kept.pk], reason="Eén gezin", actor=None, at=at, once=uuid4())  # fmt: skip

        def part(seen: dict[int, int] = seen) -> object:
            return part_households(double=one.uuid, seen=seen[two.pk], actor=None, at=at, once=uuid4())

        at_once(link if free else part, lambda: link(two, three), lambda: link(three, two))
        for double in (two, three):
            if Household.objects.get(pk=double.pk).merged_into_id:
                kept = Household.objects.get(pk=double.pk).merged_into
                assert kept is not None
                part_households(double=double.uuid, seen=kept.version, actor=None, at=at, once=uuid4())


@pytest.fixture
def stands_in_the_way() -> Iterator[Callable[[int], None]]:
    """PostgreSQL itself ends the first so many acts that write a note, as it ends a circle of waiting."""

    def times(count: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE SEQUENCE crossing; CREATE FUNCTION crossing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                f" IF nextval('crossing') <= {count} THEN RAISE EXCEPTION 'circle' USING ERRCODE = '40P01'; END IF;"
                " RETURN NEW; END $$;"
                " CREATE TRIGGER crossing BEFORE INSERT ON cases_note FOR EACH ROW EXECUTE FUNCTION crossing()"
            )

    yield times
    with connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER IF EXISTS crossing ON cases_note; DROP FUNCTION IF EXISTS crossing();"
            " DROP SEQUENCE IF EXISTS crossing"
        )


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "toylaw.work", team=make_team())


@pytest.fixture
def case() -> Case:
    return make_case(None, timezone.now() - timedelta(minutes=5), team=make_team())


def note(client: Client, case: Case, text: str) -> dict[str, str]:
    van = client.get(f"/zaken/{case.uuid}").content.decode().split('name="van" value="')[1].split('"')[0]
    return {"text": text, "kind": "call", "happened_on": "", "once": str(uuid4()), "van": van}


def test_an_act_that_was_in_the_way_once_is_done_all_the_same(
    client: Client, fenna: User, case: Case, stands_in_the_way: Callable[[int], None]
) -> None:
    client.force_login(fenna)
    stands_in_the_way(1)
    assert client.post(f"/zaken/{case.uuid}/notities", note(client, case, "Gebeld")).status_code == 302
    assert Note.objects.get().text == "Gebeld"


def test_an_act_that_stays_in_the_way_says_so_and_the_text_comes_back(
    client: Client, fenna: User, case: Case, stands_in_the_way: Callable[[int], None]
) -> None:
    client.force_login(fenna)
    stands_in_the_way(2)
    sent = note(client, case, "Gebeld met de zus")
    answer = client.post(f"/zaken/{case.uuid}/notities", sent)
    assert answer.status_code == 409
    assert "Iemand anders werkte op hetzelfde moment" in answer.content.decode()
    assert not Note.objects.exists()
    assert "Gebeld met de zus</textarea>" in client.get(f"/zaken/{case.uuid}").content.decode()
    assert client.post(f"/zaken/{case.uuid}/notities", sent).status_code == 302
    assert Note.objects.count() == 1
    assert ReadLog.objects.filter(case_id=case.pk).exists()
