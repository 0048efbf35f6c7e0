"""New rows that wait to be stored together.

The database holds every rule that the admin checks. So rows are stored by the hundred, and only where the database
refuses some are they checked and stored one by one, to find out which and to say why in the words of the admin.
"""

from collections import defaultdict
from collections.abc import Callable
from itertools import batched
from typing import NamedTuple

from django.db import Error, models, transaction

from interchange.checking import check
from interchange.fields import file_fields
from interchange.files import Row
from interchange.naming import reserve
from register.records import Part

TOGETHER = 500  # rows in a statement
FULL = 20_000  # rows that wait at most, so that memory stays flat


class Waiting(NamedTuple):
    """A row of the desk, and where a file tells it."""

    row: Row
    path: str
    one: models.Model


class Batch:
    """Rows by model, in the order in which they came.

    ``accept(row, path, check)`` runs a check, notes what it finds as problems, and says whether there were none.
    """

    def __init__(self, accept: Callable[[Row, str, Callable], bool]):
        self.accept = accept
        self.waiting: dict[type[models.Model], list[Waiting]] = defaultdict(list)
        self.links: dict[models.ManyToManyField, list[tuple[models.Model, models.Model]]] = defaultdict(list)

    @property
    def is_full(self) -> bool:
        return sum(map(len, self.waiting.values())) >= FULL

    def add(self, row: Row, path: str, one: models.Model) -> None:
        self.waiting[type(one)].append(Waiting(row, path, one))

    def link(self, one: models.Model, many: models.ManyToManyField, other: models.Model) -> None:
        """Let a waiting row name another, once both are stored."""
        self.links[many].append((one, other))

    def store(self) -> None:
        """Store all that waits. Keys are given first: rows may refer to one another in any order."""
        for model, waiting in self.waiting.items():
            keyless = [one.one for one in waiting if one.one.pk is None]
            for row, pk in zip(keyless, reserve(model, len(keyless)), strict=True):
                row.pk = pk
        for waiting in self.waiting.values():
            for some in batched(waiting, TOGETHER):
                self.store_together(some)
        for many, pairs in self.links.items():
            store_links(many, pairs)
        self.waiting.clear()
        self.links.clear()

    def store_together(self, waiting: tuple[Waiting, ...]) -> None:
        alone = [one for one in waiting if has_upload(one.one)]  # saving reckons its digest
        together = [one for one in waiting if not has_upload(one.one)]
        try:
            with transaction.atomic():
                bulk_create([one.one for one in together])
        except (Error, TypeError, ValueError):  # a rule; or what no field of the database can hold
            alone += together
        for one in alone:
            self.store_alone(one)

    def store_alone(self, waiting: Waiting) -> None:
        row, path, one = waiting
        if self.accept(row, path, lambda: check(one, with_rules=True)):
            self.accept(row, path, lambda: one.save(force_insert=True))


def bulk_create(rows: list[models.Model]) -> None:
    for one in rows:
        if isinstance(one, Part):
            one.fill_in()
    if rows:
        type(rows[0])._base_manager.bulk_create(rows)


def store_links(many: models.ManyToManyField, pairs: list[tuple[models.Model, models.Model]]) -> None:
    through = many.remote_field.through
    from_name, to_name = many.m2m_column_name(), many.m2m_reverse_name()
    links = [through(**{from_name: one.pk, to_name: other.pk}) for one, other in pairs]
    through._base_manager.bulk_create(links, batch_size=TOGETHER * 4)


def has_upload(one: models.Model) -> bool:
    return any(getattr(one, file.attname) for file in file_fields(type(one)))
