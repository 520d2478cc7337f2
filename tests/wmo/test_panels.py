"""What the Wmo shows on the page of a case, from melding to besluit. Times are those of the real clock."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Case, User
from tests.factories.case import act, edit, make_case, make_team, make_user

pytestmark = pytest.mark.django_db
MELDING = {
    "reporter": "family", "reporter_name": "Ina", "safe_contact": "06 00 00 00 00", "resident_knows": "ja",
    "own_words": "Moeder redt het niet.\nZe durft niet naar buiten.", "danger": "nee", "no_basics": "nee", "eviction": "nee",
    "help_lost": "nee",
}  # fmt: skip
VERSLAG = {
    "question": "Hulp bij de was", "problems": "Bukken lukt niet", "needed": "Een schoon huis", "amount": "2", "unit": "04",
    "frequency": "2", "own_strength": "Zij kookt zelf", "remainder": "De was",
}  # fmt: skip


@pytest.fixture
def start() -> datetime:
    return timezone.now() - timedelta(days=3)


@pytest.fixture
def fenna() -> User:
    return make_user("fenna", "wmo.intake", "wmo.work", "wmo.decide", team=make_team())


@pytest.fixture
def signed_in(client: Client, fenna: User) -> Client:
    client.force_login(fenna)
    return client


@pytest.fixture
def case(start: datetime, fenna: User) -> Case:
    return make_case(fenna, start, law="wmo", key="register_melding", data=MELDING, handler=fenna)


def box(client: Client, case: Case, key: str) -> str:
    text = client.get(f"/zaken/{case.uuid}").content.decode()
    found = re.search(rf'<section class="vel" id="{key}".*?</section>', text, re.DOTALL)
    return found[0] if found else ""


def test_the_melding_is_there_in_the_resident_s_own_words(signed_in: Client, case: Case) -> None:
    text = box(signed_in, case, "vraag")
    assert '<blockquote class="stem"><p>Moeder redt het niet.\nZe durft niet naar buiten.</p>' in text
    for part in ("Partner of familie · Ina", "06 00 00 00 00", "nog niet op gewezen", "Weet ik nog niet"):
        assert part in text, part
    assert "Kan niet wachten" not in text


def test_what_is_not_there_yet_has_no_box_and_nothing_counts_as_missing(signed_in: Client, case: Case) -> None:
    text = signed_in.get(f"/zaken/{case.uuid}").content.decode()
    for key in ("spoedhulp", "verslag", "voorziening"):
        assert f'id="{key}"' not in text
        assert f'href="#{key}"' not in text
    assert "ontbreekt" not in text
    assert "staat stil" not in text
    assert "Bij deze zaak loopt geen spoed" not in text  # the urgent lane is not there at all


def test_the_verslag_stands_in_five_parts_with_result_and_size(
    signed_in: Client, case: Case, start: datetime, fenna: User
) -> None:
    act(case, "offer_clientondersteuning", fenna, start, medium="telefoon", plan_wish="no")
    act(case, "start_onderzoek", fenna, start)
    edit(case, "verslag", fenna, start, **VERSLAG)
    text = box(signed_in, case, "verslag")
    assert text.count('<details class="deel"') == 5
    assert "concept" in text
    assert "Een schoon huis\n2 uur per week" in text
    assert "gewezen op" in box(signed_in, case, "vraag")


def test_the_urgent_marks_say_who_when_and_how(signed_in: Client, start: datetime, fenna: User) -> None:
    now = timezone.now()
    case = make_case(fenna, now, law="wmo", key="register_melding", data=MELDING | {"help_lost": "ja"}, handler=fenna)
    act(case, "record_failed_contact", fenna, now, how="Gebeld, geen gehoor")
    act(case, "record_safe_contact", fenna, now, how="Langs de deur")
    text = box(signed_in, case, "spoedhulp")
    for part in ("Gebeld, geen gehoor", "Langs de deur", "Eerste veilig contact", "Fenna de Boer"):
        assert part in text, part
    page = signed_in.get(f"/zaken/{case.uuid}").content.decode()
    assert "De wet zegt: onverwijld" in page
    assert "norm van de gemeente" in page
    assert "hulp valt weg" in page


def test_the_besluit_shows_what_from_when_by_whom_and_that_it_still_has_to_go_out(
    signed_in: Client, case: Case, start: datetime, fenna: User
) -> None:
    act(case, "offer_clientondersteuning", fenna, start, medium="telefoon", plan_wish="no")
    act(case, "start_onderzoek", fenna, start)
    act(case, "give_verslag", fenna, start, **VERSLAG)
    act(case, "file_aanvraag", fenna, start)
    act(case, "grant", fenna, start, category="01", amount="2", unit="04", frequency="2", starts_on="01-01-2027")
    text = box(signed_in, case, "voorziening")
    for part in ("Besluit: toegekend", "getekend, nog niet verstuurd", "hulp bij het huishouden, 2 uur per week",
                 "vanaf 1 januari 2027, zonder einddatum", "Fenna de Boer", "Mandaat 2026", "Een schoon huis"):  # fmt: skip
        assert part in text, part
    page = signed_in.get(f"/zaken/{case.uuid}").content.decode()
    assert "Termijnbewijs: waarom" in page
    act(case, "publish_grant", fenna, timezone.now(), sent_on=timezone.localdate().strftime("%d-%m-%Y"))
    assert "verstuurd op" in box(signed_in, case, "voorziening")
