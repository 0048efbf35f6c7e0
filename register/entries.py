"""Writer of the index over current versions: updated with each version, rebuilt from versions alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import batched

from django.db import connection
from django.db.models.query import RawQuerySet
from django.utils import timezone

from core import collation, text
from core.localized import in_language
from register import bodies, lives
from register.choices import Action
from register.facets import counters, day_facts
from register.kinds import Kind, kind_named, kinds_with_periods
from register.lives import LifeFacts
from register.models import Deadline, Entry, EntryText, Link, Period, Version
from register.ordering import UNDATED
from register.search import vectors
from register.versions import upgraded_body

_BATCH_SIZE = 500
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


def _current_versions() -> RawQuerySet:
    """Versions that the index should hold: the last of each record, where it is a publication."""
    return Version.objects.raw(
        "SELECT * FROM (SELECT DISTINCT ON (ref) * FROM register_version WHERE action <> %s "
        "ORDER BY ref, number DESC) last WHERE action = %s ORDER BY id",
        [Action.REDACTED, Action.PUBLISHED],
    )


def rebuild_index() -> int:
    """Rebuilds the whole index from the versions. Returns the number of entries."""
    counters.clear_facets()
    for table in (EntryText, Link, Deadline, Period, Entry):
        table.objects.all()._raw_delete("default")
    for batch in batched(_current_versions().iterator(), _BATCH_SIZE):
        _index_batch(batch)
    names = [kind.name for kind in kinds_with_periods()]
    lives.write_lives(
        Entry.objects.filter(kind__in=names).order_by("ref").values_list("ref", flat=True).iterator()
    )
    if Version.objects.exists():
        day_facts.keep_day(timezone.localdate())
    return Entry.objects.count()
