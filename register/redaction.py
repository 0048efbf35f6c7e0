"""Redaction: the one exception to "a version is never changed", for texts that must go by law.

A marker replaces the text, hashes are recomputed, the change is logged without the text, and followers see a
``redacted`` change. Running it again changes nothing, so the log can be applied to a restored backup.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from register import bodies, entries
from register.bodies import REDACTION_MARKER
from register.choices import Action
from register.desk_changes import refresh_edited_marks_of_refs
from register.models import Entry, Version
from register.versions import append_versions, lock_version_log

# Digits and letters, with their marks, of alphabets: Latin, Greek, Cyrillic, Armenian.
_ALPHABETIC = re.compile("[0-9A-Za-z\u00aa-\u058f\u1e00-\u1fff]")


@dataclass(frozen=True)
class _Leaf:
    """A text in a body and its path (JSON Pointer, RFC 6901)."""

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
    """Replaces the texts at ``paths`` (JSON Pointers) of these versions with the marker.

    With ``words`` only these words are replaced, in any capitals; else the whole text. Paths that a version does not
    have are skipped. Returns the log entries, one for each record. Raises ValidationError without a reason and a legal
    basis.
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
    with _redaction_allowed():
        Version.objects.bulk_update(
            list(chain.from_iterable(changed.values())), ["body", "sha256"], batch_size=500
        )
    log = [_log_redaction(of_record, paths, reason, basis, by) for of_record in changed.values()]
    current = Entry.objects.filter(ref__in=changed).values_list("version", flat=True)
    entries.index_versions(Version.objects.filter(pk__in=list(current)))
    refresh_edited_marks_of_refs(changed)
    return log


def _log_redaction(versions: list[Version], paths: Sequence[str], reason: str, basis: str, by) -> Version:
    """Appends the log entry of a redaction: versions, paths and reason, never the words."""
    first = versions[0]
    facts = {
        "object": first.kind, "ref": first.ref, "action": str(Action.REDACTED),
        "versions": [version.number for version in versions], "paths": sorted(paths), "reason": reason, "basis": basis,
    }  # fmt: skip
    [entry] = append_versions([(first.ref, bodies.body_to_json(facts))], Action.REDACTED, by=by, note="")
    return entry


def find_word_paths(version: Version, words: Sequence[str]) -> list[str]:
    """JSON Pointers of the texts of a version that contain one of these words, in any capitals."""
    pattern = _words_pattern(words)
    return [leaf.path for leaf in _text_leaves(json.loads(version.body)) if pattern.search(leaf.text)]


def _text_leaves(value, path: str = "") -> Iterable[_Leaf]:
    """All texts in a body."""
    if isinstance(value, str):
        yield _Leaf(path, value)
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from _text_leaves(member, f"{path}/{name}")
    elif isinstance(value, list):
        for position, member in enumerate(value):
            yield from _text_leaves(member, f"{path}/{position}")


def _replace_texts(value, paths: set[str], words: Sequence[str], path: str = ""):
    """The body with the marker at these paths."""
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
    """Pattern of any of these words, the longest first, in any capitals; without words it matches nothing.

    A word in an alphabet matches as a whole: "Hokka" is not in "Hokkaido". Han and Hangul have no spaces before what
    follows a name, such as a particle.
    """
    longest_first = sorted({word for word in words if word}, key=len, reverse=True)
    return re.compile("|".join(map(_word_pattern, longest_first)) or r"(?!)", re.IGNORECASE)


def _word_pattern(word: str) -> str:
    """Pattern of a word that is no part of a longer one in its alphabet."""
    letter = _ALPHABETIC.pattern
    before = f"(?<!{letter})" if _ALPHABETIC.fullmatch(word[0]) else ""
    after = f"(?!{letter})" if _ALPHABETIC.fullmatch(word[-1]) else ""
    return f"{before}{re.escape(word)}{after}"


@contextmanager
def _redaction_allowed() -> Iterator[None]:
    """Inside the block, the database accepts changes of bodies and hashes of versions."""
    _set_redacting("on")
    try:
        yield
    finally:
        _set_redacting("off")


def _set_redacting(value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('register.redacting', %s, true)", [value])
