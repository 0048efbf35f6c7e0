"""What differs between two versions of a record, fact by fact: codes and paths, no prose."""

import json

from register import diff
from register import versions as register_versions
from register.kinds import Kind
from register.models import Version


def compared_versions(ref: str, number: int, since: int | None) -> tuple[Version | None, Version | None]:
    """That version, and the one it is compared with: ``since``, else the readable one before it. None: not there."""
    readable = Version.public.readable().of(ref)
    found = readable.filter(number__in=[number, since]) if since else readable.filter(number__lte=number)
    by_number = {version.number: version for version in found.order_by("-number")[:2]}
    earlier = [version for found_number, version in by_number.items() if found_number < number]
    return by_number.get(number), earlier[0] if earlier else None


def differences_json(kind: Kind, address: str, version: Version, earlier: Version | None) -> dict:
    """What the newer says otherwise. ``address`` is the record's; without an earlier version all of it is new."""
    old = _upgraded_body(kind, earlier) if earlier else None
    return {
        "ref": version.ref,
        "since": earlier and _version_json(address, earlier),
        "version": _version_json(address, version),
        "differences": [
            _difference_json(*one) for one in diff.diff_bodies(old, _upgraded_body(kind, version))
        ],
    }


def _upgraded_body(kind: Kind, version: Version) -> dict:
    """What a version says, in today's shape."""
    return kind.upgrade(json.loads(version.body), version.schema)


def _version_json(address: str, version: Version) -> dict:
    return {
        "number": version.number,
        "published_at": register_versions.format_instant(version.published_at),
        "url": f"{address}/versions/{version.number}",
    }


def _difference_json(path: str, before, after) -> dict:
    """One fact. Only a text or a part that came or went has nothing on one side."""
    change = "added" if before is None else "removed" if after is None else "changed"
    return {"path": path, "change": change, "before": before, "after": after}
