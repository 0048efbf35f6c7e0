"""Redaction of versions: the one exception to "a version is never changed", for texts that must go by law.

A marker replaces the text, hashes are recomputed, the change is logged without the text, and followers see a
``redacted`` change.
"""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from register import bodies, entries
from register.choices import Action
from register.desk_changes import refresh_edited_marks_of_refs
from register.models import Entry, Version
from register.versions import append_versions, marker_body


def require_grounds(reason: str, basis: str) -> None:
    """Raises ValidationError without a reason and a legal basis."""
    if not (reason and basis):
        raise ValidationError(_("A redaction needs a reason and a legal basis."))


def rewrite(version: Version, *, body: dict | None = None, note: str | None = None) -> None:
    """Puts another body or note in place, by the one function of the database that may.

    The caller holds `lock_version_log` and ends with `announce`.
    """
    text = version.body if body is None else bodies.body_to_json(body)
    note = version.note if note is None else note
    with connection.cursor() as cursor:
        cursor.execute("SELECT redact_version(%s, %s, %s)", [version.pk, text, note])
    version.body, version.sha256, version.note = text, bodies.body_sha256(text), note


def announce(
    changed: Mapping[str, tuple[Iterable[int], Iterable[str]]], *, reason: str, basis: str, by
) -> list[Version]:
    """Logs redactions, given as numbers of versions and paths (JSON Pointers) by reference, and indexes anew.

    Returns the log entries: never the words.
    """
    if not changed:
        return []
    texts = []
    for ref, (numbers, paths) in sorted(changed.items()):
        body = marker_body(
            ref, Action.REDACTED,
            versions=sorted(set(numbers)), paths=sorted(set(paths)), reason=reason, basis=basis,
        )  # fmt: skip
        texts.append((ref, bodies.body_to_json(body)))
    log = append_versions(texts, Action.REDACTED, by=by, note="")
    current = Entry.objects.filter(ref__in=changed).values_list("version", flat=True)
    entries.index_versions(Version.objects.filter(pk__in=list(current)))
    refresh_edited_marks_of_refs(changed)
    return log


def pointer(steps: Iterable[str | int]) -> str:
    """JSON Pointer (RFC 6901) of these members and positions."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)
