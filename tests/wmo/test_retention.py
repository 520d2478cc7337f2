"""How long a Wmo case is kept, by how it ended (Wmo 5.3.4; Selectielijst 2020, results 8.2, 8.4 and 8.4.1)."""

from datetime import date

import pytest

from tests.wmo.examples import CLOSED, INCOMPLETE, REFUSED, STOPPED, TEMPORARY
from tests.wmo.roads import on_road
from wmo.law import LAW

pytestmark = pytest.mark.django_db
ENDS = {
    "withdrawn melding": (("register_melding", "withdraw"), "wmo.afgebroken"),
    "closed without aanvraag": (CLOSED, "wmo.afgebroken"),
    "refused": ((*REFUSED, "end"), "selectielijst.afgewezen"),
    "set aside": ((*INCOMPLETE, "set_aside", "publish_set_aside", "end"), "selectielijst.afgebroken"),
    "help that stopped": ((*STOPPED, "end"), "wmo.dossier"),
    "temporary help, then withdrawn": ((*TEMPORARY, "publish_temporary", "withdraw"), "wmo.dossier"),
}


@pytest.mark.parametrize("how", ENDS)
def test_a_case_is_kept_by_how_it_ended(how, at):
    road, key = ENDS[how]
    case, _, _ = on_road(*road, at=at)
    assert case.kept_as == key


@pytest.mark.parametrize(
    ("key", "until"),
    [
        ("wmo.dossier", date(2041, 11, 24)),  # fifteen years
        ("selectielijst.afgewezen", date(2031, 11, 24)),  # five
        ("selectielijst.afgebroken", date(2027, 11, 24)),  # one
        ("wmo.afgebroken", date(2027, 1, 5)),  # 42 days
        ("selectielijst.bezwaar", date(2031, 11, 24)),
    ],
)
def test_the_last_day_by_hand(key, until):
    day = date(2026, 11, 24)
    assert LAW.retention(key, day).until(day) == until
