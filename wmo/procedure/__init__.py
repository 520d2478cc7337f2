"""The roads of the Wmo 2015 (law.md 2.1), each with the side roads of the Awb."""

from cases.awb import side_roads
from wmo.awb import ROADS
from wmo.procedure import maatwerk, opvang

MAATWERK = side_roads(maatwerk.MAATWERK, ROADS)
OPVANG = side_roads(opvang.OPVANG, ROADS)
PROCEDURES = (MAATWERK, OPVANG)

__all__ = ["MAATWERK", "OPVANG", "PROCEDURES"]
