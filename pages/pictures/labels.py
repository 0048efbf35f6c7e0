"""Words on a line of a picture: as many as find room, each where it belongs."""

from dataclasses import dataclass

from pages.pictures.scales import MARGIN, percent, text_width

# In pixels: how high words are, and how far apart.
LABEL_SIZE, LABEL_GAP = 12, 8


@dataclass(frozen=True)
class Label:
    x: str
    y: int
    anchor: str
    words: str


def drop_repeated_labels(told: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The words that differ from those before them."""
    return [one for one, before in zip(told, [("", ""), *told], strict=False) if one[1] != before[1]]


def place_labels(told: list[tuple[str, str]], y: int, room: int) -> list[Label]:
    """The words that find room on a line, the latest before the earlier ones, each under the place it tells of."""
    placed: list[Label] = []
    free = room * (1 - MARGIN / 100)
    for x, words in reversed(told):
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
