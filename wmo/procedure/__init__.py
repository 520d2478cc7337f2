"""The roads of the Wmo 2015 (law.md 2.1)."""

from wmo.procedure.maatwerk import MAATWERK
from wmo.procedure.opvang import OPVANG, PROCEDURES

__all__ = ["MAATWERK", "OPVANG", "PROCEDURES"]
