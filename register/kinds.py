"""What the register knows of each kind of record: how its body is made, and how a body is indexed.

The apps above say it in their ``publishing.py``; ``settings.REGISTER_KINDS`` names them. So the register imports none.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from lifecycle.periods import StatePeriod
from register.records import Record, RecordQuerySet

# Primary keys of records by their model.
PrimaryKeys = defaultdict[type[Record], set[int]]


@dataclass(frozen=True)
class Reference:
    """One mention of another record in a body: its kind of link, the reference, the part that holds it."""

    kind: str
    ref: str
    part: str = ""


@dataclass
class Index:
    """All that is derived from a body so that it can be found, listed and linked.

    ``title`` is text by language; ``keys`` are ``name:value`` strings; ``names`` are what an organization or a person
    is or was called; ``identifiers`` are ``(scheme, value)``; ``texts`` are by their weight in search: titles and names
    A, who and under which number B, what about C, what else is said of it D. ``life`` gives the ``periods``: it is
    worked out for those who want them only.
    """

    title: dict[str, str]
    keys: set[str] = field(default_factory=set)
    sort_on: date | None = None
    signed: tuple[date | None, date | None] | None = None
    references: list[Reference] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    identifiers: list[tuple[str, str]] = field(default_factory=list)
    life: Callable[[], list[StatePeriod]] = list

    @cached_property
    def periods(self) -> list[StatePeriod]:
        return self.life()

    def refer(self, kind: str, mention: dict | None, part: str = "") -> None:
        """Note a reference where the body names a public record; a mention without one is words only."""
        if mention and mention.get("ref"):
            self.references.append(Reference(kind, mention["ref"], part))

    def dated(self, day: date | None) -> None:
        """List it under this day, and under its year and decade."""
        self.sort_on = day
        if day:
            self.keys |= {f"year:{day.year:04}", f"year:{day.year // 10:03}0s"}


class Kind:
    """One kind of public record. Subclasses fill in the names and the four methods."""

    letter: str  # of references: A, O, P, E, T
    name: str  # in addresses of code: agreement
    plural: str  # in addresses of pages and of the API: agreements
    model: type[Record]
    relations: Sequence[str] = ()  # the codes of the links that `index` notes
    counted: Sequence[str] = ()  # the facts among its keys that lists and pages count
    schema = 1

    def prefetched(self, records: QuerySet) -> QuerySet:
        """The records with all that the methods below read, in a number of queries that does not grow."""
        raise NotImplementedError

    def body(self, record: Record) -> dict:
        """What is published of a record: facts only, in the shape of the current schema."""
        raise NotImplementedError

    def index(self, body: dict) -> Index:
        """What is derived from a body. A pure function: a rebuild changes nothing."""
        raise NotImplementedError

    def names(self, record: Record) -> Iterable[Record]:
        """The organizations, people and topics that the body names: published along, if they never were."""
        return []

    def links(self, record: Record) -> Iterable[Record]:
        """The agreements and activities that the body links to: left out while they are not public."""
        return []

    def mentioning(self, keys: PrimaryKeys) -> RecordQuerySet:
        """The desk's records of this kind whose body may change when these become public or stop being so."""
        return self.model._default_manager.none()

    def objections(self, record: Record) -> list[str]:
        """Why this record cannot be published, in sentences."""
        return []

    def part_names(self, directory) -> dict[str, Callable[[dict], str]]:
        """How its parts are called in a few words, by collection. ``directory`` knows the records they mention."""
        return {}

    def upgrade(self, body: dict, schema: int) -> dict:
        """A body of an older schema in today's shape. Schema 1 is today's."""
        return body


@cache
def kinds() -> tuple[Kind, ...]:
    """Every kind of record, in the order of the settings."""
    return tuple(import_string(path)() for path in settings.REGISTER_KINDS)


def kind_of(record: Record) -> Kind:
    """The kind of a desk record. Raises LookupError for a model that is not published."""
    for kind in kinds():
        if isinstance(record, kind.model):
            return kind
    raise LookupError(f"{type(record).__name__} is not a kind of public record.")


def kind_named(name: str) -> Kind:
    """The kind of a name or of a reference's letter. Raises LookupError."""
    for kind in kinds():
        if name in {kind.name, kind.plural, kind.letter}:
            return kind
    raise LookupError(f"There is no kind of public record called {name!r}.")


def primary_keys_by_model(records: Iterable[Record]) -> PrimaryKeys:
    """The primary keys of records by their model; a model that is not among them has none."""
    keys: PrimaryKeys = defaultdict(set)
    for record in records:
        keys[type(record)].add(record.pk)
    return keys
