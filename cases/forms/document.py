"""The forms of a document: its file, looked at by its content, and what a colleague says about it."""

from datetime import date
from typing import Any

from django import forms
from django.conf import settings

from cases.actions.document import LONGEST, About
from cases.actions.document_files import Examined, examine
from cases.contract import CaseError
from cases.forms.base import BaseForm
from cases.forms.fields import DayField, RadioField, Radios
from cases.models import DestroyReason, Document, DocumentDirection, DocumentKind
from cases.uploads.kinds import TAKEN

AGAIN = " Kies het bestand opnieuw: een browser bewaart het niet."


class OneFileInput(forms.FileInput):
    """Gives all that was sent: of two files the first would be gone without a word."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:  # noqa: ARG002 - Django's signature
        found = files.getlist(name) if hasattr(files, "getlist") else [files[name]] if name in files else []
        return found if len(found) > 1 else next(iter(found), None)


class DocumentFileField(forms.FileField):
    """A file that is what it says. Cleans to Examined, or says what is wrong and what to do."""

    widget = OneFileInput

    def clean(self, data: Any, initial: Any = None) -> Examined:
        if isinstance(data, list):
            raise forms.ValidationError("Je koos meer dan één bestand. Kies er één, en voeg de andere daarna toe")
        try:
            return examine(super().clean(data, initial))
        except CaseError as error:
            raise forms.ValidationError(str(error), code="refused") from None


class FileForm(BaseForm):
    """Only the file: a newer version."""

    file = DocumentFileField(label="Bestand", max_length=None)

    mark_required = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["file"]
        field.help_text = f"Kies {TAKEN}. Hoogstens {settings.UPLOAD_MOST_MB} MB."
        if self.is_bound:
            field.help_text += AGAIN


class AboutForm(BaseForm):
    """What a document is. `today` is the Amsterdam day of the request: a day that still has to come is refused."""

    title = forms.CharField(
        label="Naam van het stuk",
        max_length=LONGEST,
        widget=forms.TextInput({"size": 60}),
        help_text="Zoals je het later zoekt.",
    )
    kind = forms.ChoiceField(label="Wat is het?", choices=[("", "Kies …"), *DocumentKind.choices])
    direction = RadioField(
        label="Binnengekomen of uitgegaan?", choices=DocumentDirection.choices, widget=Radios(columns=True)
    )
    received_on = DayField(label="Op welke dag?")
    author = forms.CharField(
        label="Van wie of aan wie?",
        max_length=LONGEST,
        widget=forms.TextInput({"size": 60}),
        required=False,
        help_text="Mag leeg blijven.",
    )
    confidential = forms.BooleanField(
        label="Vertrouwelijk: alleen voor wie de zaak behandelt, de vervanger, en mij", required=False
    )

    mark_required = False

    def __init__(self, *args: Any, today: date, document: Document | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if document is not None:
            now = {name: getattr(document, name) for name in AboutForm.base_fields}
            self.initial = {**now, **self.initial}

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if day > self.today:
            raise forms.ValidationError("Deze dag moet nog komen. Vul de dag in waarop het stuk binnenkwam of uitging")
        return day

    def about(self) -> About:
        return About(**{name: self.cleaned_data[name] for name in AboutForm.base_fields})


class AddDocumentForm(AboutForm, FileForm):
    field_order = ("file", "title", "kind", "direction", "received_on", "author", "confidential")


class DestroyForm(BaseForm):
    reason = RadioField(label="Waarom moet dit stuk weg?", choices=DestroyReason.choices)

    mark_required = False
