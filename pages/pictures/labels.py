"""Labels on a line of a picture: as many as fit without overlap."""

from dataclasses import dataclass

from pages.pictures.scales import MARGIN, percent, text_width

# In pixels: how high words are, and how far apart.
LABEL_SIZE, LABEL_GAP = 12, 8


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
    """The ``(x, words)`` that fit on a line of ``room`` pixels, each at its position; later ones go first."""
    placed: list[Label] = []
    free = room * (1 - MARGIN / 100)
    for x, words in reversed(labels):
        start, width = float(x[:-1]) / 100 * room, text_width(words, LABEL_SIZE)
        if start + width <= free:
            placed.append(Label(x, y, "start", words))
        elif not placed and width <= free:  # the last one may lean back from its place
            start = free - width
            placed.append(Label(percent(100 - MARGIN), y, "end", words))
        else:
            continue
        free = start - LABEL_GAP
    return placed[::-1]
