"""Directed graphs: reachability and cycles."""

from collections.abc import Callable, Hashable, Iterable
from graphlib import CycleError, TopologicalSorter


def shortest_path(
    start: int | None, goal: int, follow: Callable[[set[int]], Iterable[tuple[int, int | None]]]
) -> list[int]:
    """Keys on a shortest path of links from ``start`` to ``goal``, both included; empty where there is none.

    ``follow`` gives the links from some keys as pairs of keys; it is called once a step, not once a key.
    """
    before: dict[int, int | None] = {start: None} if start else {}
    frontier = set(before)
    while frontier and goal not in before:
        links = [(key, other) for key, other in follow(frontier) if other and other not in before]
        before |= {other: key for key, other in reversed(links)}
        frontier = {other for _key, other in links}
    path: list[int] = []
    step = goal if goal in before else None
    while step is not None:
        path.append(step)
        step = before[step]
    return path[::-1]


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
