"""What a functional administrator writes: a text of a letter, from a day on."""

from datetime import date
from typing import Any

from django import forms

from cases.actions.textblock import LONGEST
from cases.forms.base import BaseForm
from cases.forms.fields import DayField


class TextForm(BaseForm):
    """`to_insert`: a text that colleagues may put in, which has a name."""

    name = forms.CharField(label="Naam van de tekst", max_length=80, required=False)
    text = forms.CharField(label="Tekst", max_length=LONGEST, required=False, widget=forms.Textarea({"rows": 8}))
    valid_from = DayField(label="Geldt vanaf", help_text="Brieven die al weg zijn, houden hun eigen woorden.")

    def __init__(self, *args: Any, to_insert: bool, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not to_insert:
            del self.fields["name"]
        self.initial.setdefault("valid_from", today)
