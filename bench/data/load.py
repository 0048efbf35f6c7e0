"""Writes a generated register into an empty database: the rows that publishing and `rebuild_register` write, by COPY.

All that is derived is worked out by the register's own functions; here they only run in several processes, and their
rows go in without indexes, which are made afterwards.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import chain
from multiprocessing import get_context

from django.db import connection, connections, models, transaction
from django.utils import timezone

from bench.data.activities import PER_AGREEMENTS, activity_body
from bench.data.agreements import agreement_body
from bench.data.world import World
from register import bodies, entries, lives
from register.choices import Action
from register.deadlines import deadline_rows
from register.facets import counters, day_facts
from register.fields import CHUNK_SIZE
from register.kinds import kind_named
from register.models import Deadline, Entry, EntryText, FactBits, Link, Period, Tally, Version

BATCH = 1000  # agreements that a process makes at once
_TABLES = Version, Entry, Link, EntryText, Period, Deadline
# After the last signing: what is dated after its publication counts as planned.
_FIRST_PUBLICATION, _ALL_PUBLICATIONS = datetime(2026, 9, 2, tzinfo=UTC), timedelta(days=60)
_EDITED_EVERY, _EDITED_PLACE = 20, 7  # so many agreements have an earlier version, too
_MEMORY = "SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 2; SET work_mem = '256MB'"

_register: "Register"  # of this process


class Register:
    """The order of publications: which version has which id."""

    def __init__(self, agreements: int, world: World):
        self.agreements, self.world = agreements, world
        self.activities = agreements // PER_AGREEMENTS
        self.last_agreement = self.id_of_agreement(agreements)

    def id_of_agreement(self, number: int) -> int:
        earlier = (number + _EDITED_EVERY - _EDITED_PLACE) // _EDITED_EVERY
        return self.world.records + number + earlier

    @property
    def step(self) -> timedelta:
        return _ALL_PUBLICATIONS / (self.last_agreement + self.activities)

    def versions_of_world(self, places: Iterable[int]) -> Iterator[Version]:
        """Of the topics, organizations and people at these places."""
        for place in places:
            yield self._version(place + 1, self.world.body(place))

    def versions_of_agreements(self, numbers: Iterable[int]) -> Iterator[Version]:
        """Of these agreements, and of the activities that are made with them."""
        for number in numbers:
            body, version_id = agreement_body(self.world, number), self.id_of_agreement(number)
            if is_edited := number % _EDITED_EVERY == _EDITED_PLACE:
                yield self._version(version_id - 1, {**body, "bindingness": ""})
            yield self._version(version_id, body, 2 if is_edited else 1)
            if number % PER_AGREEMENTS == 0:
                activity = number // PER_AGREEMENTS
                yield self._version(self.last_agreement + activity, activity_body(self.world, activity))

    def _version(self, version_id: int, body: dict, number: int = 1) -> Version:
        text, kind = bodies.body_to_json(body), kind_named(body["object"])
        return Version(
            id=version_id, ref=body["ref"], kind=kind.name, serial=int(body["ref"][1:]), number=number,
            action=Action.PUBLISHED, schema=kind.schema_version, body=text, sha256=bodies.body_sha256(text),
            published_at=_FIRST_PUBLICATION + version_id * self.step, note="",
        )  # fmt: skip


def load(
    agreements: int, organizations: int, seed: str = "entente", processes: int = 0, report=print
) -> None:
    """Fills the empty tables of the register with so many agreements and all that they mention.

    ``processes`` write at the same time; none is for a transaction that nobody else sees into.
    """
    register = Register(agreements, World(organizations, seed))
    numbers = [*_batches(1, agreements + 1)]
    with _without_indexes(report), _mapping(register, processes) as in_turn:
        for writer, batches in (
            (_write_world, [*_batches(0, register.world.records)]),
            (_write_agreements, numbers),
        ):
            for done, _none in enumerate(in_turn(writer, batches), start=1):
                if done % 50 == 0 or done == len(batches):
                    report(f"{writer.__name__}: {done} of {len(batches)} batches")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('register_version', 'id'), max(id)) FROM register_version"
        )
        cursor.execute("ANALYZE register_entry, register_link")
    with _mapping(register, processes) as in_turn:
        lives_written = in_turn(_write_lives, numbers)
        for table in (Tally, FactBits):
            table.objects.all()._raw_delete("default")
        for refs in _refs_by_chunks():
            counters.increment_facets(refs)
        report("counts")
        for _none in lives_written:
            pass
        day_facts.keep_day(timezone.localdate())
        report("lives")


def _batches(first: int, end: int) -> Iterator[range]:
    for start in range(first, end, BATCH):
        yield range(start, min(start + BATCH, end))


@contextmanager
def _mapping(register: Register, processes: int) -> Iterator[Callable]:
    """A ``map`` whose calls know the register, in so many processes."""
    if not processes:
        _remember(register)
        yield map
        return
    connections.close_all()  # no process uses another's
    with ProcessPoolExecutor(processes, get_context("fork"), _remember, (register,)) as pool:
        yield pool.map


def _remember(register: Register) -> None:
    global _register
    _register = register


def _write_world(places: range) -> None:
    _write_versions(_register.versions_of_world(places))


def _write_agreements(numbers: range) -> None:
    _write_versions(_register.versions_of_agreements(numbers))


@transaction.atomic
def _write_versions(versions: Iterable[Version]) -> None:
    """Versions, and what is derived from the last of each record."""
    versions = [*versions]
    current = {version.ref: version for version in versions}
    rows = entries.derived_rows(current.values())
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # no triggers: rows of any day
        _copy(cursor, Version, versions)
        _copy(cursor, Entry, rows.entries)
        _copy(cursor, Link, rows.links)
        _copy_rows(cursor, EntryText, ("entry_id", "kind", "vector", "names"), rows.texts)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


@transaction.atomic
def _write_lives(numbers: range) -> None:
    periods = lives.period_rows([f"A{number}" for number in numbers])
    with connection.cursor() as cursor:
        _copy(cursor, Period, periods)
        _copy(cursor, Deadline, deadline_rows(periods))


def _refs_by_chunks() -> Iterator[list[str]]:
    """References of all entries, those of the same chunks of bitmaps together: each chunk is then written once."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, serial / %s AS chunk, array_agg(ref) FROM register_entry GROUP BY 1, 2 ORDER BY 1, 2",
            [CHUNK_SIZE],
        )
        rows = cursor.fetchall()
    for start in range(0, len(rows), 8):
        yield [*chain.from_iterable(refs for _kind, _chunk, refs in rows[start : start + 8])]


def _copy(cursor, model: type[models.Model], rows: Iterable[models.Model]) -> None:
    columns = [field for field in model._meta.concrete_fields if field.column]
    values = ([_written(field, getattr(row, field.attname)) for field in columns] for row in rows)
    _copy_rows(cursor, model, [field.column for field in columns], values)


def _written(field: models.Field, value):
    return json.dumps(value) if isinstance(field, models.JSONField) and value is not None else value


def _copy_rows(cursor, model: type[models.Model], columns: Iterable[str], rows: Iterable) -> None:
    names = ", ".join(map(connection.ops.quote_name, columns))
    with cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


@contextmanager
def _without_indexes(report) -> Iterator[None]:
    """Drops the indexes of the register that are no constraints, and makes them again afterwards."""
    tables = [model._meta.db_table for model in _TABLES]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index "
            "WHERE indrelid = ANY(%s::regclass[]) AND NOT indisunique ORDER BY 1",
            [tables],
        )
        indexes = cursor.fetchall()
        for name, _definition in indexes:
            cursor.execute(f"DROP INDEX {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute(_MEMORY)
        for name, definition in indexes:
            cursor.execute(definition)
            report(f"index {name}")
