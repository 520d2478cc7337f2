"""Fields that read what people type and say in Dutch what to do when it cannot be read."""

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone

EXAMPLE = "24 11 2026"
NO_SUCH_DAY = f"Vul een datum in die bestaat, zoals {EXAMPLE}"
NO_SUCH_TIME = "Vul een tijd in die bestaat, zoals 14.30"
NO_SUCH_MOMENT = "Stuur een moment met een tijdzone, zoals 2026-11-24T10:42:00+01:00"
FIRST_DAY = date(2015, 1, 1)  # the municipality has had these laws since then: no act of ours is older
LONG_AGO = f"Deze dag is te lang geleden. Vul een dag in vanaf {FIRST_DAY:%d-%m-%Y}"
_DAY_FIRST = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_THOUSANDS = re.compile(r"\.(?=\d{3}(?:\D|$))")
_TIME = re.compile(r"(\d{1,2})\s*(?:[.:u]\s*(\d{2})|(?<=\d\d)(\d{2}))?\s*(?:u|uur)?", re.IGNORECASE)


class DayInput(forms.DateInput):
    """A plain text input with a numeric keyboard: pasting and "24 11 2026" work, no calendar gets in the way."""

    input_type = "text"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", "class": "datum"} | (attrs or {}), "%d-%m-%Y")


class DayField(forms.DateField):
    """A day: `24-11-2026`, `24 11 2026`, `24/11/2026` or `2026-11-24`; within `earliest`..`latest` (inclusive)."""

    widget = DayInput

    def __init__(self, *, earliest: date = date(1880, 1, 1), latest: date = date(2100, 12, 31), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.earliest = earliest
        self.latest = latest

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        day = _read_day(str(value).strip())
        if day is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        if not self.earliest <= day <= self.latest:
            raise forms.ValidationError(
                f"Vul een datum in van {self.earliest:%d-%m-%Y} tot en met {self.latest:%d-%m-%Y}", code="out_of_range"
            )
        return day


class ClockField(forms.TimeField):
    """A time of day: `14.30`, `14:30`, `1430`, `14u30` or `14 uur`."""

    widget = forms.TimeInput(attrs={"inputmode": "text", "autocomplete": "off", "class": "tijd"}, format="%H.%M")

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        clock = _read_clock(str(value))
        if clock is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return clock


class MomentInput(forms.MultiWidget):
    """A day and a time side by side, each with its own small label."""

    template_name = "components/moment_input.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"dag": DayInput(), "tijd": ClockField.widget}, attrs)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The two inputs of the page, or one value under the field's own name: the API's ISO text, code's datetime."""
        return data[name] if name in data else super().value_from_datadict(data, files, name)

    def decompress(self, value: Any) -> list[date | time | None]:
        if not isinstance(value, datetime):
            return [None, None]
        local = timezone.localtime(value)
        return [local.date(), local.time().replace(second=0, microsecond=0)]


class MomentField(forms.MultiValueField):
    """An aware moment from a day and an Amsterdam time.

    In the hour that the clock repeats (last Sunday of October) the first one counts: a term in
    hours then ends earlier, never later. In the hour that does not exist (March) the field refuses.
    """

    widget = MomentInput

    def __init__(self, **kwargs: Any) -> None:
        required = kwargs.get("required", True)
        day, clock = DayField(required=required), ClockField(required=required)
        day.error_messages["invalid"] = NO_SUCH_DAY
        clock.error_messages["invalid"] = NO_SUCH_TIME
        for part, sentence in ((day, f"Vul een datum in, zoals {EXAMPLE}"), (clock, "Vul een tijd in, zoals 14.30")):
            part.error_messages["required"] = part.error_messages["incomplete"] = sentence
        super().__init__(fields=(day, clock), require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> datetime | None:
        """Two parts, or one aware moment, which also knows which of two equal hours is meant."""
        if not value or not isinstance(value, (str, datetime)):
            found: datetime | None = super().clean(value)
            return found
        moment = _read_moment(value)
        if moment is None:
            raise forms.ValidationError(NO_SUCH_MOMENT, code="invalid")
        self.fields[0].clean(moment.date().isoformat())  # within a life
        self.run_validators(moment)
        return moment

    def compress(self, data_list: list[Any]) -> datetime | None:
        if not data_list or data_list[0] is None or data_list[1] is None:
            if data_list and (data_list[0] or data_list[1]):
                raise forms.ValidationError("Vul de datum en de tijd allebei in", code="incomplete")
            return None
        moment = datetime.combine(data_list[0], data_list[1], tzinfo=timezone.get_current_timezone())
        if moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) != moment.replace(tzinfo=None):
            raise forms.ValidationError(
                "Deze tijd bestaat niet: de klok ging die nacht een uur vooruit. Kies een andere tijd", code="invalid"
            )
        return moment


class NumberField(forms.DecimalField):
    """A number with decimals as Dutch people write it: `12,50`, `12.50`, `1.234,50`, `€ 12,50`."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "getal"})

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        if isinstance(value, str):
            value = value.replace("€", "").strip()
            if "," in value:
                value = _THOUSANDS.sub("", value).replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return str(value).replace(".", ",") if isinstance(value, Decimal) else value


class WholeNumberField(forms.IntegerField):
    """A whole number in a text input: a browser's number input drops what it cannot read without a word."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "getal"})


class Radios(forms.RadioSelect):
    """Radio buttons in a fieldset; `columns` puts short choices side by side."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, columns: bool = False) -> None:
        super().__init__(attrs)
        self.group_class = "kolommen" if columns else "keuzes"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["group_class"] = self.group_class
        return context


class RadioField(forms.ChoiceField):
    """One choice out of a few, all visible, none of them chosen beforehand."""

    widget = Radios


class YesNoField(forms.TypedChoiceField):
    """Ja or nee, never answered beforehand; True, False, or None where it may stay open."""

    def __init__(self, **kwargs: Any) -> None:
        widget = Radios()
        widget.group_class = "janee__keus"
        super().__init__(
            choices=(("ja", "Ja"), ("nee", "Nee")),
            coerce=lambda answer: answer == "ja",
            empty_value=None,
            widget=widget,
            **kwargs,
        )
        self.template_name = "components/yes_no_field.html"

    def prepare_value(self, value: Any) -> Any:
        """Show a stored True or False as its radio button."""
        return {True: "ja", False: "nee"}.get(value, value) if isinstance(value, bool) else value


def _read_day(text: str) -> date | None:
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _read_clock(text: str) -> time | None:
    match = _TIME.fullmatch(text.strip())
    try:
        return time(int(match[1]), int(match[2] or match[3] or 0)) if match else None
    except ValueError:
        return None


def _read_moment(value: str | datetime) -> datetime | None:
    """The moment in Amsterdam; None for what is none, has no zone, or lies at the edge of the calendar."""
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        return timezone.localtime(moment)
    except (ValueError, OverflowError):
        return None
