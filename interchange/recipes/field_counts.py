"""What a source counts against what is recorded: field by field, every difference named."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from interchange.schema import BODY_NAMES, PART_COLLECTIONS

# By which member parts are told apart in a tally; all others by their kind.
_DISTINGUISHING_MEMBER = {"identifiers": "scheme", "terms": "renewal", "contributions": "currency"}
_PLURALS = {"agreement": "agreements", "organization": "organizations", "topic": "topics", "person": "people"}


@dataclass(frozen=True)
class FieldCount:
    """One field of the source: how often it is filled there, and the paths of a tally that hold it, added up.

    ``differences`` say by name how many fewer are recorded, negative: how many more.
    """

    field: str
    source: int
    paths: tuple[str, ...] = ()
    differences: dict[str, int] = field(default_factory=dict)

    def recorded(self, tally: Counter) -> int:
        return sum(tally[path] for path in self.paths)

    def unexplained(self, tally: Counter) -> int:
        """How many are missing for no reason that is named; negative: how many there are too many."""
        return self.source - sum(self.differences.values()) - self.recorded(tally)


def tally_file(file: dict[str, list[dict]]) -> Counter:
    """How often each field is filled in an interchange file; see `tally`."""
    return _tally_records((kind, row) for kind, rows in file.items() for row in rows)


def tally_bodies(bodies: Iterable[dict]) -> Counter:
    """The same of published bodies."""
    return _tally_records((_PLURALS[body["object"]], body) for body in bodies if body["object"] in _PLURALS)


def _tally_records(records: Iterable[tuple[str, dict]]) -> Counter:
    """How often each field is filled: ``agreements``, ``agreements/milestones:signed/on``, ``agreements/topics``.

    What stands behind the colon tells parts apart, mostly their kind; the same is counted without it. Of a list, its
    members are counted. Names are those of a file, also for bodies.
    """
    found: Counter = Counter()
    for kind, record in records:
        found[kind] += 1
        for name, value in record.items():
            found[f"{kind}/{name}"] += _count_filled(value)
            if name in PART_COLLECTIONS.get(kind, []):
                found.update(path for part in value for path in _part_paths(f"{kind}/{name}", name, part))
    return found


def _part_paths(path: str, collection: str, part: dict) -> Iterator[str]:
    told_apart = part.get(_DISTINGUISHING_MEMBER.get(collection, "kind"))
    starts = [path, *([f"{path}:{told_apart}"] if told_apart else [])]
    yield from starts[1:]
    own = {body: file for file, body in BODY_NAMES.items()} if collection == "relations" else {}
    for name, value in part.items():
        for start in starts:
            yield from [f"{start}/{own.get(name, name)}"] * _count_filled(value)


def _count_filled(value) -> int:
    """1 for what says something, 0 for what is empty; of a list, how many."""
    return len(value) if isinstance(value, list) else int(value not in (None, "", False) and value != {})


def count_report(counts: Iterable[FieldCount], tally: Counter) -> Iterator[str]:
    """A line for each field of the source: its count there, the count here, and why they differ."""
    for one in counts:
        reasons = [f"{number} {name}" for name, number in one.differences.items() if number]
        if unexplained := one.unexplained(tally):
            reasons.append(f"{unexplained} UNEXPLAINED")
        yield f"{one.field:24}{one.source:8}{one.recorded(tally):8}  {'; '.join(reasons)}".rstrip()
