"""Taking a step back: which one, and why."""

from typing import Any

from django import forms

from cases.forms.base import BaseForm
from cases.forms.fields import RadioField
from cases.queries.undoable import Undoable


class UndoForm(BaseForm):
    """`steps` are those that can be taken back now; with one there is nothing to choose."""

    event = RadioField(label="Welke stap draai je terug?")
    reason = forms.CharField(
        label="Waarom?",
        max_length=400,
        help_text="Dit komt in de notities. Wat er gebeurde blijft in de tijdlijn staan.",
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, steps: tuple[Undoable, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["event"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(step.event), step.transition.done or step.transition.label) for step in steps]
        if len(steps) == 1:
            self.initial = {"event": str(steps[0].event), **self.initial}

    def clean_event(self) -> int:
        return int(self.cleaned_data["event"])
