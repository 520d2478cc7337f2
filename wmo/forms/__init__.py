"""Input of each step of the Wmo."""

from wmo.forms.besluit import (
    ApproveForm,
    BekendmakenForm,
    ClosingForm,
    GrantForm,
    RefuseForm,
    SetAsideForm,
    TemporaryForm,
    TemporarySentForm,
)
from wmo.forms.heronderzoek import (
    ContinueHelpForm,
    GrantSentForm,
    ReviewDraftForm,
    ReviewReportForm,
    StartReviewForm,
)
from wmo.forms.hulp import (
    CakForm,
    HelpStartForm,
    NotStartedForm,
    OrderForm,
    StopHelpForm,
    StopOrderForm,
    StopWithoutLetterForm,
    SvbForm,
)
from wmo.forms.melding import DispatchForm, MeldingForm, PlanForm, SafeDispatchForm, SupportForm
from wmo.forms.urgent import ContactForm, HandOverForm, ReasonForm, ReceiverForm, RetriageForm
from wmo.forms.verslag import AanvraagForm, AanvraagWithoutVerslagForm, CommentForm, VerslagDraftForm, VerslagForm
from wmo.forms.voorziening import VoorzieningForm
from wmo.forms.wijziging import (
    ChangeSentForm,
    ContinuePeriodForm,
    CorrectGrantForm,
    CorrectRefusalForm,
    RecoverForm,
    ReviseForm,
    RevokeForm,
)
from wmo.forms.wissen import ErasureAnswerForm, ErasureRequestForm
from wmo.forms.zienswijze import AskViewForm, IntentForm, ReceiveViewForm, SkipViewForm

__all__ = [
    "AanvraagForm",
    "AanvraagWithoutVerslagForm",
    "ApproveForm",
    "AskViewForm",
    "BekendmakenForm",
    "CakForm",
    "ChangeSentForm",
    "ClosingForm",
    "CommentForm",
    "ContactForm",
    "ContinueHelpForm",
    "ContinuePeriodForm",
    "CorrectGrantForm",
    "CorrectRefusalForm",
    "DispatchForm",
    "ErasureAnswerForm",
    "ErasureRequestForm",
    "GrantForm",
    "GrantSentForm",
    "HandOverForm",
    "HelpStartForm",
    "IntentForm",
    "MeldingForm",
    "NotStartedForm",
    "OrderForm",
    "PlanForm",
    "ReasonForm",
    "ReceiveViewForm",
    "ReceiverForm",
    "RecoverForm",
    "RefuseForm",
    "RetriageForm",
    "ReviewDraftForm",
    "ReviewReportForm",
    "ReviseForm",
    "RevokeForm",
    "SafeDispatchForm",
    "SetAsideForm",
    "SkipViewForm",
    "StartReviewForm",
    "StopHelpForm",
    "StopOrderForm",
    "StopWithoutLetterForm",
    "SupportForm",
    "SvbForm",
    "TemporaryForm",
    "TemporarySentForm",
    "VerslagDraftForm",
    "VerslagForm",
    "VoorzieningForm",
]
