"""Groups of measurements: each is one interleaved run with its references, and the budgets that it is held to."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.lines import Line
from bench.measuring import Group
from bench.questions import Questions
from bench.servers import Servers


@dataclass
class Setting:
    """Surroundings of a group: servers, addresses, the directory of the size, and how often it takes turns."""

    servers: Servers
    questions: Questions
    directory: Path
    rounds: int


@dataclass
class Measured:
    """A group that was measured."""

    arms: Group
    lines: list[Line]


def take_turns(values: list[str]) -> Iterator[str]:
    """These values, one after the other, for ever."""
    while True:
        yield from values
