"""Preview of a withdrawal: the records that name the one that goes, and what they will still say of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from core.localized import in_language
from register.addresses import record_path
from register.models import Entry, Link, PublicVersion
from register.records import Record

_MAX_LISTED = 100  # records that name one, in full; the others are counted
_MAX_SAME_WORDS = 20


@dataclass(frozen=True)
class NamingRecord:
    """A public record that names another: under which names its own text goes on to hold it, none for a title alone."""

    ref: str
    title: str
    address: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class WithdrawalPreview:
    """Effects of a withdrawal: versions that close, records that name it, and others whose texts have its title."""

    body: str  # of the current version
    versions: int
    naming: list[NamingRecord]
    further: int  # records that name it, beyond those listed
    same_words: list[NamingRecord]

    def as_shown(self) -> list:
        """All of it, for `desk.fingerprints`."""
        rows = [[row.ref, row.title, *row.names] for row in (*self.naming, *self.same_words)]
        return [self.body, self.versions, self.further, rows]


def withdrawal_preview(record: Record) -> WithdrawalPreview | None:
    """Preview of the withdrawal of a record; None where it is not public."""
    entry = Entry.objects.filter(ref=record.ref).first() if record.is_public else None
    if entry is None:
        return None
    linking = Entry.objects.filter(Exists(Link.objects.filter(entry=OuterRef("pk"), to_ref=entry.ref)))
    linking = linking.exclude(ref=entry.ref)
    listed = _rows(linking.order_by("kind", "serial")[:_MAX_LISTED], entry.ref)
    titles = sorted({title for title in entry.title.values() if title})
    others = {
        row.ref: row
        for title in titles
        for row in _rows(
            _with_words(title).exclude(ref=entry.ref).exclude(pk__in=linking)[:_MAX_SAME_WORDS], entry.ref
        )
    }
    return WithdrawalPreview(
        body=entry.body,
        versions=PublicVersion.public.of(entry.ref).readable().count(),
        naming=listed,
        further=max(linking.count() - len(listed), 0),
        same_words=[*others.values()],
    )


def withdrawal_shown(record: Record, preview: WithdrawalPreview | None) -> dict[str, object]:
    """All that the confirmation of a withdrawal shows, by name, for `desk.fingerprints`: what the public would lose."""
    return {"record": [record.ref, str(record), preview.as_shown() if preview else None]}


def _with_words(title: str) -> QuerySet:
    """Entries whose own texts have the words of a title, as a phrase."""
    phrase = title.replace('"', " ")
    return Entry.objects.matching(f'"{phrase}"').order_by("kind", "serial")


def _rows(entries: QuerySet, ref: str) -> list[NamingRecord]:
    return [
        NamingRecord(
            entry.ref, in_language(entry.title)[0], record_path(entry.ref, entry.title),
            tuple(dict.fromkeys(_written_names(json.loads(entry.body), ref))),
        )
        for entry in entries
    ]  # fmt: skip


def _written_names(value, ref: str) -> Iterator[str]:
    """Names under which a body mentions the record of this reference."""
    if isinstance(value, list):
        for member in value:
            yield from _written_names(member, ref)
    elif isinstance(value, dict):
        if value.get("ref") == ref and value.get("name"):
            yield value["name"]
        yield from _written_names(list(value.values()), ref)
