"""What one page must hold: at each width, light and dark, large, on paper, with keys alone, read by axe."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

CHECKS = Path(__file__).with_name("checks.js").read_text()
AXE = Axe().axe_script
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 390, 1024, 1440)
NARROW, PHONE, MEDIUM, WIDE = WIDTHS
A4 = 643  # px between the margins of print.css
HIGH = 900
MOST_STOPS = 400


def ready(page: Page) -> None:
    """Put the checks in the page that is open."""
    page.evaluate(CHECKS)


def width(page: Page, pixels: int) -> None:
    page.set_viewport_size({"width": pixels, "height": HIGH})


def fits(page: Page, *widths: int) -> Iterator[str]:
    """Nothing sticks out and nothing is cut off, at each width."""
    for pixels in widths:
        width(page, pixels)
        yield from (f"{pixels} px: {found}" for found in page.evaluate("pages.fit()"))


def fits_when_large(page: Page) -> Iterator[str]:
    """Text of 200 %, and the spacing of WCAG 1.4.12."""
    for how, name in (("doubled", "200 % text"), ("spaced", "wide spacing")):
        page.evaluate(f"pages.{how}(true)")
        yield from (f"{name}, {found}" for found in fits(page, MEDIUM))
        page.evaluate(f"pages.{how}(false)")


def reads(page: Page, pixels: int, *schemes: str) -> Iterator[str]:
    """Axe finds nothing."""
    width(page, pixels)
    page.evaluate(AXE)
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        results = page.evaluate(
            "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})", RULES
        )
        for fault in results["violations"]:
            yield from (f"{pixels} px {scheme}, {fault['id']}: {node['html'][:160]}" for node in fault["nodes"][:3])
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")


def prints(page: Page) -> Iterator[str]:
    """On paper, also for who works in the dark: no menu, no buttons, nothing beyond the edge."""
    with media(page, media="print", color_scheme="dark"):
        width(page, A4)
        yield from (f"print: {found}" for found in page.evaluate("pages.paper()"))


def bears_forced_colours(page: Page) -> Iterator[str]:
    with media(page, forced_colors="active", reduced_motion="reduce"):
        yield from (f"forced colours: {found}" for found in page.evaluate("[...pages.fit(), ...pages.moving()]"))


def walks(page: Page, pixels: int) -> Iterator[str]:
    """Tab reaches every control once, in the order it is read, seen each time, and leaves at the end."""
    width(page, pixels)
    page.evaluate("pages.begin()")
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if not page.evaluate(f"pages.step({str(pixels <= 390).lower()})"):
            break
    yield from (f"keys at {pixels} px: {found}" for found in page.evaluate("pages.end()"))


def says_the_same(page: Page, plain: Page) -> Iterator[str]:
    """Without script the same words stand there; figures may differ, for the minute passes."""
    width(plain, WIDE)
    width(page, WIDE)
    words = "() => document.querySelector('main').innerText.match(/[^\\s\\d.,:]+/g)"
    here, there = (set(one.evaluate(words)) for one in (page, plain))
    if here - there:
        yield f"without script misses: {' '.join(sorted(here - there))[:120]}"


def keep_pictures(page: Page, folder: Path, name: str) -> None:
    for pixels in (PHONE, WIDE):
        width(page, pixels)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            page.screenshot(path=folder / f"{name}-{pixels}-{scheme}.png", full_page=True)
    with media(page, media="print"):
        page.pdf(path=folder / f"{name}.pdf", prefer_css_page_size=True)


@contextmanager
def media(page: Page, **how: str) -> Iterator[None]:
    page.emulate_media(**how)  # type: ignore[arg-type]
    yield
    page.emulate_media(media="screen", color_scheme="light", forced_colors="none", reduced_motion="no-preference")
