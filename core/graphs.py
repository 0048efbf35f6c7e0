"""Nothing is part of itself: finding out whether links go round in a circle."""

from collections.abc import Callable, Hashable, Iterable
from graphlib import CycleError, TopologicalSorter


def reachable(start: int | None, follow: Callable[[set[int]], Iterable[int | None]]) -> set[int]:
    """All that is met when following links from ``start``, ``start`` included.

    ``follow`` maps keys to the keys that their links lead to; it is asked once a step, not once a key.
    """
    met: set[int] = set()
    todo = {start} if start else set()
    while todo:
        met |= todo
        todo = {key for key in follow(todo) if key} - met
    return met


def has_cycle(links: Iterable[tuple[Hashable, Hashable]]) -> bool:
    """Whether following links, each from one thing to another, ever leads back to where it began."""
    sorter: TopologicalSorter = TopologicalSorter()
    for one, other in links:
        sorter.add(one, other)
    try:
        sorter.prepare()
    except CycleError:
        return True
    return False
