"""The Awb beside the main road of the Wmo: what can happen while an aanvraag waits for its besluit.

The two weeks of 2.3.5 lid 2 are a statutory term: a notice of 4:14 lid 1 moves nothing.
"""

from cases.awb import SideRoads
from cases.awb import letters as side_letters
from cases.awb import panels as side_panels
from wmo import guards_besluit as guards
from wmo.states import KLAAR, VOORGELEGD, at

ROADS = SideRoads(
    decisions=frozenset({"wmo.aanvraag_beschikking"}),
    states=at("aanvraag") | VOORGELEGD | KLAAR,
    work="wmo.work",
    decide="wmo.decide",
    leave_aside=frozenset({"publish_set_aside"}),
    deciding=(guards.has_mandate,),
)
LETTERS = side_letters("wmo.work", "wmo.decide")
PANELS = side_panels("wmo.work")
