"""The building blocks say what the prototype says, and never let text out of its place."""

from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string

from cases.rules.basis import Certainty, LegalBasis
from cases.rules.calendar import SHIPPED
from cases.rules.clock import Clock
from cases.rules.deadlines import Facts, Suspension, reckon
from cases.rules.length import Length

TODAY = date(2026, 11, 24)
BASIS = LegalBasis(
    text="Wmo 2.3.5 lid 2",
    url="https://wetten.overheid.nl/x",
    checked_on=date(2026, 11, 1),
    certainty=Certainty.SEEN,
    valid_from=date(2026, 7, 1),
)
EVIL = "<script>alert('x')</script>"


def render(source: str, **context: object) -> str:
    return Template("{% load cases %}" + source).render(Context(context))


def clock(fraction: float, tone: str = "") -> str:
    return render(
        "{% termijn c %}",
        c=Clock(
            remaining_text="nog 2 dagen", day_text="do 26 nov", fraction=fraction, tone=tone, spoken="Dag 40 van 42."
        ),
    )


@pytest.mark.parametrize(
    ("fraction", "width"), [(0.0, "0.0"), (0.5, "44.0"), (1.0, "88.0"), (1.1, "96.8"), (9.0, "100.0"), (-1, "0.0")]
)
def test_clock_ends_at_the_mark_and_runs_on_when_late(fraction, width):
    assert f'class="baan-af" width="{width}"' in clock(fraction)


def test_clock_that_stands_still_is_dashed():
    html = clock(0.25, "is-pauze")

    assert 'class="baan-pauze" y1="3.5" y2="3.5" x2="22.0"' in html
    assert "baan-af" not in html


def test_clock_says_in_words_what_its_bar_draws():
    assert '<span class="onzichtbaar">Dag 40 van 42.</span>' in clock(0.9)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ d|dag:today }}", "di 24 nov"),
        ("{{ other|dag:today }}", "di 5 jan 2027"),
        ("{{ m|dag:today }}", "wo 25 nov 08.15"),
        ("{{ m|dag_alleen:today }}", "wo 25 nov"),
        ("{{ d|dag_lang:today }}", "dinsdag 24 november"),
        ("{{ other|dag_lang:today }}", "dinsdag 5 januari 2027"),
        ("{{ m|klok }}", "08.15"),
        ("{{ m|sinds:now }}", "wo 25 nov 08.15 uur"),
        ("{{ now|sinds:now }}", "10.42 uur"),
        ("{{ none|dag }}{{ none|dag_lang }}{{ none|dag_alleen }}{{ none|klok }}{{ none|sinds }}{{ none|iso }}", ""),
        ("{{ d|iso }}", "2026-11-24"),
    ],
)
def test_days_are_written_in_dutch_and_amsterdam_time(source, text):
    moment = datetime(2026, 11, 25, 7, 15, tzinfo=UTC)
    now = datetime(2026, 11, 24, 9, 42, tzinfo=UTC)

    assert render(source, d=TODAY, other=date(2027, 1, 5), m=moment, now=now, today=TODAY, none=None) == text


def test_article_that_was_not_read_says_so():
    sure = render("{% artikel b %}", b=BASIS)
    unsure = render("{% artikel b %}", b=replace(BASIS, certainty=Certainty.MEMORY))

    assert "nog niet bevestigd" not in sure
    assert 'href="https://wetten.overheid.nl/x"' in sure
    assert "nog niet bevestigd" in unsure


def test_norm_of_the_municipality_has_no_link():
    assert "<a" not in render("{% artikel b %}", b=replace(BASIS, url=""))


def proof(**changes: object) -> str:
    asked = Suspension(invited_on=date(2026, 11, 23), ends_by=date(2026, 12, 15), basis=BASIS)
    facts = Facts(
        term="toy.besluit",
        label="Besluit",
        basis=BASIS,
        start=date(2026, 11, 20),
        length=Length.parse("2 weeks"),
        suspensions=(replace(asked, **changes),),
        met_text="Besluit verstuurd",
    )
    return render("{% termijnbewijs p today=today open=True %}", p=reckon(facts, SHIPPED), today=TODAY)


def test_proof_asks_the_question_and_ends_with_uiterlijk():
    html = proof(completed_on=date(2026, 12, 15))

    assert "Termijnbewijs: waarom maandag 28 december?" in html
    assert "<b>Besluit verstuurd: uiterlijk</b>" in html
    assert html.count("<b>ma 28 dec</b>") == 1
    assert "<b>+ 21 dagen</b>" in html
    assert "Eerste Kerstdag" in html
    assert "vóór" not in html


def test_proof_of_a_term_that_stands_still_names_the_latest_day():
    html = proof()

    assert "bewijs is-pauze" in html
    assert "waarom maandag 28 december?" in html


