"""The two steps of logging in."""

from django import forms

from cases.forms.base import BaseForm


class PasswordForm(BaseForm):
    """Step 1. Pasting and password managers must work (WCAG 3.3.8)."""

    mark_required = False  # both fields, and everybody knows

    username = forms.CharField(
        label="Gebruikersnaam",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": "Vul je gebruikersnaam in"},
    )
    password = forms.CharField(
        label="Wachtwoord",
        max_length=256,
        strip=False,
        help_text="Plakken mag. Een wachtwoordkluis ook.",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Vul je wachtwoord in"},
    )


class CodeForm(BaseForm):
    """Step 2: the code of an app, or one of the emergency codes (letters and digits)."""

    mark_required = False

    code = forms.CharField(
        label="Code uit je app",
        max_length=16,
        help_text="6 cijfers. Plakken mag. De code werkt 30 seconden.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        error_messages={"required": "Vul de code uit je app in"},
    )

    def clean_code(self) -> str:
        """Spaces are how apps show the code, not part of it."""
        return "".join(self.cleaned_data["code"].split())


class EmergencyCodeForm(CodeForm):
    """Step 2 without the app: the same check, another keyboard."""

    code = forms.CharField(
        label="Noodcode",
        max_length=16,
        help_text="Een van de codes die je kreeg toen je je app instelde. Elke code werkt een keer.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": "Vul een noodcode in"},
    )
