"""Builds a dump: all files from one snapshot of the register, put in place at once; older dumps are removed."""

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

from core.localized import in_language
from exports.csv_writer import stream_csv
from exports.dumps import deltas, manifest, sqlite_writer
from exports.dumps.manifest import DumpFile, Manifest
from exports.rows import stream_entries
from exports.tables import ExportTable, export_tables
from register import addresses
from register.kinds import Kind, kinds
from register.models import Entry, PublicVersion
from register.routers import REGISTER_ALIAS
from register.versions import format_instant, revision
from site_profile.current import current_profile
from site_profile.models import DEFAULT_NAME

_WRITE_BLOCK = 1024 * 1024

# As CSV with control characters, which JSON escapes: in the text format the server would double every backslash.
_COPY = "COPY (QUERY) TO STDOUT (FORMAT csv, QUOTE e'\\x01', DELIMITER e'\\x02')"
_RECORDS_OF_KIND = f"SELECT {deltas.RECORD_LINE} FROM register_entry WHERE kind = 'KIND' ORDER BY serial"


class DumpAlreadyRunning(Exception):
    """Another process is building a dump."""


def build_dump(*, is_patient: bool = False) -> Manifest:
    """Build a dump. Raises DumpAlreadyRunning, unless it ``is_patient`` and waits for the other process."""
    root: Path = settings.DUMPS_ROOT
    root.mkdir(parents=True, exist_ok=True)
    with dump_lock(root, is_patient=is_patient):
        made_at = datetime.now(UTC)
        _remove_dumps(root, but=manifest.last_folder())
        unfinished = root / f"unfinished-{made_at:%Y%m%dT%H%M%S%f}"
        part = root / f"{manifest.MANIFEST_NAME}.part"
        try:
            dump = _write_dump(unfinished, made_at)
            unfinished.rename(root / dump.folder)
            part.write_text(dump.to_json(), encoding="utf-8")
            part.replace(root / manifest.MANIFEST_NAME)
        except (
            BaseException
        ):  # a full disk, a database that went away, a signal: the last dump stays, and no more
            shutil.rmtree(unfinished, ignore_errors=True)
            part.unlink(missing_ok=True)
            _remove_dumps(root, but=manifest.last_folder())
            raise
        # nothing older stays: it may hold what has been redacted since
        _remove_dumps(root, but=dump.folder)
        return dump


def _write_dump(folder: Path, made_at: datetime) -> Manifest:
    """All files of a dump, in this new folder. The files of equal registers are equal, whenever they are made."""
    folder.mkdir()
    # from its first moment it carries a manifest, so that the next dump can remove it
    empty = Manifest(folder.name, made_at.isoformat(), 0, ())
    (folder / manifest.MANIFEST_NAME).write_text(empty.to_json(), encoding="utf-8")
    schemas = {kind.name: kind.schema_version for kind in kinds()}
    with _snapshot_transaction():
        cursor = revision()
        earlier = deltas.delta_cursors(manifest.last_manifest(), schemas, cursor)
        files = [*_write_full_files(folder, cursor), *_write_delta_files(folder, cursor, earlier)]
    dump = Manifest(
        f"{made_at:%Y%m%dT%H%M%S%f}-{cursor}", made_at.isoformat(), cursor, tuple(files), schemas, earlier
    )
    (folder / manifest.MANIFEST_NAME).write_text(dump.to_json(), encoding="utf-8")
    return dump


def _remove_dumps(root: Path, *, but: str) -> None:
    """Removes dumps, finished or broken off, besides this one: folders that carry their own manifest, and no others."""
    for folder in root.iterdir():
        if folder.name != but and manifest.is_dump_folder(folder):
            shutil.rmtree(folder)


