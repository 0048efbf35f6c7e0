"""Preview of a publication: the facts that will be public, in words, and the fingerprints of what is shown."""

import json
import re
from collections.abc import Container, Iterable

from django.utils.translation import gettext as _

from core.localized import in_language
from desk.addresses import change_page_address
from pages.body_formatter import BodyFormatter
from pages.mentions import Mention, RecordDirectory, mentioned_refs
from register import desk_changes, loading
from register.diff import diff_bodies
from register.kinds import kind_of
from register.publishing import PreparedPublication
from register.records import Record
from register.versions import closing_version
from register.withheld import TakenBack, is_withheld, open_versions

LEFT_OUT = "left out"  # among the things shown: links to what is not public

_REF_IN_JSON = re.compile(r'"([A-Z]\d+)"')
_REF_IN_WORDS = re.compile(r" \(([A-Z]\d+)\)")


def body_if_published(record: Record) -> dict:
    """The body that would be public if the record were published now."""
    return json.loads(desk_changes.desk_body_texts([record])[loading.record_identity(record)])


def wording_of_bodies(record: Record, *bodies: dict) -> BodyFormatter:
    """Formatter of these bodies of a record in words, with the titles that the public sees."""
    directory = RecordDirectory(mentioned_refs(list(bodies)))
    return BodyFormatter(kind_of(record), *bodies, directory=directory, is_in_every_language=True)


class _DirectoryWithNewRecords(RecordDirectory):
    """Titles of the records that the public sees, and of those that are about to be public."""

    def __init__(self, refs: Iterable[str], new: dict[str, Record]):
        super().__init__(refs)
        self._new = new

    def mention_by_title(self, member):
        record = self._new.get(member["ref"]) if member else None
        return Mention(str(record)) if record else super().mention_by_title(member)


def publication_rows(prepared: PreparedPublication, changed: Container[str] = ()) -> list[dict]:
    """Row of the confirmation page for each record of a publication, the requested ones first.

    ``changed``: names, as in ``things_shown``, of those that were different when they were looked at before.
    """
    plan = prepared.plan
    bodies = {identity: json.loads(text) for identity, text in prepared.texts.items()}
    public = {identity: json.loads(text) for identity, text in prepared.public_texts.items()}
    new, included = {record.ref: record for record in prepared.newly_public}, set(plan.included)
    directory = _DirectoryWithNewRecords(mentioned_refs([*bodies.values(), *public.values()]), new)
    open_numbers = open_versions(prepared.taken_back)
    rows = []
    for record in [*plan.requested, *plan.included]:
        identity = loading.record_identity(record)
        body, old = bodies[identity], public.get(identity, {})
        wording = BodyFormatter(kind_of(record), body, old, directory=directory, is_in_every_language=True)
        differences = [
            (path, before, after)
            for path, before, after in diff_bodies(old or _without_parts(body), body)
            if path != "ref" or body["ref"] not in prepared.given_refs
        ]
        rows.append(
            {
                "record": record,
                "address": change_page_address(record),
                "is_new": not old,
                "is_included": record in included,
                "is_withheld": is_withheld(record),
                "withdrawal": None if old or record.ref in prepared.given_refs else _withdrawal(record),
                "closes": len(prepared.narrowed.get(record.ref, ())),
                "taken_back": [
                    (name_taken_back(record, thing), len(thing.numbers), ", ".join(map(str, thing.numbers)))
                    for thing in prepared.taken_back.get(record.ref, ())
                ],
                "open_versions": len(open_numbers.get(record.ref, ())),
                "has_changed": _name(record) in changed,
                "differences": [
                    _without_refs(row, prepared.given_refs) for row in wording.table_rows(differences)
                ],
            }
        )
    return rows


def things_shown(prepared: PreparedPublication) -> dict[str, object]:
    """All that a confirmation of this publication shows, by name, for `desk.fingerprints`.

    A reference that is about to be given stands for its record: which number is free is nothing that anybody decides.
    """
    plan, given = prepared.plan, {ref: _name(record) for ref, record in prepared.given_refs.items()}

    def text_of(record: Record) -> str:
        text = prepared.texts[loading.record_identity(record)]
        return _REF_IN_JSON.sub(lambda match: json.dumps(given.get(match[1], match[1])), text)

    public, included = prepared.public_texts, set(plan.included)
    things: dict[str, object] = {
        _name(record): [
            text_of(record),
            public.get(loading.record_identity(record)),
            record in included,
            prepared.narrowed.get(record.ref),
            [[thing.path, thing.value, thing.numbers] for thing in prepared.taken_back.get(record.ref, ())],
        ]
        for record in plan.records
    }
    left_out = sorted([_name(record), _name(linked)] for record, linked in plan.left_out)
    return {**things, LEFT_OUT: left_out}


def _withdrawal(record: Record) -> dict | None:
    """Day and public reason of the withdrawal that a publication would undo; None where there is none."""
    end = closing_version(record.ref)
    if end is None:
        return None
    return {"day": end.published_at, "reason": in_language(json.loads(end.body).get("reason", {}))[0]}


def name_taken_back(record: Record, thing: TakenBack) -> str:
    """A part, or a fact of one, that was taken back, in a few words."""
    if thing.path.endswith("/file"):
        return f"{_('File')} › {thing.value}"
    directory = RecordDirectory([])  # such parts go by words of their own, not by the title of a record
    label = BodyFormatter(kind_of(record), thing.body, directory=directory).path_label(thing.path)
    return f"{label}: {thing.value}" if thing.value else label


def _name(record: Record) -> str:
    """Name of a record among the things shown."""
    return " ".join(map(str, loading.record_identity(record)))


def _without_parts(body: dict) -> dict:
    """An empty body to compare a new one with, part by part."""
    return {name: [] for name, value in body.items() if isinstance(value, list)}


def _without_refs(row: dict, given: dict[str, Record]) -> dict:
    """A row of differences without references that are not given yet."""

    def strip(words: str) -> str:
        return _REF_IN_WORDS.sub(lambda match: "" if match[1] in given else match[0], words)

    return {name: strip(words) for name, words in row.items()}
