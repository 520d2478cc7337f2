"""The roads of the Wmo 2015 (law.md 2.1), each with the side roads of the Awb."""

from cases.awb import digital_notices, side_roads
from cases.contract import Procedure
from wmo.awb import ROADS
from wmo.procedure import maatwerk, opvang
from wmo.procedure.wissen import with_erasure


def _whole(procedure: Procedure) -> Procedure:
    return digital_notices(with_erasure(side_roads(procedure, ROADS)), work="wmo.work")


MAATWERK = _whole(maatwerk.MAATWERK)
OPVANG = _whole(opvang.OPVANG)
PROCEDURES = (MAATWERK, OPVANG)

__all__ = ["MAATWERK", "OPVANG", "PROCEDURES"]
