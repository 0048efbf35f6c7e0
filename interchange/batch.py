"""Batched inserts: rows by the hundred in one statement, one by one where the database refuses.

The database holds every rule that the admin checks. So only what it refuses is checked and stored row by row, to learn
which rows are at fault and to give the reasons in the words of the admin.
"""

from collections import defaultdict
from collections.abc import Callable
from itertools import batched
from typing import NamedTuple

from django.db import Error, connection, models, transaction

from interchange.files import FileRow
from interchange.validation import validate_row
from register.records import Part

_ROWS_PER_STATEMENT = 500
_MAX_PENDING_ROWS = 20_000  # so that memory stays flat


class PendingRow(NamedTuple):
    """An unsaved model instance, and the row and path of the file that it comes from."""

    row: FileRow
    path: str
    instance: models.Model


class Batch:
    """Unsaved instances by model, in the order in which they were added, and links between them.

    ``accept(row, path, check)`` runs a check, records what it raises as problems of the row, and returns whether there
    were none.
    """

    def __init__(self, accept: Callable[[FileRow, str, Callable], bool]):
        self.accept = accept
        self.pending: dict[type[models.Model], list[PendingRow]] = defaultdict(list)
        self.links: dict[models.ManyToManyField, list[tuple[models.Model, models.Model]]] = defaultdict(list)

    @property
    def is_full(self) -> bool:
        return sum(map(len, self.pending.values())) >= _MAX_PENDING_ROWS

    def add(self, row: FileRow, path: str, instance: models.Model) -> None:
        self.pending[type(instance)].append(PendingRow(row, path, instance))

    def link(self, instance: models.Model, many: models.ManyToManyField, other: models.Model) -> None:
        """Link a pending instance to another by a many-to-many field, once both are stored."""
        self.links[many].append((instance, other))

    def store(self) -> None:
        """Store all that is pending. Primary keys are given first: rows may refer to one another in any order."""
        for model, pending in self.pending.items():
            keyless = [waiting.instance for waiting in pending if waiting.instance.pk is None]
            for instance, pk in zip(keyless, reserve_keys(model, len(keyless)), strict=True):
                instance.pk = pk
        for pending in self.pending.values():
            for rows in batched(pending, _ROWS_PER_STATEMENT):
                self._store_rows(rows)
        for many, pairs in self.links.items():
            _insert_many_to_many(many, pairs)
        self.pending.clear()
        self.links.clear()

    def _store_rows(self, rows: tuple[PendingRow, ...]) -> None:
        try:
            with transaction.atomic():
                _bulk_create_rows([row.instance for row in rows])
        except (
            Error,
            TypeError,
            ValueError,
        ):  # a constraint; or a value that no field of the database can hold
            for row in rows:
                self._store_row(row)

    def _store_row(self, pending: PendingRow) -> None:
        row, path, instance = pending
        if self.accept(row, path, lambda: validate_row(instance, with_rules=True)):
            self.accept(row, path, lambda: _insert(instance))


def _insert(instance: models.Model) -> None:
    """Store an instance by itself. In a savepoint: a refusal must not end the transaction of all the others."""
    with transaction.atomic():
        instance.save(force_insert=True)


def _bulk_create_rows(instances: list[models.Model]) -> None:
    for instance in instances:
        if isinstance(instance, Part):
            instance.fill_blanks()
    type(instances[0])._base_manager.bulk_create(instances)


def _insert_many_to_many(
    many: models.ManyToManyField, pairs: list[tuple[models.Model, models.Model]]
) -> None:
    through = many.remote_field.through
    from_name, to_name = many.m2m_column_name(), many.m2m_reverse_name()
    links = [through(**{from_name: instance.pk, to_name: other.pk}) for instance, other in pairs]
    through._base_manager.bulk_create(links, batch_size=_ROWS_PER_STATEMENT * 4)


def reserve_keys(model: type[models.Model], count: int) -> list[int]:
    """Primary keys for ``count`` new rows, rising: lists that are ordered by age keep the order of a file."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return sorted(pk for (pk,) in cursor.fetchall())
