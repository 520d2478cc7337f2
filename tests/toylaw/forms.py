from datetime import date
from typing import Any

from django import forms

from cases.contract import ActForm


class RequestForm(ActForm[dict[str, Any]]):
    received_on = forms.DateField(label="Ontvangen op")
    wish = forms.CharField(label="Vraag", required=False)

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if self.at and day > self.at.date():
            raise forms.ValidationError("Deze dag moet nog komen. Vul de dag van ontvangst in.")
        return day


class AskForm(ActForm[dict[str, Any]]):
    until = forms.DateField(label="Aanvullen uiterlijk")


class HearingForm(ActForm[dict[str, Any]]):
    hearing_on = forms.DateField(label="Datum van het gesprek")


class PeriodForm(ActForm[dict[str, Any]]):
    weeks = forms.IntegerField(label="Aantal weken", min_value=1, max_value=8)


class VisitForm(ActForm[dict[str, Any]]):
    visited_on = forms.DateField(label="Bezocht op")
    report = forms.CharField(label="Verslag", required=False)
