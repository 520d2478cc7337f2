"""Input of the toy law's steps: a day, a number, a tick, a free text."""

from datetime import date
from typing import Any

from django import forms

from cases.contract import ActForm
from cases.forms.base import BaseForm
from cases.forms.fields import DayField

Input = dict[str, Any]


class ToyForm(BaseForm, ActForm[Input]):
    pass


class RequestForm(ToyForm):
    received_on = DayField(label="Ontvangen op")
    wish = forms.CharField(label="Vraag", required=False, max_length=60)
    own_plan = forms.BooleanField(label="Wil zelf een plan maken", required=False)

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if self.at and day > self.today:
            raise forms.ValidationError("Deze dag moet nog komen. Vul de dag van ontvangst in.")
        return day


class AskForm(ToyForm):
    asked_on = DayField(label="Gevraagd op", required=False)
    until = DayField(label="Aanvullen uiterlijk")


class CompletedForm(ToyForm):
    completed_on = DayField(label="Aangevuld op", required=False)


class HearingForm(ToyForm):
    hearing_on = DayField(label="Datum van het gesprek")


class PeriodForm(ToyForm):
    weeks = forms.IntegerField(label="Aantal weken", min_value=1, max_value=10)


class DispatchForm(ToyForm):
    sent_on = DayField(label="Verstuurd op")


class ClaimSentForm(DispatchForm):
    """Names the besluit that goes out, so that its bezwaartermijn is its own."""

    decision = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        return super().clean() | {"decision": "claim"}


class RewordForm(ToyForm):
    """Edits what is already kept: the form starts with it, so two people can meet in it."""

    wish = forms.CharField(label="Vraag", max_length=120, widget=forms.Textarea)
    contact_on = DayField(label="Laatste contact", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject is not None:
            self.initial = {"wish": self.subject.title, "contact_on": self.subject.contact_on} | self.initial


class VisitForm(ToyForm):
    visited_on = DayField(label="Bezocht op")
    report = forms.CharField(label="Verslag", required=False)


class AgreementForm(ToyForm):
    """Edits a record that stands beside the steps."""

    label = forms.CharField(label="Wat spreken we af?", max_length=200)
    due_on = DayField(label="Uiterlijk", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.record is not None:
            self.initial = {"label": self.record.label, "due_on": self.record.due_on} | self.initial
