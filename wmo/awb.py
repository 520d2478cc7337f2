"""The Awb beside the roads of the Wmo: what can happen while an aanvraag waits for its besluit, and bezwaar after it.

The two weeks of 2.3.5 lid 2 are a statutory term: a notice of 4:14 lid 1 moves nothing.
"""

from cases.awb import SideRoads, bezwaar, side_roads
from cases.awb import letters as side_letters
from cases.awb import panels as side_panels
from cases.contract import Procedure, PublishedDecision
from cases.models import Case
from wmo import facts
from wmo import guards_besluit as guards
from wmo.states import KLAAR, VOORGELEGD, at

WORK, DECIDE, HANDLE = "wmo.work", "wmo.decide", "wmo.bezwaar"
ROADS = SideRoads(
    decisions=frozenset({"wmo.aanvraag_beschikking"}),
    states=at("aanvraag") | VOORGELEGD | KLAAR,
    work=WORK,
    decide=DECIDE,
    leave_aside=frozenset({"publish_set_aside"}),
    deciding=(guards.has_mandate,),
)
BEZWAAR = bezwaar.bezwaar_procedure(work=WORK, handle=HANDLE, deciding=(guards.has_mandate,))
LETTERS = (*side_letters(WORK, DECIDE), *bezwaar.letters(WORK, HANDLE))
PANELS = (*side_panels(WORK), *bezwaar.origin_panel(WORK), *bezwaar.panels(HANDLE))


def with_awb(procedure: Procedure) -> Procedure:
    """The procedure with its side roads, and with bezwaar against what it decides."""
    return bezwaar.objections(side_roads(procedure, ROADS), work=WORK)


def decisions(case: Case) -> tuple[PublishedDecision, ...]:
    """Every besluit that was sent: each opens bezwaar."""
    return tuple(
        PublishedDecision(
            key=facts.key_of(case, row), label=f"Besluit: {row.get_kind_display()}", sent_on=row.sent_on,
            decider=row.decider_id,
        )
        for row in facts.besluiten(case)
        if row.sent_on
    )  # fmt: skip
