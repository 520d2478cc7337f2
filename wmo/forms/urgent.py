"""Urgent cases: contact, help, who takes over, and why it is or is not urgent; a step that asks for a reason."""

from datetime import datetime, timedelta

from django import forms

from cases.forms.fields import MomentField
from wmo.forms.base import WmoForm


class ContactForm(WmoForm):
    """First safe contact, first help or a failed attempt: when and how. Who is whoever is logged in."""

    happened_at = MomentField(label="Wanneer?", required=False, help_text="Leeg is: nu.")
    how = forms.CharField(label="Hoe, en met wie?", max_length=200, help_text="Zoals: gebeld op het veilige nummer.")

    def clean_happened_at(self) -> datetime:
        moment: datetime | None = self.cleaned_data["happened_at"]
        assert self.at is not None
        if moment and moment > self.at:
            raise forms.ValidationError("Dit moment moet nog komen")
        if moment and moment < self.subject.wmo_melding.reported_at - timedelta(minutes=1):
            raise forms.ValidationError("Dit ligt eerder dan de melding")
        return moment or self.at


class ReceiverForm(WmoForm):
    """Who took it over, by name: the crisis service or Veilig Thuis confirms receipt."""

    receiver = forms.CharField(label="Wie bevestigt de ontvangst? Naam en dienst", max_length=120)
    reason = forms.CharField(label="Wat is afgesproken?", max_length=200)


class HandOverForm(WmoForm):
    """Another municipality takes over, warm: a name there, and a place to stay until then."""

    municipality = forms.CharField(label="Welke gemeente neemt het over?", max_length=80)
    receiver = forms.CharField(label="Wie bevestigt dat daar? Naam en dienst", max_length=120)
    reason = forms.CharField(label="Waarom heeft de inwoner daar de beste kans?", max_length=400)
    place = forms.CharField(label="Waar verblijft de inwoner tot dan?", max_length=200)


class ReasonForm(WmoForm):
    reason = forms.CharField(label="Waarom?", max_length=400)


class RetriageForm(WmoForm):
    """Re-triage makes it urgent after all: the clock starts at the report that made it so."""

    reported_at = MomentField(label="Sinds wanneer is dit bekend?", required=False, help_text="Leeg is: nu.")
    reason = forms.CharField(label="Waarom is het nu spoed?", max_length=400)
    urgent = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def clean_urgent(self) -> bool:
        """Taking the step is the answer: the clock in hours starts, whatever was posted."""
        return True

    def clean_reported_at(self) -> datetime:
        moment: datetime | None = self.cleaned_data["reported_at"]
        assert self.at is not None
        if moment and moment > self.at:
            raise forms.ValidationError("Dit moment moet nog komen")
        return moment or self.at
