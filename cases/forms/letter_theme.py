"""The look of letters: two colours and a logo."""

from django import forms

from cases.forms.base import BaseForm


class ThemeForm(BaseForm):
    accent = forms.CharField(
        label="Kleur van de naam en de lijnen",
        max_length=9,
        help_text="Zoals #0b5563. Op wit papier moet de kleur goed te lezen zijn.",
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "class": "datum"}),
    )
    ink = forms.CharField(
        label="Kleur van de tekst",
        max_length=9,
        help_text="Bijna zwart leest het best, zoals #1b2428.",
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "class": "datum"}),
    )
    logo = forms.FileField(
        label="Nieuw logo",
        required=False,
        allow_empty_file=True,
        help_text="Een svg of png van hoogstens 300 kB. Verborgen gegevens in het bestand halen wij eruit.",
        widget=forms.FileInput({"accept": ".svg,.png,image/svg+xml,image/png"}),
    )
    logo_alt = forms.CharField(
        label="Wat staat er op het logo?",
        max_length=120,
        required=False,
        help_text="Voor wie de brief laat voorlezen, zoals: wapen van Noorderveen.",
    )
    remove_logo = forms.BooleanField(label="Haal het logo weg", required=False)
