"""New rows that wait to be stored together.

The database holds every rule that the admin checks. So rows are stored by the hundred, and only where the database
refuses some are they checked and stored one by one, to find out which and to say why in the words of the admin.
"""

from collections import defaultdict
from collections.abc import Callable
from itertools import batched
from typing import NamedTuple

from django.db import Error, connection, models, transaction

from interchange.fields import file_fields
from interchange.files import FileRow
from interchange.validation import validate_row
from register.records import Part

_ROWS_PER_STATEMENT = 500  # rows in a statement
_MAX_PENDING_ROWS = 20_000  # rows that wait at most, so that memory stays flat


class PendingRow(NamedTuple):
    """A row of the desk, and where a file tells it."""

    row: FileRow
    path: str
    one: models.Model


class Batch:
    """Rows by model, in the order in which they came.

    ``accept(row, path, check)`` runs a check, notes what it finds as problems, and says whether there were none.
    """

    def __init__(self, accept: Callable[[FileRow, str, Callable], bool]):
        self.accept = accept
        self.waiting: dict[type[models.Model], list[PendingRow]] = defaultdict(list)
        self.links: dict[models.ManyToManyField, list[tuple[models.Model, models.Model]]] = defaultdict(list)

    @property
    def is_full(self) -> bool:
        return sum(map(len, self.waiting.values())) >= _MAX_PENDING_ROWS

    def add(self, row: FileRow, path: str, one: models.Model) -> None:
        self.waiting[type(one)].append(PendingRow(row, path, one))

    def link(self, one: models.Model, many: models.ManyToManyField, other: models.Model) -> None:
        """Let a waiting row name another, once both are stored."""
        self.links[many].append((one, other))

    def store(self) -> None:
        """Store all that waits. Keys are given first: rows may refer to one another in any order."""
        for model, waiting in self.waiting.items():
            keyless = [one.one for one in waiting if one.one.pk is None]
            for row, pk in zip(keyless, reserve_keys(model, len(keyless)), strict=True):
                row.pk = pk
        for waiting in self.waiting.values():
            for some in batched(waiting, _ROWS_PER_STATEMENT):
                self.store_together(some)
        for many, pairs in self.links.items():
            _insert_links(many, pairs)
        self.waiting.clear()
        self.links.clear()

    def store_together(self, waiting: tuple[PendingRow, ...]) -> None:
        alone = [one for one in waiting if _has_upload(one.one)]  # saving reckons its digest
        together = [one for one in waiting if not _has_upload(one.one)]
        try:
            with transaction.atomic():
                _bulk_create_rows([one.one for one in together])
        except (Error, TypeError, ValueError):  # a rule; or what no field of the database can hold
            alone += together
        for one in alone:
            self.store_alone(one)

    def store_alone(self, waiting: PendingRow) -> None:
        row, path, one = waiting
        if self.accept(row, path, lambda: validate_row(one, with_rules=True)):
            self.accept(row, path, lambda: one.save(force_insert=True))


def _bulk_create_rows(rows: list[models.Model]) -> None:
    for one in rows:
        if isinstance(one, Part):
            one.fill_in()
    if rows:
        type(rows[0])._base_manager.bulk_create(rows)


def _insert_links(many: models.ManyToManyField, pairs: list[tuple[models.Model, models.Model]]) -> None:
    through = many.remote_field.through
    from_name, to_name = many.m2m_column_name(), many.m2m_reverse_name()
    links = [through(**{from_name: one.pk, to_name: other.pk}) for one, other in pairs]
    through._base_manager.bulk_create(links, batch_size=_ROWS_PER_STATEMENT * 4)


def _has_upload(one: models.Model) -> bool:
    return any(getattr(one, file.attname) for file in file_fields(type(one)))


def reserve_keys(model: type[models.Model], count: int) -> list[int]:
    """Primary keys for so many new rows, rising: lists that are ordered by age keep the order of a file."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return sorted(pk for (pk,) in cursor.fetchall())
