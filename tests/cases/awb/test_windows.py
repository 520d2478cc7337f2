"""Each besluit has six weeks of its own for bezwaar (Awb 6:7), also the one over a dwangsom."""

from cases.models import Case
from tests.cases.awb.moves import Waiting, noon, pass_time
from tests.factories.case import make_team, make_user


def test_the_besluit_over_a_dwangsom_has_six_weeks_of_its_own(db):
    """4:18: that besluit too; bezwaar against it leaves the time to object to the other as it was."""
    waiting = Waiting(noon("2026-08-20").date())  # a besluit uiterlijk 15 October 2026
    waiting.do("receive_default_notice", "2026-10-20", how="post")
    pass_time("2026-11-03")
    waiting.do("publish_claim", "2026-11-09", sent_on="2026-11-09")
    waiting.do("decide_penalty", "2026-11-10", applicants="1")
    waiting.do("send_penalty_decision", "2026-11-11", channel="post")
    windows = waiting.case.deadlines.filter(term="awb.bezwaar", ended_at=None).order_by("pk")
    assert [(row.about[:8], str(row.due_on)) for row in windows] == [
        ("claim", "2026-12-21"),
        ("dwangsom", "2026-12-23"),
    ]
    make_user("noor", "toylaw.bezwaar", "toylaw.work", team=make_team())
    about = windows[1].about
    waiting.do("receive_bezwaar", "2026-11-12", decision=about, how="post", committee="nee", words="Te weinig")
    assert list(windows.values_list("about", flat=True)) == ["claim"]
    assert Case.objects.get(procedure="bezwaar").title == "Bezwaar tegen besluit over de dwangsom"
