"""Bezwaar: a case of its own, beside the case of the decision."""

from cases.awb.bezwaar.letters import letters
from cases.awb.bezwaar.panels import origin_panel, panels
from cases.awb.bezwaar.procedure import bezwaar_procedure, objections

__all__ = ["bezwaar_procedure", "letters", "objections", "origin_panel", "panels"]
