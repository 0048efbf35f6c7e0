"""The one exception to "a version is never changed": what the law says must go.

A marker takes the place of the words, hashes are made anew, the change is logged without the words, and followers
see a ``redacted`` change. Running it again changes nothing, so the log can be applied to a restored backup.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from register import bodies, entries
from register.bodies import REDACTION_MARKER
from register.choices import Action
from register.models import Entry, Version
from register.versions import append_versions, lock_version_log


@dataclass(frozen=True)
class _Leaf:
    """One text in a body: where it stands (JSON Pointer, RFC 6901) and what it says."""

    path: str
    text: str


@transaction.atomic
def redact(
    versions: Iterable[Version],
    paths: Sequence[str],
    *,
    reason: str,
    basis: str,
    by,
    words: Sequence[str] = (),
) -> list[Version]:
    """Put the marker in place of the texts at ``paths`` (JSON Pointers) of these versions.

    With ``words`` only these words go, in any capitals; without them the whole text. Paths that a version does not
    have are passed over. Returns the log entries made, one a record. Raises ValidationError without a reason and a
    legal basis.
    """
    if not (reason and basis):
        raise ValidationError(_("A redaction needs a reason and a legal basis."))
    lock_version_log()
    changed: dict[str, list[Version]] = {}
    for version in versions:
        body = json.loads(version.body)
        text = bodies.body_to_json(_replace_texts(body, set(paths), words))
        if text != version.body:
            version.body, version.sha256 = text, bodies.body_sha256(text)
            changed.setdefault(version.ref, []).append(version)
    with _redacting():
        Version.objects.bulk_update(
            [one for some in changed.values() for one in some], ["body", "sha256"], batch_size=500
        )
    log = [_log_redaction(some, paths, reason, basis, by) for some in changed.values()]
    current = Entry.objects.filter(ref__in=changed).values_list("version", flat=True)
    entries.index_versions(Version.objects.filter(pk__in=list(current)))
    return log


def _log_redaction(versions: list[Version], paths: Sequence[str], reason: str, basis: str, by) -> Version:
    """The log entry of a redaction: which versions and paths, why; never the words."""
    first = versions[0]
    facts = {
        "object": first.kind, "ref": first.ref, "action": str(Action.REDACTED),
        "versions": [version.number for version in versions], "paths": sorted(paths), "reason": reason, "basis": basis,
    }  # fmt: skip
    [made] = append_versions([(first.ref, bodies.body_to_json(facts))], Action.REDACTED, by=by, note="")
    return made


def find_word_paths(version: Version, words: Sequence[str]) -> list[str]:
    """Paths of the texts of a version that hold one of these words, in any capitals."""
    pattern = _words_pattern(words)
    return [leaf.path for leaf in _text_leaves(json.loads(version.body)) if pattern.search(leaf.text)]


def _text_leaves(value, path: str = "") -> Iterable[_Leaf]:
    """Every text in a body."""
    if isinstance(value, str):
        yield _Leaf(path, value)
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from _text_leaves(member, f"{path}/{name}")
    elif isinstance(value, list):
        for position, member in enumerate(value):
            yield from _text_leaves(member, f"{path}/{position}")


def _replace_texts(value, paths: set[str], words: Sequence[str], path: str = ""):
    """The body with the marker in place at these paths."""
    if isinstance(value, dict):
        return {
            name: _replace_texts(member, paths, words, f"{path}/{name}") for name, member in value.items()
        }
    if isinstance(value, list):
        return [
            _replace_texts(member, paths, words, f"{path}/{position}")
            for position, member in enumerate(value)
        ]
    if isinstance(value, str) and path in paths:
        return _words_pattern(words).sub(REDACTION_MARKER, value) if words else REDACTION_MARKER
    return value


def _words_pattern(words: Sequence[str]) -> re.Pattern:
    """Any of these words, the longest first, in any capitals; matches nothing when there are none."""
    found = sorted({word for word in words if word}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, found)) or r"(?!)", re.IGNORECASE)


class _redacting:
    """Inside, the database lets bodies and hashes of versions change."""

    def __enter__(self):
        self.set("on")

    def __exit__(self, *exc_info):
        self.set("off")

    def set(self, value: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('register.redacting', %s, true)", [value])
