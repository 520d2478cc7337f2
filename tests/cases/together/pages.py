"""A page as a browser without script sees it: its forms, with what they would post."""

from html.parser import HTMLParser
from typing import Any

Fields = dict[str, Any]
SILENT = {"submit", "button", "reset", "image", "file"}


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, Fields]] = []
        self._select = self._area = ""
        self._first = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = dict(attrs)
        name, kind = got.get("name") or "", (got.get("type") or "text").lower()
        if tag == "form":
            self.found.append((got.get("action") or "", {}))
        elif tag == "select":
            self._select, self._first = name, True
        elif tag == "option" and self._select and (self._first or "selected" in got):
            self._fields[self._select], self._first = got.get("value") or "", False
        elif tag == "textarea":
            self._area = name
            self._fields[name] = ""
        elif tag == "input" and name and kind not in SILENT:
            if kind in ("checkbox", "radio") and "checked" not in got:
                return
            self._fields[name] = got.get("value") or ("on" if kind == "checkbox" else "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._fields[self._area] = self._fields[self._area].removeprefix("\n")
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self._fields[self._area] += data

    @property
    def _fields(self) -> Fields:
        return self.found[-1][1] if self.found else {}


def forms_of(html: str) -> list[tuple[str, Fields]]:
    """Each form of a page: its address, and names with what it would post untouched."""
    reader = _Forms()
    reader.feed(html)
    return reader.found


def form_with(html: str, *names: str) -> Fields:
    """The first form that has all of these fields."""
    return next(fields for _, fields in forms_of(html) if set(names) <= fields.keys())
