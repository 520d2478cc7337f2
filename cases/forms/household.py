"""Find a household; and what can change in one: who comes, goes or stays, where they live, who coordinates."""

from django import forms

from cases.forms.base import BaseForm


class FindHouseholdForm(BaseForm):
    """One box: a name, a number or a postcode."""

    mark_required = False

    zoek = forms.CharField(
        label="Naam, nummer of postcode",
        max_length=120,
        widget=forms.TextInput({"autocomplete": "off", "type": "search"}),
        error_messages={"required": "Vul een naam, een nummer of een postcode in"},
    )
