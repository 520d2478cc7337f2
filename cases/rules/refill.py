"""Put what somebody filled in back into the HTML of a form: text, ticks and choices, for a person to look at and save.

The page is not built anew: only the tags of the one form that has these fields are written again.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin

Pairs = Iterable[tuple[str, str]]
Attributes = dict[str, str | None]
NEVER = {"submit", "button", "image", "reset", "file", "password"}  # types of input that hold nothing typed


@dataclass(slots=True)
class _Control:
    """A tag that holds an answer. `end` is where the tag ends; of a textarea `close` is where its text ends."""

    tag: str
    attributes: Attributes
    start: int
    end: int
    name: str
    close: int = 0


@dataclass(slots=True)
class _Form:
    attributes: Attributes
    start: int
    end: int
    inside: tuple[tuple[int, int, Attributes], ...]  # the <details> around it
    controls: list[_Control] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        return {control.name for control in self.controls}


def refill(html: str, *, page: str, action: str, pairs: Pairs, never: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """The HTML with the answers in the form that posts to `action`, and the texts for which there was no place.

    `page` is the address of the HTML; the names in `never` belong to the page itself and stay as they are.
    """
    posted: dict[str, list[str]] = {}
    for name, value in pairs:
        if name not in never:
            posted.setdefault(name, []).append(value)
    reader = _Reader(html)
    fitting = [form for form in reader.forms if urljoin(page, form.attributes.get("action") or page) == action]
    best = max(fitting, key=lambda form: len(form.names & posted.keys()), default=None)
    if best is None or not best.names & posted.keys():
        return html, _texts(posted, set())
    edits = [(best.start, best.end, _tag("form", best.attributes | {"data-teruggegeven": None}))]
    edits += [(start, end, _tag("details", seen | {"open": None})) for start, end, seen in best.inside]
    for control in best.controls:
        if control.name not in never:
            edits += _edits(control, posted.get(control.name))
    for start, end, text in sorted(edits, reverse=True):
        html = html[:start] + text + html[end:]
    return html, _texts(posted, best.names)


def _texts(posted: dict[str, list[str]], placed: set[str]) -> tuple[str, ...]:
    return tuple(value for name, values in posted.items() if name not in placed for value in values if value.strip())


def _edits(control: _Control, values: list[str] | None) -> list[tuple[int, int, str]]:
    """A form posts every text it has, and only the boxes that are ticked: what was not posted was not ticked."""
    attributes, kind = dict(control.attributes), (control.attributes.get("type") or "text").lower()
    if control.tag == "option" or kind in ("checkbox", "radio"):
        mark = "selected" if control.tag == "option" else "checked"
        attributes.pop(mark, None)
        if (attributes.get("value") if "value" in attributes else "on") in (values or ()):
            attributes[mark] = None
    elif values is None:
        return []
    elif control.tag == "textarea":
        return [(control.end, control.close, "\n" + escape(values[0], quote=False))]
    else:
        attributes["value"] = values.pop(0) if len(values) > 1 else values[0]
    return [(control.start, control.end, _tag(control.tag, attributes))]


def _tag(name: str, attributes: Attributes) -> str:
    parts = (key if value is None else f'{key}="{escape(value)}"' for key, value in attributes.items())
    return f"<{' '.join((name, *parts))}>"


class _Reader(HTMLParser):
    """Finds the forms of a page with their controls, and where each stands in the text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[_Form] = []
        self._details: list[tuple[int, int, Attributes]] = []
        self._form: _Form | None = None
        self._select = ""
        self._lines = [0]
        for line in html.split("\n"):  # as the parser counts them
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start = self._at()
        end = start + len(self.get_starttag_text() or "")
        attributes = dict(attrs)
        if tag == "details":
            self._details.append((start, end, attributes))
        elif tag == "form" and (attributes.get("method") or "").lower() == "post":
            self._form = _Form(attributes, start, end, tuple(self._details))
            self.forms.append(self._form)
        elif self._form is None:
            return
        elif tag == "select":
            self._select = attributes.get("name") or ""
        elif tag in ("input", "textarea") and (attributes.get("type") or "").lower() not in NEVER:
            if name := attributes.get("name"):
                self._form.controls.append(_Control(tag, attributes, start, end, name))
        elif tag == "option" and self._select:
            self._form.controls.append(_Control(tag, attributes, start, end, self._select))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "details" and self._details:
            self._details.pop()
        elif tag == "select":
            self._select = ""
        elif tag == "textarea" and self._form is not None and self._form.controls:
            self._form.controls[-1].close = self._at()

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
