"""What every form of the Wmo shares. Little is required: no life area, no score, no category before the besluit."""

from typing import Any

from django import forms

from cases.contract import ActForm
from cases.forms.base import BaseForm
from cases.forms.fields import FIRST_DAY, LONG_AGO

Input = dict[str, Any]
FUTURE = "Deze dag moet nog komen. Vul de dag in waarop het gebeurde"


class WmoForm(BaseForm, ActForm[Input]):
    """A step of the Wmo. A day in `PAST` may not lie in the future; left empty it is today."""

    PAST: tuple[str, ...] = ()

    def clean(self) -> Input:
        cleaned: Input = super().clean() or self.cleaned_data
        for name in self.PAST:
            if name in self.errors:
                continue
            day = cleaned.get(name) or self.today
            if day > self.today:
                self.add_error(name, FUTURE)
            elif day < FIRST_DAY:
                self.add_error(name, LONG_AGO)
            cleaned[name] = day
        return cleaned


def text(
    label: str, *, required: bool = True, rows: int = 3, help_text: str = "", max_length: int = 20_000
) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=max_length,
        widget=forms.Textarea({"rows": rows}),
    )
