"""The forms of a task: a new one, another owner or day, and the answer to the question of a law."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from cases.actions.task import LONGEST, LONGEST_WHY
from cases.forms.base import BaseForm
from cases.forms.fields import DayField, YesNoField
from cases.models import User
from cases.queries.colleagues import Colleague

NOBODY = "Wie de zaak behandelt, of het team"


class ChangeTaskForm(BaseForm):
    """`owners` are who can be chosen; `today` is the Amsterdam day of the request."""

    owner = forms.ChoiceField(label="Wie?", required=False)
    due_on = DayField(label="Uiterlijk", required=False, help_text="Mag leeg blijven.")

    mark_required = False

    def __init__(self, *args: Any, owners: Sequence[Colleague], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ChoiceField)
        owner.choices = [("", NOBODY), *((str(one.pk), one.name) for one in owners)]

    def clean_due_on(self) -> date | None:
        day: date | None = self.cleaned_data["due_on"]
        if day is not None and day < self.today and day != self.initial.get("due_on"):
            raise forms.ValidationError("Deze dag is al voorbij. Kies vandaag of een latere dag")
        return day

    def clean_owner(self) -> User | None:
        chosen = self.cleaned_data["owner"]
        return User.objects.get(pk=int(chosen)) if chosen else None


class TaskForm(ChangeTaskForm):
    label = forms.CharField(
        label="Nieuwe taak",
        max_length=LONGEST,
        widget=forms.TextInput({"size": 60}),
        error_messages={"required": "Schrijf op wat er moet gebeuren"},
    )
    once = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ("label", "owner", "due_on", "once")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="taak_%s", **kwargs)  # the page has a form for notes too


class AnswerForm(BaseForm):
    answer = YesNoField(label="Het antwoord")
    answered_on = DayField(label="Bij ja: sinds welke dag?", required=False)
    because = forms.CharField(
        label="Bij nee: waarom niet?", required=False, max_length=LONGEST_WHY, widget=forms.Textarea({"rows": 3})
    )

    mark_required = False

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        found = self.cleaned_data
        answer, day = found.get("answer"), found.get("answered_on")
        if answer and "answered_on" in found and day is None:
            self.add_error("answered_on", "Vul de dag in waarop het gebeurde")
        if answer and day is not None and day > self.today:
            self.add_error("answered_on", "Deze dag moet nog komen. Vul de dag in waarop het gebeurde")
        if answer is False and "because" in found and not found["because"].strip():
            self.add_error("because", "Schrijf op waarom het nog niet zo is")
        return found
