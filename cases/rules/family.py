"""The drawing of a household: who stands where. Pure; the template only writes the shapes down.

A square is a man, a circle a woman, a diamond is not known. Lines say who is parent and who is child in this household;
they say nothing about gezag or descent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

SLOT, ROW, HALF, TOP = 76, 104, 21, 44  # width of one person, height of one row, half a shape, room for the address
MOST = 5  # in one row: wider can't be read on a phone
MARGIN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """Who is drawn. `label` stands below the shape and `age` in it; `role` as in a membership."""

    label: str
    age: str = ""
    sex: str = ""
    role: str = "other"
    here: bool = True
    marked: bool = False  # asks for help: a double line


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    kin: Kin
    x: int
    y: int

    @property
    def kind(self) -> str:
        return {"M": "square", "V": "circle"}.get(self.kin.sex, "diamond")

    @property
    def left(self) -> int:
        return self.x - HALF

    @property
    def top(self) -> int:
        return self.y - HALF

    @property
    def inner_left(self) -> int:
        return self.x - HALF + 5

    @property
    def inner_top(self) -> int:
        return self.y - HALF + 5

    @property
    def diamond(self) -> str:
        return f"{self.x},{self.y - 25} {self.x + 25},{self.y} {self.x},{self.y + 25} {self.x - 25},{self.y}"

    @property
    def age_y(self) -> int:
        return self.y + 5

    @property
    def label_y(self) -> int:
        return self.y + 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """In units of the view box. `lines` is the path of all lines; `home` is x, y, width and height of the home."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    lines: str
    home: tuple[int, int, int, int] | None
    size: int = HALF * 2
    radius: int = HALF
    inner: int = HALF - 5
    inner_size: int = (HALF - 5) * 2

    @property
    def home_x(self) -> int:
        """The middle of the home, for its address."""
        return self.home[0] + self.home[2] // 2 if self.home else 0


def draw(kin: Sequence[Kin]) -> Drawing:
    """Put who lives elsewhere to the left, adults of this home above, children below them, others last."""
    here, away = [one for one in kin if one.here], [one for one in kin if not one.here]
    rows = [*_rows(here, ("partner", "parent")), *_rows(here, ("child",)), *_rows(here, ("other",))]
    wide = max((len(row) for row in rows), default=0)
    offset = (SLOT + 2 * MARGIN if away else 0) + MARGIN
    inside = max(wide, 2) * SLOT + 2 * MARGIN if rows else 0
    shapes = [shape for n, row in enumerate(rows) for shape in _row(row, n, offset, inside)]
    elders = [one for one in away if one.role in ("partner", "parent")]
    beside = [*elders, *(one for one in away if one not in elders)]
    shapes += [Shape(kin=one, x=MARGIN + SLOT // 2, y=TOP + HALF + n * ROW) for n, one in enumerate(beside)]
    height = max(len(rows), len(beside), 1) * ROW + TOP - 16
    return Drawing(
        width=max(offset + inside + MARGIN, 2 * SLOT),
        height=height + 2 * MARGIN,
        shapes=tuple(shapes),
        lines=_lines(shapes),
        home=(offset, MARGIN, inside, len(rows) * ROW + TOP - 16) if rows else None,
    )


def _rows(kin: Sequence[Kin], roles: tuple[str, ...]) -> list[list[Kin]]:
    found = [one for one in kin if one.role in roles]
    return [found[n : n + MOST] for n in range(0, len(found), MOST)]


def _row(row: list[Kin], number: int, offset: int, inside: int) -> list[Shape]:
    """One row, in the middle of the home."""
    step = inside / len(row)
    return [
        Shape(kin=one, x=round(offset + step * (n + 0.5)), y=TOP + HALF + number * ROW) for n, one in enumerate(row)
    ]


def _lines(shapes: Sequence[Shape]) -> str:
    """Adults beside each other are joined; from them a line goes down to each row of children of this home."""
    adults = [shape for shape in shapes if shape.kin.here and shape.kin.role in ("partner", "parent")]
    elsewhere = [shape for shape in shapes if not shape.kin.here and shape.kin.role == "parent"]
    children = [shape for shape in shapes if shape.kin.here and shape.kin.role == "child"]
    path = [f"M{one.x + HALF} {one.y}H{two.x - HALF}" for one, two in pairwise(adults) if one.y == two.y]
    parents = [shape for shape in adults if shape.kin.role == "parent"] or adults
    if parents and children:
        stem = (parents[0].x + parents[-1].x) // 2 if parents[0].y == parents[-1].y else parents[0].x
        start = parents[0].y if len(parents) > 1 else parents[0].y + HALF
        rail = children[0].y - HALF - 12
        path += _rail(stem, start if len(parents) > 1 else start + 26, rail, children)
        path += [f"M{one.x} {one.y + HALF + 26}V{rail}H{stem}" for one in elsewhere[:1]]
    return "".join(path)


def _rail(stem: int, start: int, rail: int, children: Sequence[Shape]) -> list[str]:
    """A stem, a rail above the first row of children, and a line down to each of that row."""
    first = [child for child in children if child.y == children[0].y]
    ends = [stem, *(child.x for child in first)]
    return [
        f"M{stem} {start}V{rail}",
        f"M{min(ends)} {rail}H{max(ends)}",
        *(f"M{child.x} {rail}V{child.y - HALF}" for child in first),
    ]
