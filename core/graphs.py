"""Directed graphs: reachability and cycles."""

from collections.abc import Callable, Hashable, Iterable
from graphlib import CycleError, TopologicalSorter


def reachable(start: int | None, follow: Callable[[set[int]], Iterable[int | None]]) -> set[int]:
    """Keys reachable from ``start`` by following links, ``start`` included.

    ``follow`` maps keys to the keys that their links lead to; it is called once a step, not once a key.
    """
    reached: set[int] = set()
    frontier = {start} if start else set()
    while frontier:
        reached |= frontier
        frontier = {key for key in follow(frontier) if key} - reached
    return reached


def has_cycle(edges: Iterable[tuple[Hashable, Hashable]]) -> bool:
    """True if following the edges leads from any node back to itself."""
    sorter: TopologicalSorter = TopologicalSorter()
    for source, target in edges:
        sorter.add(source, target)
    try:
        sorter.prepare()
    except CycleError:
        return True
    return False