@contextmanager
def dump_lock(root: Path, *, is_patient: bool = False):
    """Exclusive lock of the process that builds a dump; it ends with the process, however that ends.

    Raises DumpAlreadyRunning.
    """
    with (root / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if is_patient else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise DumpAlreadyRunning from error
        yield


def is_dump_running() -> bool:
    """True while a process is building a dump."""
    try:
        with dump_lock(settings.DUMPS_ROOT):
            return False
    except DumpAlreadyRunning:
        return True
    except FileNotFoundError:  # none was ever made
        return False


@contextmanager
def _snapshot_transaction():
    """Read-only transaction that sees the register as it is now, whatever is published meanwhile."""
    connection = connections[REGISTER_ALIAS]
    is_outermost = not connection.in_atomic_block
    with transaction.atomic(using=REGISTER_ALIAS):
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _write_full_files(folder: Path, cursor: int) -> Iterator[DumpFile]:
    counts = dict.fromkeys((kind.name for kind in kinds()), 0)
    for kind in kinds():
        digest, size, counts[kind.name] = write_hashed_file(
            folder / f"{kind.plural}.jsonl", stream_json_lines(kind)
        )
        yield DumpFile(
            f"{kind.plural}.jsonl", manifest.JSON_LINES, kind.plural, "", counts[kind.name], size, digest
        )
    for table in export_tables():
        for code, _name in settings.LANGUAGES:
            kind, name = table.kind(), f"{table.kind().plural}.{code}.csv"
            digest, size, _lines = write_hashed_file(folder / name, _stream_csv_table(table, code))
            yield DumpFile(name, manifest.CSV, kind.plural, code, counts[kind.name], size, digest)
    with override(settings.LANGUAGE_CODE):  # not that of a request before, in the same process
        sqlite_writer.write_sqlite(folder / "register.sqlite", _about_facts(cursor))
    digest, size = _hash_file(folder / "register.sqlite")
    yield DumpFile("register.sqlite", manifest.SQLITE, "", "", sum(counts.values()), size, digest)


def _write_delta_files(folder: Path, cursor: int, earlier: Iterable[int]) -> Iterator[DumpFile]:
    """Delta files since each of the earlier dumps; one with more lines than the register has records is left out."""
    records = Entry.public.count()
    for since in earlier:
        name = f"changes-{since}-{cursor}.jsonl"
        digest, size, lines = write_hashed_file(folder / name, _copy_lines(deltas.delta_query(since)))
        if lines > records:
            (folder / name).unlink()
        else:
            yield DumpFile(name, manifest.JSON_LINES, "", "", lines, size, digest, since)


def _about_facts(cursor: int) -> dict[str, str]:
    """Facts about a dump that depend on the register alone, not on the time at which it is made."""
    last, profile = PublicVersion.public.filter(pk=cursor).first(), current_profile()
    return {
        "changed_at": format_instant(last.published_at) if last else "",
        "cursor": str(cursor),
        "site": settings.SITE_URL,
        "name": in_language(profile.name, "en")[0] or DEFAULT_NAME,
        "institution": in_language(profile.institution, "en")[0],
        "license": profile.license_name,
        "license_url": profile.license_url,
    }


def write_hashed_file(path: Path, pieces: Iterable) -> tuple[str, int, int]:
    """Write a file. Returns its SHA-256, its size in bytes and the number of pieces."""
    digest, size, count = hashlib.sha256(), 0, 0
    buffer = bytearray()
    with path.open("wb", buffering=0) as file:
        for piece in pieces:
            buffer += piece
            count += 1
            if len(buffer) > _WRITE_BLOCK:
                digest.update(buffer)
                size += file.write(buffer)
                buffer.clear()
        digest.update(buffer)
        size += file.write(buffer)
    return digest.hexdigest(), size, count


def _hash_file(path: Path) -> tuple[str, int]:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size


def stream_json_lines(kind: Kind) -> Iterator:
    """Lines of a kind's JSON Lines file, as bytes."""
    return _copy_lines(_RECORDS_OF_KIND.replace("KIND", kind.name))


def _copy_lines(query: str) -> Iterator:
    """Lines of a COPY, one for each row of the query."""
    with connections[REGISTER_ALIAS].cursor() as cursor, cursor.copy(_COPY.replace("QUERY", query)) as copy:
        yield from copy


def _stream_csv_table(table: type[ExportTable], language: str) -> Iterator[bytes]:
    """CSV file of all records of a kind, in one language."""
    with override(language):
        filterset = table.filterset()
        list_table = table(day=filterset.day, address=addresses.record_page_prefix(table.kind()))
        entries = filterset.entries().order_by(*filterset.ordering.columns)
    return stream_csv(list_table, stream_entries(entries, with_titles_of=table.linked_kinds))
