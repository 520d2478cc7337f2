"""What the Wmo knows of a case: the melding, the onderzoek with its verslag, besluiten and voorzieningen, and after."""

from wmo.models.besluit import ANSWERS, CHANGES, Besluit, Change, Ground, Kind
from wmo.models.codes import STAYING, Category, Frequency, Unit
from wmo.models.hulp import Beeindiging, Bijdrage, Opdracht, StopReason, What
from wmo.models.melding import ContactKind, Erasure, Melding, PlanWish, Reporter, UrgentMark
from wmo.models.onderzoek import Aanvraag, Afsluiting, How, Onderzoek
from wmo.models.voorziening import IN_FORCE, Form, Standing, Voorziening
from wmo.models.wijziging import (
    Heronderzoek,
    Herverslag,
    LeftOut,
    Opzet,
    Terugvordering,
    Trigger,
    Who,
    Wijziging,
    Zienswijze,
)

__all__ = [
    "ANSWERS",
    "CHANGES",
    "IN_FORCE",
    "STAYING",
    "Aanvraag",
    "Afsluiting",
    "Beeindiging",
    "Besluit",
    "Bijdrage",
    "Category",
    "Change",
    "ContactKind",
    "Erasure",
    "Form",
    "Frequency",
    "Ground",
    "Heronderzoek",
    "Herverslag",
    "How",
    "Kind",
    "LeftOut",
    "Melding",
    "Onderzoek",
    "Opdracht",
    "Opzet",
    "PlanWish",
    "Reporter",
    "Standing",
    "StopReason",
    "Terugvordering",
    "Trigger",
    "Unit",
    "UrgentMark",
    "Voorziening",
    "What",
    "Who",
    "Wijziging",
    "Zienswijze",
]
