"""Labels on a line of a picture: as many as fit without overlap."""

from dataclasses import dataclass

from pages.pictures.scales import MARGIN, percent, text_width

# In pixels: how high words are, and how far apart.
LABEL_SIZE, LABEL_GAP = 12, 8
LABEL_ROW_HEIGHT, MAX_LABEL_ROWS = 16, 3


@dataclass(frozen=True)
class Label:
    """Words at a position of an SVG; ``x`` in percent, ``y`` in pixels."""

    x: str
    y: int
    anchor: str
    words: str


def drop_repeated_labels(labels: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The ``(x, words)`` whose words do not repeat those before them, or how those begin."""
    befores = ["", *(words for _x, words in labels)]
    return [label for label, before in zip(labels, befores, strict=False) if not before.startswith(label[1])]


def place_labels(labels: list[tuple[str, str]], y: int, room: int) -> list[Label]:
    """The ``(x, words)`` that fit on lines of ``room`` pixels, each at its position.

    Later ones go first; those that do not fit stand on the next line, on `MAX_LABEL_ROWS` at most.
    """
    placed: list[Label] = []
    for row in range(MAX_LABEL_ROWS):
        fitting, labels = _fill_line(labels, y + row * LABEL_ROW_HEIGHT, room)
        placed += fitting
    return placed


def _fill_line(labels: list[tuple[str, str]], y: int, room: int) -> tuple[list[Label], list[tuple[str, str]]]:
    """The labels that fit on a line, and those that do not."""
    placed: list[Label] = []
    left: list[tuple[str, str]] = []
    free = room * (1 - MARGIN / 100)
    for x, words in reversed(labels):
        start, width = float(x[:-1]) / 100 * room, text_width(words, LABEL_SIZE)
        if start + width <= free:
            placed.append(Label(x, y, "start", words))
        elif not placed and width <= free:  # the last one may lean back from its place
            start = free - width
            placed.append(Label(percent(100 - MARGIN), y, "end", words))
        else:
            left.append((x, words))
            continue
        free = start - LABEL_GAP
    return placed[::-1], left[::-1]
