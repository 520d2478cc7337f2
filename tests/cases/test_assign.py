"""Who handles a case: picking up what nobody has, giving work to a colleague, and what must not happen."""

from datetime import datetime
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cases.actions.assign import assign
from cases.contract import CaseError, ConflictError, NoAccessError, NotAllowedHereError
from cases.models import Case, Deadline, Event, User
from tests.factories.case import act, make_case, make_team, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "toylaw.work", team=make_team())


@pytest.fixture
def karim() -> User:
    return make_user("karim", "toylaw.work", team=make_team())


@pytest.fixture
def chief() -> User:
    return make_user("chef", "toylaw.work", "cases.assign", team=make_team())


def give(
    case: Case, handler: User, actor: User, at: datetime, *, seen: int | None = None, once: UUID | None = None
) -> Case:
    case = Case.objects.get(pk=case.pk)
    seen = case.version if seen is None else seen
    handler, actor = User.objects.get(pk=handler.pk), User.objects.get(pk=actor.pk)
    return assign(case_id=case.pk, handler=handler, actor=actor, at=at, seen=seen, once=once or uuid4())


def test_a_colleague_picks_up_what_nobody_has(fenna: User, at: datetime) -> None:
    case = make_case(None, at, key="urgent_request")
    before = list(Deadline.objects.order_by("pk").values())
    taken = give(case, fenna, fenna, at)
    assert (taken.handler_id, taken.version) == (fenna.pk, case.version + 1)
    event = Event.objects.get(kind="cases.assign")
    assert (event.case_id, event.actor_id) == (case.pk, fenna.pk)
    assert event.payload == {"handler": fenna.pk, "before": None, "version": 2}
    assert list(Deadline.objects.order_by("pk").values()) == before  # an urgent clock runs on while work is divided


def test_the_second_of_two_hears_who_was_first(fenna: User, karim: User, at: datetime) -> None:
    case = make_case(None, at)
    give(case, fenna, fenna, at)
    with pytest.raises(CaseError, match="Fenna de Boer behandelt deze zaak al"):
        give(case, karim, karim, at, seen=1)
    assert Case.objects.get().handler == fenna
    assert Event.objects.filter(kind="cases.assign").count() == 1


def test_twice_is_once(fenna: User, at: datetime) -> None:
    case, once = make_case(None, at), uuid4()
    give(case, fenna, fenna, at, once=once)
    give(case, fenna, fenna, at, once=once, seen=1)  # the same post again
    give(case, fenna, fenna, at)  # another tab: already theirs
    assert Event.objects.filter(kind="cases.assign").count() == 1
    assert Case.objects.get().version == 2


def test_only_who_divides_the_work_gives_it_to_another(fenna: User, karim: User, chief: User, at: datetime) -> None:
    case = make_case(None, at)
    with pytest.raises(NoAccessError):
        give(case, karim, fenna, at)
    give(case, karim, chief, at)
    assert Case.objects.get().handler == karim
    give(case, fenna, chief, at)  # and may give it to somebody else again
    assert Case.objects.get().handler == fenna
    assert Event.objects.filter(kind="cases.assign").latest("id").payload["before"] == karim.pk


def test_work_goes_to_nobody_who_cannot_open_it(chief: User, at: datetime) -> None:
    case = make_case(None, at)
    elsewhere = make_user("els", "toylaw.work", team=make_team("west", "Wijkteam West"))
    no_law = make_user("noor", team=make_team())
    gone = make_user("gijs", "toylaw.work", team=make_team())
    User.objects.filter(pk=gone.pk).update(is_active=False)
    for handler in (elsewhere, no_law, gone):
        with pytest.raises(CaseError, match="kan deze zaak niet behandelen"):
            give(case, handler, chief, at)
    assert Case.objects.get().handler is None


def test_another_team_cannot_take_it_and_learns_nothing(at: datetime) -> None:
    case = make_case(None, at)
    outsider = make_user("els", "toylaw.work", "cases.assign", team=make_team("west", "Wijkteam West"))
    with pytest.raises(NoAccessError):
        give(case, outsider, outsider, at)


def test_an_old_version_or_a_closed_case_changes_nothing(fenna: User, chief: User, at: datetime) -> None:
    case = make_case(None, at)
    act(case, "attempt", None, at)
    with pytest.raises(ConflictError):
        give(case, fenna, fenna, at, seen=1)
    act(case, "withdraw", None, at)
    with pytest.raises(NotAllowedHereError, match="gesloten"):
        give(case, fenna, chief, at)
    assert Case.objects.get().handler is None
    assert not Event.objects.filter(kind="cases.assign").exists()


# --- the page -------------------------------------------------------------------------------------


def post(client: Client, user: User, case: Case, **data: object) -> "tuple[int, str]":
    client.force_login(user)
    form = {"seen": case.version, "once": uuid4(), "next": "/werkvoorraad?lijst=vrij", **data}
    response = client.post(reverse("assign", args=[case.uuid]), form)
    if response.status_code != 302:
        return response.status_code, ""
    page = client.get(response["location"])
    return response.status_code, page.content.decode()


def test_picking_up_in_the_browser_without_script(client: Client, fenna: User, karim: User, at: datetime) -> None:
    case = make_case(None, at)
    client.force_login(fenna)
    assert "Ik pak dit op" in client.get("/werkvoorraad?lijst=vrij").content.decode()
    status, page = post(client, fenna, case)
    assert status == 302
    assert "Jij behandelt nu de zaak van Postma" in page
    assert "Alles is verdeeld" in page
    status, page = post(client, karim, case)
    assert "Fenna de Boer behandelt deze zaak al. Er is niets gewijzigd." in page


def test_giving_offers_the_colleagues_of_team_and_law(client: Client, chief: User, karim: User, at: datetime) -> None:
    make_user("noor", team=make_team())
    make_user("els", "toylaw.work", team=make_team("west", "Wijkteam West"))
    case = make_case(None, at)
    client.force_login(chief)
    page = client.get("/werkvoorraad?lijst=vrij").content.decode()
    assert "Karim de Boer</option>" in page
    assert "Noor" not in page
    assert "Els" not in page
    _, page = post(client, chief, case, wie=karim.pk)
    assert "Karim de Boer behandelt nu de zaak van Postma" in page
    assert Case.objects.get().handler == karim


@pytest.mark.parametrize("data", [{"wie": "999999"}, {"wie": "x"}])
def test_an_unknown_colleague_is_a_404(client: Client, chief: User, at: datetime, data: dict[str, str]) -> None:
    case = make_case(None, at)
    assert post(client, chief, case, **data)[0] == 404
    assert Case.objects.get().handler is None


def test_a_broken_form_changes_nothing(client: Client, fenna: User, at: datetime) -> None:
    case = make_case(None, at)
    _, page = post(client, fenna, case, seen="nul", once="geen sleutel")
    assert "Iemand anders heeft dit intussen gewijzigd" in page
    assert Case.objects.get().handler is None


def test_another_teams_case_is_a_404_and_a_get_is_none(client: Client, fenna: User, at: datetime) -> None:
    case = make_case(None, at, team=make_team("west", "Wijkteam West"))
    assert post(client, fenna, case)[0] == 404
    assert client.get(reverse("assign", args=[case.uuid])).status_code == 405
