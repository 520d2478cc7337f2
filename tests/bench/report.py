"""The table, with each goal met or not."""

from collections.abc import Iterator, Sequence

from tests.bench.measure import Figures, Row

STATEMENTS, OWN, GROWTH, TAIL = 12, 8.0, 1.5, 2.5


def show(rows: Sequence[Row]) -> str:
    """A Markdown table for the largest size; what misses its goal is bold."""
    return "\n".join(_lines(rows))


def _lines(rows: Sequence[Row]) -> Iterator[str]:
    sizes = list(rows[0].at)
    small, large = sizes[0], sizes[-1]
    empty = rows[0].at[large]
    grows = f"growth from {small:,}" if len(sizes) > 1 else "growth"
    yield f"| | statements | SQL ms | own ms | own / empty | p50 ms | p95 ms | p95 / p50 | {grows} |"
    yield "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
    for row in rows:
        yield _line(row, row.at[small], row.at[large], empty, len(sizes) > 1)


def _line(row: Row, small: Figures, large: Figures, empty: Figures, grows: bool) -> str:
    growth = _goal(large.p50 / small.p50, GROWTH) if grows else ""
    statements = str(large.statements) if row.act else _goal(large.statements, STATEMENTS, digits=0)
    return (
        f"| {row.name} | {statements} | {large.sql:.1f} | {large.own:.1f} | {_goal(large.own / empty.own, OWN)} |"
        f" {large.p50:.1f} | {large.p95:.1f} | {_goal(large.p95 / large.p50, TAIL)} | {growth} |"
    )


def _goal(value: float, most: float, digits: int = 1) -> str:
    text = f"{value:.{digits}f}"
    return text if float(text) <= most else f"**{text}**"
