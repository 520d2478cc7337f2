"""What the Wmo knows of a case: the melding, the onderzoek with its verslag, besluiten and voorzieningen."""

from wmo.models.besluit import ANSWERS, Besluit, Change, Ground, Kind
from wmo.models.codes import STAYING, Category, Frequency, Unit
from wmo.models.melding import ContactKind, Erasure, Melding, PlanWish, Reporter, UrgentMark
from wmo.models.onderzoek import Aanvraag, Afsluiting, How, Onderzoek
from wmo.models.voorziening import IN_FORCE, Form, Standing, Voorziening

__all__ = [
    "ANSWERS",
    "IN_FORCE",
    "STAYING",
    "Aanvraag",
    "Afsluiting",
    "Besluit",
    "Category",
    "Change",
    "ContactKind",
    "Erasure",
    "Form",
    "Frequency",
    "Ground",
    "How",
    "Kind",
    "Melding",
    "Onderzoek",
    "PlanWish",
    "Reporter",
    "Standing",
    "Unit",
    "UrgentMark",
    "Voorziening",
]
