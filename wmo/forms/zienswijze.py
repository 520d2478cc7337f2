"""Asking what the resident thinks of a plan (Awb 4:8), and recording that something was done on purpose (2.4.1)."""

from datetime import timedelta

from django import forms

from cases.forms.fields import DayField, RadioField
from wmo.forms.base import Input, WmoForm, text
from wmo.forms.besluit import REASONS
from wmo.forms.melding import DispatchForm
from wmo.models import Kind, LeftOut, Who

PLANS = (
    (Kind.REVISION, "De hulp herzien"),
    (Kind.WITHDRAWAL, "De hulp intrekken"),
    (Kind.RECOVERY, "Geld terugvorderen"),
)
TWO_WEEKS = timedelta(weeks=2)


def plans() -> forms.MultipleChoiceField:
    """What we intend: withdrawing and recovering are mostly told at once."""
    return forms.MultipleChoiceField(label="Wat zijn we van plan?", choices=PLANS, widget=forms.CheckboxSelectMultiple)


class AskViewForm(DispatchForm):
    """Tell what we intend and ask what the resident thinks of it (Awb 4:8), with a last day."""

    about = plans()
    intent = text("Leg het plan uit, en waarom", rows=4, max_length=4_000, help_text=REASONS)
    ends_by = DayField(label="Reageren uiterlijk", required=False, help_text="Leeg is: twee weken na de brief.")
    field_order = ("about", "intent", "ends_by", "sent_on", "channel")

    def clean(self) -> Input:
        cleaned = super().clean()
        sent = cleaned.get("sent_on")
        if sent and "ends_by" not in self.errors:
            cleaned["ends_by"] = cleaned.get("ends_by") or sent + TWO_WEEKS
            if cleaned["ends_by"] <= sent:
                self.add_error("ends_by", f"Geef tijd om te reageren: kies een dag na {sent:%d-%m-%Y}")
        return cleaned


class ReceiveViewForm(WmoForm):
    """The zienswijze in the resident's own words, written or told (Awb 4:9)."""

    PAST = ("received_on",)
    view = text("Wat zegt de inwoner?", help_text="Schrijf op wat de inwoner zegt. Niet verbeteren.")
    received_on = DayField(label="Ontvangen op", required=False, help_text="Leeg is: vandaag.")


class SkipViewForm(WmoForm):
    """Leaving it out is an exception, with its ground in words (Awb 4:11)."""

    about = plans()
    ground = RadioField(label="Waarom hoeft het niet?", choices=LeftOut.choices)
    why = text("Leg uit", rows=2, max_length=2_000)


class IntentForm(WmoForm):
    """That it was done on purpose: who, and how we know (2.4.1 lid 1)."""

    who = RadioField(label="Wie deed dit met opzet?", choices=Who.choices)
    reasons = text("Hoe weten wij dat het opzet was?", rows=4, help_text=REASONS)
