"""The form all forms descend from: no browser bubbles, all errors at once, each telling what to do in Dutch."""

from typing import Any, NamedTuple

from django import forms
from django.forms.utils import ErrorDict, pretty_name

from cases.forms.fields import EXAMPLE, NO_SUCH_DAY, NO_SUCH_TIME, ClockField, DayField, MomentField, YesNoField

TOO_LONG = "Maak de tekst korter: hoogstens %(limit_value)d tekens, je hebt er nu %(show_value)d"
CHOOSE = "Kies een mogelijkheid bij “{label}”"
CHOOSE_SOME = "Kies een of meer mogelijkheden bij “{label}”"
YES_OR_NO = "Kies ja of nee bij “{label}”"
A_DAY = f"Vul een datum in bij “{{label}}”, zoals {EXAMPLE}"
A_TIME = "Vul een tijd in bij “{label}”, zoals 14.30"
A_NUMBER = "Vul een getal in bij “{label}”"

# Sentences by field type, the most specific type first. Django's own say "dit veld is verplicht"; these say what to do.
# {label} is the label of the field.
SENTENCES: tuple[tuple[type[forms.Field], dict[str, str]], ...] = (
    (YesNoField, {"required": YES_OR_NO, "invalid_choice": YES_OR_NO}),
    (forms.FileField, {
        "required": "Kies een bestand bij “{label}”",
        "invalid": "Kies het bestand opnieuw: het kwam niet aan",
        "missing": "Kies het bestand opnieuw: het kwam niet aan",
        "empty": "Kies een ander bestand: dit bestand is leeg",
        "max_length": "Geef het bestand een kortere naam: hoogstens %(max)d tekens",
        "contradiction": "Kies een bestand, of zet het vinkje om het te verwijderen, niet allebei",
    }),
    (forms.ModelMultipleChoiceField, {"required": CHOOSE_SOME, "invalid_list": CHOOSE,
                                      "invalid_choice": CHOOSE, "invalid_pk_value": CHOOSE}),
    (forms.ModelChoiceField, {"required": CHOOSE, "invalid_choice": CHOOSE}),
    (forms.MultipleChoiceField, {"required": CHOOSE_SOME, "invalid_list": CHOOSE,
                                 "invalid_choice": CHOOSE}),
    (forms.ChoiceField, {"required": CHOOSE, "invalid_choice": CHOOSE}),
    (forms.BooleanField, {"required": "Zet een vinkje bij “{label}” om verder te gaan"}),
    (DayField, {"required": A_DAY, "invalid": NO_SUCH_DAY}),
    (MomentField, {"required": f"Vul een datum en een tijd in bij “{{label}}”, zoals {EXAMPLE} en 14.30",
                   "invalid": NO_SUCH_DAY}),
    (ClockField, {"required": A_TIME, "invalid": NO_SUCH_TIME}),
    (forms.EmailField, {"required": "Vul een e-mailadres in, zoals naam@voorbeeld.nl",
                        "invalid": "Vul een e-mailadres in, zoals naam@voorbeeld.nl"}),
    (forms.DecimalField, {
        "required": A_NUMBER,
        "invalid": "Vul een getal in, zoals 12,50",
        "max_digits": "Vul een korter getal in: hoogstens %(max)s cijfers",
        "max_decimal_places": "Vul hoogstens %(max)s cijfers achter de komma in",
        "max_whole_digits": "Vul hoogstens %(max)s cijfers voor de komma in",
    }),
    (forms.IntegerField, {"required": A_NUMBER, "invalid": "Vul een heel getal in, zonder letters"}),
    (forms.URLField, {"required": "Vul een webadres in", "invalid": "Vul een webadres in, zoals https://voorbeeld.nl"}),
)  # fmt: skip
GENERAL = {
    "invalid": "Kijk dit veld na: dit kunnen we niet lezen",
    "max_length": TOO_LONG,
    "min_length": "Maak de tekst langer: minstens %(limit_value)d tekens",
    "min_value": "Vul een getal in van %(limit_value)s of meer",
    "max_value": "Vul een getal in van %(limit_value)s of minder",
    "step_size": "Vul een veelvoud in van %(limit_value)s",
    "null_characters_not_allowed": "Haal de onzichtbare tekens uit de tekst",
}


class Problem(NamedTuple):
    """One line of the error summary: the sentence, and the id of the input it links to ("" for the form as a whole)."""

    sentence: str
    anchor: str


class BaseForm(forms.Form):
    """A form in the pattern of NL Design System. Combine with ActForm for an act: `class X(BaseForm, ActForm[Y])`."""

    use_required_attribute = False  # the browser's bubbles are not Dutch, show one error at a time and are not read out
    mark_required = True  # "(verplicht)" behind the label; off where everything is required and obvious

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            _speak_dutch(name, field)
            if field.required and not field.widget.is_hidden and not field.widget.use_fieldset:
                field.widget.attrs.setdefault("aria-required", "true")


def problems(form: forms.BaseForm) -> list[Problem]:
    """Every error of a bound form in the order of its fields, those of the whole form first."""
    errors: ErrorDict = form.errors
    found = [Problem(str(sentence), "") for sentence in form.non_field_errors()]
    for name in form.fields:
        bound = form[name]
        anchor = "" if bound.is_hidden else bound.id_for_label or f"{bound.auto_id}_0"
        found += [Problem(str(sentence), anchor) for sentence in errors.get(name, ())]
    return found


def _speak_dutch(name: str, field: forms.Field) -> None:
    """Replace Django's default sentences; sentences that the form declared itself stay."""
    defaults: dict[str, Any] = {}
    for cls in reversed(type(field).__mro__):
        defaults.update(getattr(cls, "default_error_messages", {}))
    own = {code for code, sentence in field.error_messages.items() if defaults.get(code) != sentence}
    label = str(field.label or pretty_name(name)).strip().rstrip(":")
    by_type = next((sentences for cls, sentences in SENTENCES if isinstance(field, cls)), {})
    sentences = {"required": "Vul “{label}” in"} | GENERAL | by_type
    for code in sentences.keys() - own:
        # Django formats these with the rejected value; a percent sign in the label must survive that.
        safe = label.replace("%", "%%") if code in {"invalid_choice", "invalid_pk_value"} else label
        field.error_messages[code] = sentences[code].replace("{label}", safe)
