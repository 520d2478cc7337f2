"""What a functional administrator fills in for a day by royal decree."""

from django import forms

from cases.forms.base import BaseForm
from cases.forms.fields import DayField


class EquatedDayForm(BaseForm):
    """A day that counts as a holiday (Algemene termijnenwet art. 3 lid 3)."""

    day = DayField(label="Welke dag?")
    name = forms.CharField(
        label="Hoe heet deze dag?", max_length=80, help_text="Zo staat de dag in elke uitleg van een termijn."
    )
    source = forms.CharField(
        label="Waar staat het besluit?", max_length=200, help_text="Nummer en datum van de Staatscourant."
    )
