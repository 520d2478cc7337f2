"""Each end of each law says as what its case is kept, with an article, and its page shows until when."""

import pytest
from django.test import Client

from cases.models import Case
from tests.contract.drive import by, drive, ways

ENDS = [
    (way, step.key)
    for way in ways()
    for step in way.steps
    if step.target and way.procedure.state(step.target).final and not step.opens
]


@pytest.mark.django_db
@pytest.mark.parametrize(("way", "key"), ENDS, ids=[f"{way.key}-{key}" for way, key in ENDS])
def test_a_closed_case_says_until_when_it_is_kept(way, key, at):
    example = way.examples[key]
    journey = drive(way, (*example.road, key), at, choices=example.choices)
    case = Case.objects.get(pk=journey.case.pk)
    assert case.kept_as in {row.key for row in way.law.retentions}
    client = Client()
    client.force_login(by(way, key, journey.worker) or journey.worker)
    text = client.get(f"/zaken/{case.uuid}").content.decode()
    box = text.split('id="bewaren"')[1].split("</section>")[0]
    assert "Bewaren tot en met" in box
    assert way.law.retention(case.kept_as, journey.at.date()).basis.text in box
