"""The Awb's side roads, ready-made for every law: a law opts in with a few lines (docs/adding-a-law.md).

`side_roads()` adds to a procedure what can happen while an aanvraag waits for its besluit.
"""

from cases.awb.digital import digital_notices
from cases.awb.guards import may_leave_aside
from cases.awb.letters import letters
from cases.awb.panels import RELATIONS, panels
from cases.awb.side_roads import SideRoads, side_roads

__all__ = ["RELATIONS", "SideRoads", "digital_notices", "letters", "may_leave_aside", "panels", "side_roads"]
