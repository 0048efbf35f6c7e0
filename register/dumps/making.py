"""Making a dump: every file from one moment of the register, put in place at once, and what was before it removed."""

import fcntl
import hashlib
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connections, transaction
from django.utils.translation import override

from register.api.reading import revision
from register.dumps import deltas, manifest, sqlite_files
from register.dumps.manifest import DumpFile, Manifest
from register.exports.csv_files import csv_file
from register.exports.rows import rows
from register.exports.tables import Table, tables
from register.kinds import Kind, kinds
from register.models import Entry
from register.pages import addresses
from register.querysets import REGISTER

BLOCK = 1024 * 1024

# As CSV with signs that JSON escapes: in the usual format the server would double every backslash.
COPY = "COPY (QUERY) TO STDOUT (FORMAT csv, QUOTE e'\\x01', DELIMITER e'\\x02')"
LINES = f"SELECT {deltas.LINE} FROM register_entry WHERE kind = 'KIND'"


class AlreadyRunning(Exception):
    """Another process is making a dump."""


def make(*, is_patient: bool = False) -> Manifest:
    """Make a dump. Raises AlreadyRunning, unless it ``is_patient`` and waits for the other one to be done."""
    root: Path = settings.DUMPS_ROOT
    root.mkdir(parents=True, exist_ok=True)
    with alone(root, is_patient=is_patient):
        made_at = datetime.now(UTC)
        unfinished = root / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        schemas = {kind.name: kind.schema for kind in kinds()}
        with one_moment():
            cursor = revision()
            earlier = deltas.earlier(manifest.last(), schemas, cursor)
            files = list(write_all(unfinished, {"made_at": made_at.isoformat(), "cursor": str(cursor)}))
            files += write_deltas(unfinished, cursor, earlier)
        made = Manifest(
            f"{made_at:%Y%m%dT%H%M%S%f}-{cursor}", made_at.isoformat(), cursor, tuple(files), schemas, earlier
        )
        unfinished.rename(root / made.folder)
        beside = root / f"{manifest.NAME}.part"
        beside.write_text(made.as_text(), encoding="utf-8")
        beside.replace(root / manifest.NAME)
        # nothing older stays: it may hold what has been redacted since
        for old in root.iterdir():
            if old.is_dir() and old.name != made.folder:
                shutil.rmtree(old)
        return made


@contextmanager
def alone(root: Path, *, is_patient: bool = False):
    """While no other process makes a dump. The lock ends with the process, however that ends."""
    with (root / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if is_patient else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise AlreadyRunning from error
        yield


def is_at_work() -> bool:
    """Whether some process is making a dump."""
    try:
        with alone(settings.DUMPS_ROOT):
            return False
    except AlreadyRunning:
        return True
    except FileNotFoundError:  # none was ever made
        return False


@contextmanager
def one_moment():
    """A transaction that sees the register as it is now, whatever is published meanwhile."""
    connection = connections[REGISTER]
    is_outermost = not connection.in_atomic_block
    with transaction.atomic(using=REGISTER):
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def write_all(folder: Path, facts: dict[str, str]) -> Iterator[DumpFile]:
    counts = dict.fromkeys((kind.name for kind in kinds()), 0)
    for kind in kinds():
        digest, size, counts[kind.name] = write(folder / f"{kind.plural}.jsonl", json_lines(kind))
        yield DumpFile(
            f"{kind.plural}.jsonl", manifest.JSON_LINES, kind.plural, "", counts[kind.name], size, digest
        )
    for table in tables():
        for code, _name in settings.LANGUAGES:
            kind, name = table.kind(), f"{table.kind().plural}.{code}.csv"
            digest, size, _lines = write(folder / name, csv_lines(table, code))
            yield DumpFile(name, manifest.CSV, kind.plural, code, counts[kind.name], size, digest)
    sqlite_files.write(folder / "register.sqlite", facts | licence())
    digest, size = hashed(folder / "register.sqlite")
    yield DumpFile("register.sqlite", manifest.SQLITE, "", "", sum(counts.values()), size, digest)


def write_deltas(folder: Path, cursor: int, earlier: Iterable[int]) -> Iterator[DumpFile]:
    """What changed since each of the earlier dumps; a file of more lines than the register has records is left out."""
    records = Entry.public.count()
    for since in earlier:
        name = f"changes-{since}-{cursor}.jsonl"
        digest, size, lines = write(folder / name, copied(deltas.query(since)))
        if lines > records:
            (folder / name).unlink()
        else:
            yield DumpFile(name, manifest.JSON_LINES, "", "", lines, size, digest, since)


def licence() -> dict[str, str]:
    return {
        "site": settings.SITE_URL,
        "license": settings.DATA_LICENSE,
        "license_url": settings.DATA_LICENSE_URL,
    }


def write(path: Path, pieces: Iterable) -> tuple[str, int, int]:
    """Write the pieces; the SHA-256 of the file, its length and how many pieces there were."""
    digest, size, count = hashlib.sha256(), 0, 0
    waiting = bytearray()
    with path.open("wb", buffering=0) as file:
        for piece in pieces:
            waiting += piece
            count += 1
            if len(waiting) > BLOCK:
                digest.update(waiting)
                size += file.write(waiting)
                waiting.clear()
        digest.update(waiting)
        size += file.write(waiting)
    return digest.hexdigest(), size, count


def hashed(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size


def json_lines(kind: Kind) -> Iterator:
    return copied(LINES.replace("KIND", kind.name))


def copied(query: str) -> Iterator:
    """One line for each row, as the server hands them over."""
    with connections[REGISTER].cursor() as cursor, cursor.copy(COPY.replace("QUERY", query)) as copy:
        yield from copy


def csv_lines(table: type[Table], language: str) -> Iterator[bytes]:
    """The table of a list without a search, in one language."""
    with override(language):
        first = f"{table.kind().letter}1"
        address = addresses.absolute(None, addresses.page(first)).removesuffix(first)
        filterset = table.filterset()
        made = table(day=filterset.day, address=address)
        found = filterset.entries().order_by(*filterset.ordering.columns)
    return csv_file(made, rows(found))
