"""Besluiten, ready-made for every law: signed alone or by a colleague (four eyes), sent, and open to bezwaar.

`with_besluiten()` adds the steps to a procedure; letters, panel and forms come from here as well. A law declares its
kinds (`BesluitKind`) and keeps what else it knows of a besluit in tables of its own (docs/adding-a-law.md).
"""

from cases.besluit.forms import BekendmakenForm, BesluitForm
from cases.besluit.guards import four_eyes
from cases.besluit.letters import besluit_letters, grounds_of, objection, signature
from cases.besluit.panels import RELATIONS, besluit_panel
from cases.besluit.roads import BesluitRoad, with_besluiten
from cases.queries import besluiten as facts

__all__ = [
    "RELATIONS",
    "BekendmakenForm",
    "BesluitForm",
    "BesluitRoad",
    "besluit_letters",
    "besluit_panel",
    "facts",
    "four_eyes",
    "grounds_of",
    "objection",
    "signature",
    "with_besluiten",
]
