"""Preview of a publication: the changed facts in words."""

import json

from desk.addresses import change_page_address
from pages.body_formatter import BodyFormatter
from pages.mentions import RecordDirectory, mentioned_refs
from register import desk_changes, loading
from register.diff import diff_bodies
from register.kinds import kind_of
from register.models import Entry
from register.records import Record


def body_if_published(record: Record) -> dict:
    """The body that would be public if the record were published now."""
    return json.loads(desk_changes.desk_body_texts([record])[loading.record_identity(record)])


def publication_preview(record: Record) -> dict:
    """A record of the confirmation page: ``differences`` for the public, None where it is not public yet."""
    entry = Entry.objects.filter(ref=record.ref).first() if record.is_public else None
    differences = None
    if entry:
        new, old = body_if_published(record), json.loads(entry.body)
        differences = wording_of_bodies(record, new, old).table_rows(diff_bodies(old, new))
    return {"record": record, "address": change_page_address(record), "differences": differences}


def wording_of_bodies(record: Record, *bodies: dict) -> BodyFormatter:
    """Formatter of these bodies of a record in words, with the titles that the public sees."""
    directory = RecordDirectory(mentioned_refs(list(bodies)))
    return BodyFormatter(kind_of(record), *bodies, directory=directory)
