"""What the bench says about its figures; that its visits work is tested with the demo (tests/journeys/test_demo.py)."""

from datetime import date

from django.core.management import call_command

from tests.bench.measure import Figures, Row
from tests.bench.report import show, write
from tests.bench.visitor import hidden_fields


def rows(growth: float = 1.2, statements: int = 9) -> list[Row]:
    empty = Figures(statements=2, sql=1, own=10, p50=11, p95=15)
    page = Figures(statements=statements, sql=5, own=40, p50=45, p95=60)
    small = Figures(statements=statements, sql=5, own=40, p50=45 / growth, p95=60)
    return [Row("Empty page", False, {1000: empty, 100_000: empty}), Row("Case", False, {1000: small, 100_000: page})]


def test_a_goal_that_is_met_and_one_that_is_not_read_as_such():
    section = show(rows(growth=2.0), {"plain": 100.0, "batches": 900.0}, on=date(2026, 11, 22), repeats=3)
    assert "| From 1,000 to 100,000 cases at most 1.5 × slower | **not met** by 1 of 2 | 2: Case |" in section
    assert "| At most 12 statements a page | met | 9: Case |" in section
    assert "one plain update | met | 9: 0.9 s against 0.1 s |" in section
    assert "| Case | 9 | 5.0 | 40.0 | 4.0 | 45.0 | 1.3 | **2.0** |" in section
    assert "**13**" in show(rows(statements=13), None, on=date(2026, 11, 22), repeats=3)


def test_both_commands_keep_what_the_other_wrote(tmp_path):
    page = tmp_path / "figures.md"
    call_command("figures", write=page)
    counted = page.read_text()
    write(page, show(rows(), None, on=date(2026, 11, 22), repeats=3))
    measured = page.read_text()
    assert measured.startswith(counted.rstrip("\n"))
    write(page, show(rows(), None, on=date(2026, 11, 22), repeats=3))
    call_command("figures", write=page)
    assert page.read_text() == measured


def test_the_hidden_fields_are_those_of_the_form_that_is_posted():
    page = b"""<form method="post" action="/a"><input type="hidden" name="csrfmiddlewaretoken" value="x">
      <input type="hidden" name="seen" value="3"><input name="typed" value="no"></form>
      <form method="post" action="/b"><input type="hidden" name="csrfmiddlewaretoken" value="x"></form>"""
    assert hidden_fields(page, "/a") == {"csrfmiddlewaretoken": "x", "seen": "3"}
