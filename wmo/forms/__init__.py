"""Input of each step of the Wmo."""

from wmo.forms.besluit import (
    ApproveForm,
    BekendmakenForm,
    ClosingForm,
    GrantForm,
    RefuseForm,
    SetAsideForm,
    TemporaryForm,
)
from wmo.forms.melding import DispatchForm, MeldingForm, PlanForm, SafeDispatchForm, SupportForm
from wmo.forms.urgent import ContactForm, HandOverForm, ReasonForm, ReceiverForm, RetriageForm
from wmo.forms.verslag import AanvraagForm, AanvraagWithoutVerslagForm, CommentForm, VerslagDraftForm, VerslagForm
from wmo.forms.voorziening import VoorzieningForm
from wmo.forms.wissen import ErasureAnswerForm, ErasureRequestForm

__all__ = [
    "AanvraagForm",
    "AanvraagWithoutVerslagForm",
    "ApproveForm",
    "BekendmakenForm",
    "ClosingForm",
    "CommentForm",
    "ContactForm",
    "DispatchForm",
    "ErasureAnswerForm",
    "ErasureRequestForm",
    "GrantForm",
    "HandOverForm",
    "MeldingForm",
    "PlanForm",
    "ReasonForm",
    "ReceiverForm",
    "RefuseForm",
    "RetriageForm",
    "SafeDispatchForm",
    "SetAsideForm",
    "SupportForm",
    "TemporaryForm",
    "VerslagDraftForm",
    "VerslagForm",
    "VoorzieningForm",
]
