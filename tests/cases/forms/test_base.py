"""All errors at once, in Dutch, each telling what to do; typed text stays."""

import re

import pytest
from django import forms
from django.template import Context, Template

from cases.forms.base import BaseForm, problems
from cases.forms.fields import DayField, MomentField, NumberField, RadioField, YesNoField


class Everything(BaseForm):
    name = forms.CharField(label="Naam van de melder", max_length=20)
    day = DayField(label="Datum van het gesprek", help_text="De dag waarop je iemand sprak.")
    moment = MomentField(label="Eerste contact")
    reporter = RadioField(label="Wie meldt dit?", choices=[("self", "Meneer zelf"), ("family", "Familie")])
    danger = YesNoField(label="Is iemand nu in gevaar?")
    mail = forms.EmailField(label="E-mail", required=False)
    hours = NumberField(label="Uren", max_digits=4, decimal_places=2, min_value=0, required=False)
    own = forms.CharField(label="Eigen zin", error_messages={"required": "Schrijf op wat je hoort"})
    tick = forms.BooleanField(label="Voorgelezen")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_empty_form_names_every_field_once_in_order():
    assert [problem.sentence for problem in problems(Everything({}))] == [
        "Vul “Naam van de melder” in",
        "Vul een datum in bij “Datum van het gesprek”, zoals 24 11 2026",
        "Vul een datum en een tijd in bij “Eerste contact”, zoals 24 11 2026 en 14.30",
        "Kies een mogelijkheid bij “Wie meldt dit?”",
        "Kies ja of nee bij “Is iemand nu in gevaar?”",
        "Schrijf op wat je hoort",
        "Zet een vinkje bij “Voorgelezen” om verder te gaan",
    ]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "x" * 21, "Maak de tekst korter: hoogstens 20 tekens, je hebt er nu 21"),
        ("name", "a\x00b", "Haal de onzichtbare tekens uit de tekst"),
        ("day", "31-11-2026", "Vul een datum in die bestaat, zoals 24 11 2026"),
        ("reporter", "dog", "Kies een mogelijkheid bij “Wie meldt dit?”"),
        ("mail", "nergens", "Vul een e-mailadres in, zoals naam@voorbeeld.nl"),
        ("hours", "veel", "Vul een getal in, zoals 12,50"),
        ("hours", "-1", "Vul een getal in van 0 of meer"),
        ("hours", "1,125", "Vul hoogstens 2 cijfers achter de komma in"),
    ],
)
def test_wrong_value_says_what_to_do(field, value, sentence):
    assert Everything({field: value}).errors[field] == [sentence]


def test_label_with_a_percent_sign_is_just_a_label():
    class Odd(BaseForm):
        share = forms.ChoiceField(label="Meer dan 50%?", choices=[("a", "a")])

    assert Odd({"share": "b"}).errors["share"] == ["Kies een mogelijkheid bij “Meer dan 50%?”"]
    assert Odd({}).errors["share"] == ["Kies een mogelijkheid bij “Meer dan 50%?”"]


def test_every_line_of_the_summary_links_to_an_input_that_exists():
    form = Everything({})
    html = str(form)

    anchors = [problem.anchor for problem in problems(form)]
    assert anchors == [
        "id_name",
        "id_day",
        "id_moment_0",
        "id_reporter_0",
        "id_danger_0",
        "id_own",
        "id_tick",
    ]
    for anchor in anchors:
        assert re.search(rf'<(input|textarea|select)[^>]* id="{anchor}"', html)


def test_summary_gives_its_heading_the_focus_and_counts():
    html = Template("{% load cases %}{% error_summary form %}").render(Context({"form": Everything({})}))

    assert '<h2 id="h-fouten" tabindex="-1" autofocus>Er is nog niets bewaard. Los eerst 7 dingen op</h2>' in html


def test_summary_of_one_error_is_singular():
    class One(BaseForm):
        name = forms.CharField(label="Naam")

    html = Template("{% load cases %}{% error_summary form %}").render(Context({"form": One({})}))
    assert "Los eerst 1 ding op" in html


def test_unbound_form_has_no_summary():
    assert Template("{% load cases %}{% error_summary form %}").render(Context({"form": Everything()})).strip() == ""


def test_typed_text_stays_and_is_escaped():
    html = str(Everything({"name": '<b>"&', "day": "31-11-2026", "moment_dag": "24 11 2026", "danger": "ja"}))

    assert 'value="&lt;b&gt;&quot;&amp;"' in html
    assert 'value="31-11-2026"' in html
    assert 'value="24 11 2026"' in html
    assert re.search(r'name="danger" value="ja"[^>]* checked', html)


def test_field_ties_its_explanation_and_error_to_the_input():
    html = str(Everything({"day": "31-11-2026"})["day"].as_field_group())

    assert 'aria-describedby="id_day_helptext id_day_error"' in html
    assert 'id="id_day_helptext"' in html
    assert 'id="id_day_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-required="true"' in html
    assert "(verplicht)" in html


def test_nothing_is_left_to_the_bubbles_of_the_browser():
    assert not re.search(r"\srequired[\s>=]", str(Everything()))


def test_yes_or_no_is_never_answered_beforehand():
    assert "checked" not in str(Everything()["danger"])


def test_every_group_of_radio_buttons_has_a_legend():
    html = str(Everything())

    assert html.count("<fieldset") == html.count("<legend") == 3
