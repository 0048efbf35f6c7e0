"""Writer of the index over current versions: updated with each version, rebuilt from versions alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import batched

from django.db import connection, transaction

from core import collation, text
from core.localized import in_language
from register import bodies, lives
from register.choices import Action
from register.facets import counters
from register.kinds import Kind, kind_named, kinds
from register.lives import LifeFacts
from register.models import Entry, EntryText, Link, Version
from register.ordering import UNDATED
from register.search import vectors
from register.versions import lock_version_log, upgraded_body

_BATCH_SIZE = 500
_REBUILT_AT_ONCE = 200  # records that a publication may have to wait for
_MAX_SORT_TITLE = 200  # letters of a title that lists are sorted by


def remove_entries(refs: Iterable[str]) -> None:
    """Removes records from the index, with everything derived from them; lives that read them are written anew."""
    before = lives.current_life_facts(refs := list(refs))
    _remove_rows(refs)
    lives.refresh_lives([], lives.changed_refs(before, {}))


def index_versions(versions: Iterable[Version]) -> None:
    """Makes these versions the current ones of their records, and writes all lives anew that read them."""
    refs: set[str] = set()
    changed: set[str] = set()
    for batch in batched(versions, _BATCH_SIZE):
        before = lives.current_life_facts(version.ref for version in batch)
        changed |= lives.changed_refs(before, _index_batch(batch))
        refs |= {version.ref for version in batch if kind_named(version.kind).has_periods}
    lives.refresh_lives(refs, changed)


def _remove_rows(refs: Sequence[str]) -> None:
    counters.decrement_facets(refs)
    lives.delete_lives(refs)
    for table in (EntryText, Link):
        table.objects.filter(entry__in=refs)._raw_delete("default")
    Entry.objects.filter(ref__in=refs)._raw_delete("default")


@dataclass
class DerivedRows:
    """Rows of the index that versions give, without their lives and counts.

    ``texts`` are ``(ref, kind, literal of the vector, names)``; ``facts`` are what lives read, by reference.
    """

    entries: list[Entry] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    texts: list[tuple[str, str, str, str]] = field(default_factory=list)
    facts: dict[str, LifeFacts] = field(default_factory=dict)


def derived_rows(versions: Iterable[Version]) -> DerivedRows:
    """Works out entries, links and search texts of versions, which become the current ones. Stores nothing."""
    rows = DerivedRows()
    for version in versions:
        kind = kind_named(version.kind)
        body = upgraded_body(version)
        index = kind.index(body)
        rows.entries.append(_make_entry(version, kind, body, index))
        if kind.is_read_by_lives:
            rows.facts[version.ref] = lives.life_facts(kind, body, index)
        rows.links += [
            Link(
                entry_id=version.ref,
                position=position,
                kind=reference.kind,
                to_ref=reference.ref,
                part=reference.part,
            )
            for position, reference in enumerate(index.references)
        ]
        vector = vectors.search_vector(version.ref, index, kind)
        rows.texts.append((version.ref, version.kind, vector, vectors.searched_names(index)))
    return rows


def _index_batch(versions: Sequence[Version]) -> dict[str, LifeFacts]:
    """Writes entries with everything but their lives. Returns what lives read of them, by reference."""
    _remove_rows([version.ref for version in versions])
    rows = derived_rows(versions)
    Entry.objects.bulk_create(rows.entries)
    counters.increment_facets([entry.ref for entry in rows.entries])
    Link.objects.bulk_create(rows.links, batch_size=_BATCH_SIZE * 4)
    _insert_search_texts(rows.texts)
    return rows.facts


def _make_entry(version: Version, kind: Kind, body: dict, index) -> Entry:
    signed = index.signed_bounds or (None, None)
    return Entry(
        ref=version.ref,
        kind=version.kind,
        serial=version.serial,
        version=version,
        number=version.number,
        published_at=version.published_at,
        sha256=version.sha256,
        body=version.body if version.schema == kind.schema_version else bodies.body_to_json(body),
        title=index.title,
        keys=sorted(index.keys | vectors.exact_keys(index)),
        sort_on=index.sort_on or UNDATED,
        sort_title=text.fold(next(iter(index.title.values()), ""))[:_MAX_SORT_TITLE],
        sort_title_ko=collation.collation_text(in_language(index.title, "ko")[0], "ko")[:_MAX_SORT_TITLE],
        signed_earliest=signed[0],
        signed_latest=signed[1],
        signed_qualifier=index.signed_qualifier,
    )


def _insert_search_texts(rows: list[tuple[str, str, str, str]]) -> None:
    """Inserts rows (ref, kind, literal of the vector, names) into the search table."""
    table = connection.ops.quote_name(EntryText._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} (entry_id, kind, vector, names) VALUES (%s, %s, %s::tsvector, %s)", rows
        )


def rebuild_index(*, after: str = "", batch_size: int = _REBUILT_AT_ONCE) -> Iterator[str]:
    """Writes all that is derived from versions anew. Yields the last reference of each batch once it is committed.

    A batch is replaced as if its records were published again: readers see each record as it was or as it is now, and a
    publication waits for one batch at most. A rebuild that was broken off is taken up ``after`` such a reference.
    """
    counters.recount_tallies()
    to_do = [*kinds()]
    for kind in to_do[to_do.index(kind_named(after[0])) if after else 0 :]:
        last = int(after[1:]) if after.startswith(kind.letter) else -1
        numbers = Version.objects.filter(kind=kind.name).order_by("serial").values_list("serial", flat=True)
        while batch := list(numbers.filter(serial__gt=last).distinct()[:batch_size]):
            _rebuild_records(kind, batch)
            last = batch[-1]
            yield f"{kind.letter}{last}"


@transaction.atomic
def _rebuild_records(kind: Kind, serials: Sequence[int]) -> None:
    lock_version_log()
    counters.clear_facets(kind, serials)
    refs = [f"{kind.letter}{serial}" for serial in serials]
    versions = Version.objects.filter(ref__in=refs).exclude(action=Action.REDACTED)
    last = versions.order_by("ref", "-number").distinct("ref")
    current = [version for version in last if version.action == Action.PUBLISHED]
    remove_entries({*refs} - {version.ref for version in current})
    index_versions(current)
