"""Answers go back into the HTML of a form, and nothing else of the page changes."""

from typing import Any

from cases.rules.refill import refill

PAGE = """<!doctype html><form action="/elders" method="post"><input name="text" value="x"></form>
<p>Anna &amp; Bo</p><details class="meer"><summary>Meer</summary>
<form method="post" class="a"><input type="hidden" name="csrfmiddlewaretoken" value="t">
<input type="hidden" name="seen" value="2"><input name="name" value="Oud"><textarea name="text" rows="3">
Oud</textarea><textarea name="empty"></textarea>
<input type="checkbox" name="tick" checked><input type="radio" name="one" value="a"><input type="radio" name="one"
 value="b" checked><input type="file" name="file"><select name="pick"><option value="">Kies</option><option
 value="z" selected>Z</option><option value="y">Y</option></select><button name="actie" value="bewaar">Ok</button></form></details>"""
OWN = frozenset({"csrfmiddlewaretoken", "actie"})


def filled(**pairs: str | list[str]) -> tuple[str, tuple[str, ...]]:
    flat = [(name, one) for name, value in pairs.items() for one in ([value] if isinstance(value, str) else value)]
    return refill(PAGE, page="/hier", action="/hier", pairs=flat, never=OWN)


def test_text_ticks_and_choices_come_back_in_the_form_that_posts_there() -> None:
    html, rest = filled(seen="1", name='Jan "de" <Wit>', text="Een\n<b>twee</b> & drie", one="a", pick="y", empty="")
    for part in (
        '<input type="hidden" name="seen" value="1">',
        'name="name" value="Jan &quot;de&quot; &lt;Wit&gt;"',
        '<textarea name="text" rows="3">\nEen\n&lt;b&gt;twee&lt;/b&gt; &amp; drie</textarea>',
        '<input type="checkbox" name="tick">',
        '<input type="radio" name="one" value="a" checked>',
        '<input type="radio" name="one" value="b">',
        '<option value="z">Z</option>',
        '<option value="y" selected>',
        '<form method="post" class="a" data-teruggegeven>',
        '<details class="meer" open>',
        '<form action="/elders" method="post"><input name="text" value="x"></form>\n<p>Anna &amp; Bo</p>',
        'name="csrfmiddlewaretoken" value="t"',
    ):
        assert part in html, part
    assert rest == ()


def test_what_has_no_place_is_given_back_and_the_buttons_word_is_not() -> None:
    html, rest = filled(name="Jan", regel_3="Nog een regel", actie="bewaar", leeg=" ")
    assert rest == ("Nog een regel",)
    assert 'value="bewaar"' in html


def test_a_page_without_the_form_stays_as_it_is() -> None:
    found: Any = refill(PAGE, page="/hier", action="/ginds", pairs=[("text", "Mijn tekst")], never=OWN)
    assert found == (PAGE, ("Mijn tekst",))


def test_of_several_forms_to_one_address_the_one_with_these_fields_is_filled() -> None:
    page = '<form method="post"><input name="a" value=""></form><form method="post"><input name="b" value=""></form>'
    html, _ = refill(page, page="/x", action="/x", pairs=[("b", "1")], never=OWN)
    assert html == (
        '<form method="post"><input name="a" value=""></form>'
        '<form method="post" data-teruggegeven><input name="b" value="1"></form>'
    )
