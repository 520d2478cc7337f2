"""The roads of the Wmo 2015 (law.md 2.1), each with the side roads of the Awb; and bezwaar."""

from cases.awb import digital_notices
from cases.contract import Procedure
from wmo.awb import BEZWAAR, with_awb
from wmo.procedure import maatwerk, opvang
from wmo.procedure.wissen import with_erasure

TO_OTHERS = frozenset({"send_order", "send_svb", "send_stop_order"})  # the aanbieder, the SVB


def _whole(procedure: Procedure) -> Procedure:
    return digital_notices(with_erasure(with_awb(procedure)), work="wmo.work", to_others=TO_OTHERS)


MAATWERK = _whole(maatwerk.MAATWERK)
OPVANG = _whole(opvang.OPVANG)
PROCEDURES = (MAATWERK, OPVANG, BEZWAAR)

__all__ = ["MAATWERK", "OPVANG", "PROCEDURES"]
