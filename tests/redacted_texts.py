"""Whole texts of versions redacted by their paths, for tests of what follows from a redaction."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction

from history.acts import act
from history.choices import ActKind
from redaction.versions import announce, pointer, require_grounds, rewrite
from redaction.words import leaves, replaced
from register.bodies import REDACTION_MARKER
from register.models import Version
from register.versions import lock_version_log


@transaction.atomic
def redact(
    versions: Iterable[Version], paths: Sequence[str], *, reason: str, basis: str, by
) -> list[Version]:
    """Replaces the whole texts at ``paths`` (JSON Pointers, RFC 6901) of these versions with the marker.

    Paths that a version does not have, and empty texts, are skipped. Returns the log entries, one for each record, in
    the order of references; none where nothing was left to redact. Raises ValidationError without reason and legal
    basis.
    """
    require_grounds(reason, basis)
    lock_version_log()
    numbers = defaultdict(list)
    for version in versions:
        body = json.loads(version.body)
        texts = {
            leaf.steps: REDACTION_MARKER
            for leaf in leaves(body)
            if leaf.text and pointer(leaf.steps) in paths
        }
        if replaced(body, texts) != body:
            with act(kind=ActKind.REDACT, by=by, reason=basis):
                rewrite(version, body=replaced(body, texts))
            numbers[version.ref].append(version.number)
    return announce({ref: (numbers[ref], paths) for ref in numbers}, reason=reason, basis=basis, by=by)
