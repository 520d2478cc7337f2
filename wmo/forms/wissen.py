"""A request to erase, and the answer to it (5.3.5)."""

from cases.forms.fields import DayField, YesNoField
from wmo.forms.base import WmoForm, text
from wmo.forms.melding import DispatchForm


class ErasureRequestForm(WmoForm):
    PAST = ("received_on",)
    received_on = DayField(label="Verzoek ontvangen op", required=False, help_text="Leeg is: vandaag.")


class ErasureAnswerForm(DispatchForm):
    """What was decided, in words for the resident; the letter goes out at once."""

    erased = YesNoField(label="Wissen wij de gegevens?")
    reason = text(
        "Wat wissen wij, of waarom niet?", rows=3, help_text="Dit komt in de brief, aan de inwoner: gebruik u."
    )
    field_order = ("erased", "reason", "sent_on", "channel")
