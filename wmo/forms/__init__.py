"""Input of each step of the Wmo."""

from wmo.forms.besluit import BekendmakenForm, GrantForm, RefuseForm
from wmo.forms.melding import DispatchForm, MeldingForm, PlanForm, SafeDispatchForm, SupportForm
from wmo.forms.urgent import ContactForm, ReasonForm, ReceiverForm, RetriageForm
from wmo.forms.verslag import AanvraagForm, AanvraagWithoutVerslagForm, VerslagDraftForm, VerslagForm

__all__ = [
    "AanvraagForm",
    "AanvraagWithoutVerslagForm",
    "BekendmakenForm",
    "ContactForm",
    "DispatchForm",
    "GrantForm",
    "MeldingForm",
    "PlanForm",
    "ReasonForm",
    "ReceiverForm",
    "RefuseForm",
    "RetriageForm",
    "SafeDispatchForm",
    "SupportForm",
    "VerslagDraftForm",
    "VerslagForm",
]