def step(**changes: object) -> SimpleNamespace:
    return SimpleNamespace(
        **{
            "key": "a",
            "label": "Pgb toekennen",
            "hint": "",
            "basis": None,
            "url": "/z",
            "primary": False,
            "hidden": None,
            "refusal": None,
        }
        | changes
    )


def test_refused_step_stays_visible_beside_its_reason():
    html = render(
        '{% include "components/steps.html" %}',
        steps=[step(refusal=SimpleNamespace(reason="Het budgetplan ontbreekt nog.", basis=BASIS))],
    )

    assert 'aria-disabled="true" aria-describedby="waarom-a"' in html
    assert '<p class="waarom" id="waarom-a"><b>Kan nu niet.</b> Het budgetplan ontbreekt nog.' in html
    assert 'href="/z"' not in html
    assert "<form" not in html


def test_step_without_input_is_a_form_and_carries_what_the_user_saw():
    html = render('{% include "components/steps.html" %}', steps=[step(hidden={"seen": 3, "key": "k"})], csrf_token="t")

    assert '<form method="post" action="/z">' in html
    assert '<input type="hidden" name="seen" value="3">' in html


def test_step_with_input_is_a_link_to_its_page():
    html = render('{% include "components/steps.html" %}', steps=[step(primary=True)])

    assert '<a class="knop" href="/z"' in html


@pytest.mark.parametrize(
    ("template", "context"),
    [
        (
            "notes",
            {
                "notes": [
                    SimpleNamespace(author_name=EVIL, happened_on=TODAY, kind_text=EVIL, own_words=True, text=EVIL)
                ]
            },
        ),
        ("timeline", {"items": [SimpleNamespace(at=TODAY, title=EVIL, text=EVIL, by=EVIL, tone="")]}),
        (
            "letters",
            {
                "case": SimpleNamespace(uuid=uuid4()),
                "letters": [SimpleNamespace(title=EVIL, uuid=uuid4(), sent_on=None, state_text=EVIL, clock=EVIL)],
            },
        ),
        ("empty", {"title": EVIL, "text": EVIL}),
        ("steps", {"steps": [step(label=EVIL, hint=EVIL, refusal=SimpleNamespace(reason=EVIL, basis=None))]}),
        ("milestones", {"marks": [SimpleNamespace(label=EVIL, done=False, text=EVIL)]}),
        ("road", {"stops": [SimpleNamespace(label=EVIL, done=True)]}),
    ],
)
def test_text_of_people_is_text(template, context):
    html = render_to_string(f"components/{template}.html", context)

    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_block_tags_escape_their_title_and_keep_their_content():
    html = render(
        '{% vel t id="a" note=t %}<i>inhoud</i>{% endvel %}{% attentie t %}<i>meer</i>{% endattentie %}', t=EVIL
    )

    assert "<script>" not in html
    assert "<i>inhoud</i>" in html
    assert "<i>meer</i>" in html


@pytest.mark.parametrize(
    ("system", "sentence"),
    [
        ({"never_swept": True}, "Termijnbewaking is nog niet gestart."),
        ({"sweep_stalled_since": datetime(2020, 1, 6, 13, 2, tzinfo=UTC)}, "ligt stil sinds ma 6 jan 2020 14.02 uur."),
        ({"outbox_waiting": 1}, "Er wacht 1 bericht."),
        (
            {"outbox_waiting": 41, "outbox_oldest": datetime(2020, 1, 6, 12, 47, tzinfo=UTC)},
            "het oudste sinds ma 6 jan 2020 13.47 uur",
        ),
        ({"one_silent": True}, "Een van de twee bewakers is nog niet gestart."),
        ({"mail_waiting": 1}, "<b>E-mail loopt achter.</b> Er wacht 1 e-mail."),
        (
            {"mail_waiting": 2, "mail_oldest": datetime(2020, 1, 6, 12, 47, tzinfo=UTC)},
            "Er wachten 2 e-mails, de oudste sinds ma 6 jan 2020 13.47 uur.",
        ),
    ],
)
def test_bars_say_what_is_wrong(system, sentence):
    assert sentence in render_to_string("components/system_bars.html", {"system": system})


def test_no_bar_when_all_is_well():
    assert not render_to_string("components/system_bars.html", {"system": {"outbox_waiting": 0}}).strip()
    assert not render_to_string("components/system_bars.html", {}).strip()


def test_error_page_needs_no_request_and_no_database():
    html = render_to_string("500.html")

    assert "Er ging iets mis bij ons" in html


@pytest.mark.parametrize("name", ["bare.html", "base.html", "components/my_menu.html", "components/palette.html"])
def test_no_inline_style_or_script(name, settings):
    source = (settings.BASE_DIR / "templates" / name).read_text()

    assert "style=" not in source
    assert "onclick" not in source
    assert "<style" not in source
