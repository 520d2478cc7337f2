"""The Wmo 2015: the table of contents of this law."""

from cases.awb import RELATIONS as SIDE_RELATIONS
from cases.contract import Law, Role, awb
from wmo.awb import LETTERS as SIDE_LETTERS
from wmo.awb import PANELS as SIDE_PANELS
from wmo.awb import decisions
from wmo.basis import wmo
from wmo.choices import CHOICES
from wmo.demo import DEMO
from wmo.letters import LETTERS
from wmo.lists import OWN_WORDS, safe_contact
from wmo.panels import PANELS, RELATIONS
from wmo.procedure import PROCEDURES
from wmo.reactions import REACTIONS
from wmo.records import RECORDS
from wmo.retention import RETENTIONS
from wmo.standing import STANDING

PERMISSIONS = (
    ("wmo.intake", "Wmo-meldingen vastleggen en bevestigen"),
    ("wmo.work", "Wmo-zaken behandelen"),
    ("wmo.decide", "Wmo-besluiten nemen"),
    ("wmo.bezwaar", "Bezwaar tegen Wmo-besluiten behandelen"),
)

LAW = Law(
    key="wmo",
    name="Wet maatschappelijke ondersteuning 2015",
    short_name="Wmo",
    colour="pruim",
    basis=wmo("2.3.2"),
    retentions=RETENTIONS,
    procedures=PROCEDURES,
    permissions=PERMISSIONS,
    relations=(*RELATIONS, *SIDE_RELATIONS),
    panels=(*PANELS, *SIDE_PANELS),
    letters=(*LETTERS, *SIDE_LETTERS),
    amounts=awb.AMOUNTS,
    roles=(
        Role(key="wmo_intaker", label="Intaker", permissions=frozenset({"wmo.intake", "wmo.work"})),
        Role(
            key="wmo_consulent", label="Wmo-consulent", permissions=frozenset({"wmo.intake", "wmo.work", "wmo.decide"})
        ),
        # Who handles bezwaar must be able to read what was decided, and never took that decision (Awb 10:3).
        Role(key="wmo_bezwaar", label="Bezwaarbehandelaar", permissions=frozenset({"wmo.bezwaar", "wmo.work"})),
        Role(key="wmo_teamleider", label="Teamleider Wmo", permissions=frozenset({"wmo.work"})),
    ),
    standing_terms=STANDING,
    choices=CHOICES,
    records=RECORDS,
    reactions=REACTIONS,
    own_words=OWN_WORDS,
    decisions=decisions,
    safe_contact=safe_contact,
    demo=DEMO,
)
