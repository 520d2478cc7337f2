"""A note in the journal of a case: facts only, and never changed once it is placed."""

from datetime import date
from typing import Any

from django import forms

from cases.actions.note import LONGEST
from cases.forms.base import BaseForm
from cases.forms.fields import DayField
from cases.models import NoteKind


class NoteForm(BaseForm):
    """`today` is the Amsterdam day of the request: a day that still has to come is refused."""

    text = forms.CharField(
        label="Nieuwe notitie",
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": "Schrijf eerst op wat er gebeurde"},
    )
    kind = forms.ChoiceField(label="Soort", choices=NoteKind.choices)
    happened_on = DayField(label="Wanneer?", required=False)
    once = forms.UUIDField(widget=forms.HiddenInput)

    mark_required = False

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("happened_on", today)

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"] or self.today
        if day > self.today:
            raise forms.ValidationError("Deze dag moet nog komen. Vul de dag in waarop het gebeurde")
        return day
