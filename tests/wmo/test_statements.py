"""How often the pages of a Wmo case ask the database; `tests/cases/test_statements.py` has the pages of every law."""

import pytest
from django.test import Client
from django.utils import timezone

from cases.models import Heartbeat, Letter
from tests.cases.test_statements import statements
from tests.wmo.examples import GRANTED, HELP
from tests.wmo.roads import on_road

pytestmark = pytest.mark.django_db
PAGES = {"": 11, "/stap/start_heronderzoek": 5, "/terugdraaien": 7}
LETTER = 13  # the law's own words are read for the form and for the preview, and by the letter itself


def test_pages_of_a_case_with_help_ask_at_most_twelve_times(client: Client) -> None:
    case, worker, _ = on_road(*HELP, at=timezone.now())
    Heartbeat.objects.create(name="beat", at=timezone.now())
    client.force_login(worker)
    assert {page: len(statements(client, f"/zaken/{case.uuid}{page}")) for page in PAGES} == PAGES


def test_draft_of_a_besluit_asks_thirteen_times(client: Client) -> None:
    case, worker, _ = on_road(*GRANTED, at=timezone.now())
    Heartbeat.objects.create(name="beat", at=timezone.now())
    client.force_login(worker)
    letter = Letter.objects.get(case=case, kind="beschikking", state="draft")
    assert len(statements(client, f"/zaken/{case.uuid}/brieven/{letter.uuid}/schrijven")) == LETTER
