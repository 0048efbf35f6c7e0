"""Nothing is part of itself: finding out whether links go round in a circle."""

from collections.abc import Callable, Iterable


def reached(start: int | None, follow: Callable[[set[int]], Iterable[int | None]]) -> set[int]:
    """All that is met when following links from ``start``, ``start`` included.

    ``follow`` maps keys to the keys that their links lead to; it is asked once a step, not once a key.
    """
    met: set[int] = set()
    todo = {start} if start else set()
    while todo:
        met |= todo
        todo = {key for key in follow(todo) if key} - met
    return met
