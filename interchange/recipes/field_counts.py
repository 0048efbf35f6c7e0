"""Reconciles a recipe's source with its records: counts by field, with every difference explained."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from interchange.schema import BODY_NAMES, PART_COLLECTIONS
from register.kinds import kind_named

# The member that distinguishes parts in a tally; for all others their kind.
_DISTINGUISHING_MEMBER = {
    "identifiers": "scheme", "terms": "renewal", "contributions": "currency", "involvements": "role",
}  # fmt: skip
_WITHOUT_ROLE = "party"  # the role of an involvement for which a file gives none


_NOTHING: Counter = Counter()


@dataclass(frozen=True)
class FieldCount:
    """Count of one field of the source, and the paths of a tally whose counts together should equal it.

    ``differences`` are by reason how many fewer are recorded, negative: how many more.
    """

    field: str
    source: int
    paths: tuple[str, ...] = ()
    differences: dict[str, int] = field(default_factory=dict)

    def recorded(self, tally: Counter) -> int:
        return sum(tally[path] for path in self.paths)

    def unexplained(self, tally: Counter, left_out: Counter = _NOTHING) -> int:
        """Number missing without a reason, given what is in records that were left out; negative: how many too many."""
        return self.source - sum(self.differences.values()) - self.recorded(tally) - self.recorded(left_out)


def tally_file(file: dict[str, list[dict]]) -> Counter:
    """Filled fields of an interchange file by path; see `_tally_records`."""
    return _tally_records((kind, row) for kind, rows in file.items() for row in rows)


def tally_bodies(bodies: Iterable[dict]) -> Counter:
    """Filled fields of published bodies by path."""
    return _tally_records((kind_named(body["object"]).plural, body) for body in bodies)


def _tally_records(records: Iterable[tuple[str, dict]]) -> Counter:
    """Filled fields by path: ``agreements``, ``agreements/milestones:signed/on``, ``agreements/topics``.

    Behind the colon stands the kind of the parts, or another member that distinguishes them; the same is counted
    without it. Of a list, its members are counted. Names are those of a file, also for bodies.
    """
    tally: Counter = Counter()
    for kind, record in records:
        tally[kind] += 1
        for name, value in record.items():
            tally[f"{kind}/{name}"] += _count_filled(value)
            if name in PART_COLLECTIONS[kind]:
                tally.update(path for part in value for path in _part_paths(f"{kind}/{name}", name, part))
    return tally


def _part_paths(path: str, collection: str, part: dict) -> Iterator[str]:
    distinction = part.get(_DISTINGUISHING_MEMBER.get(collection, "kind"))
    if collection == "involvements":
        distinction = distinction or _WITHOUT_ROLE
    starts = [path, *([f"{path}:{distinction}"] if distinction else [])]
    yield from starts[1:]
    own = {body: file for file, body in BODY_NAMES.items()} if collection == "relations" else {}
    for name, value in part.items():
        for start in starts:
            yield from [f"{start}/{own.get(name, name)}"] * _count_filled(value)


def _count_filled(value) -> int:
    """1 for a value, 0 for an empty one; of a list its length."""
    return len(value) if isinstance(value, list) else int(value not in (None, "", False) and value != {})


def count_report(counts: Iterable[FieldCount], tally: Counter, left_out: Counter = _NOTHING) -> Iterator[str]:
    """A line for each field of the source: its count there, the count here, and the reasons why they differ.

    ``left_out`` is the tally of the records that had problems, which explains as many.
    """
    for count in counts:
        reasons = [f"{number} {name}" for name, number in count.differences.items() if number]
        if lost := count.recorded(left_out):
            reasons.append(f"{lost} in records left out")
        if unexplained := count.unexplained(tally, left_out):
            reasons.append(f"{unexplained} UNEXPLAINED")
        yield f"{count.field:24}{count.source:8}{count.recorded(tally):8}  {'; '.join(reasons)}".rstrip()
