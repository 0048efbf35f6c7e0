"""Measures of a brief, the same in both formats: millimetres of the page, points of the letters."""

from dataclasses import dataclass

PAGE_WIDTH, PAGE_HEIGHT = 210, 297
SIDE, TOP, BOTTOM = 18, 19, 17
TEXT_WIDTH, TEXT_HEIGHT = PAGE_WIDTH - 2 * SIDE, PAGE_HEIGHT - TOP - BOTTOM
MOST_PAGES = 2
INK, QUIET, ACCENT = "1f2328", "57606a", "1a4f8b"


@dataclass(frozen=True)
class Style:
    """A kind of paragraph: size of its letters, height of its lines, room before it, colour."""

    size: float  # points
    line: float  # millimetres
    before: float = 0  # millimetres
    is_bold: bool = False
    colour: str = INK

    @property
    def leading(self) -> float:
        """The height of a line in points."""
        return self.line / 25.4 * 72


TITLE = Style(17, 7.5, is_bold=True)
ABOUT = Style(9, 4.3, 0.8, colour=QUIET)
COUNTS = Style(9.5, 4.6, 1)
HEADING = Style(11.5, 5.4, 3.4, is_bold=True, colour=ACCENT)
ITEM = Style(9.5, 4.5, 1.5)
FACTS = Style(8.5, 4, colour=QUIET)
LINE = Style(8.5, 4)
MORE = Style(8.5, 4, 1.2, colour=QUIET)
MARGIN = Style(8, 4, colour=QUIET)
