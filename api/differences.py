"""Differences between two versions of a record as JSON: codes and paths, no prose."""

from register import diff
from register.models import PublicVersion
from register.versions import format_instant, upgraded_body


def compared_versions(
    ref: str, number: int, since: int | None
) -> tuple[PublicVersion | None, PublicVersion | None]:
    """``(version, earlier)``: the version of this number, and ``since`` or else the readable one before it.

    Either is None where there is no such version that may be read.
    """
    readable = PublicVersion.public.readable().of(ref)
    pair = readable.filter(number__in=[number, since]) if since else readable.filter(number__lte=number)
    by_number = {version.number: version for version in pair.order_by("-number")[:2]}
    earlier = [version for other, version in by_number.items() if other < number]
    return by_number.get(number), earlier[0] if earlier else None


def differences_json(address: str, version: PublicVersion, earlier: PublicVersion | None) -> dict:
    """Two versions and their differences. ``address`` is the record's URL; without an earlier version all is new."""
    old = upgraded_body(earlier) if earlier else None
    return {
        "ref": version.ref,
        "since": earlier and _version_json(address, earlier),
        "version": _version_json(address, version),
        "differences": [
            _difference_json(*difference) for difference in diff.diff_bodies(old, upgraded_body(version))
        ],
    }


def _version_json(address: str, version: PublicVersion) -> dict:
    return {
        "number": version.number,
        "published_at": format_instant(version.published_at),
        "url": f"{address}/versions/{version.number}",
    }


def _difference_json(path: str, before, after) -> dict:
    """One fact that differs. Only a text or a part that came or went is null on one side."""
    change = "added" if before is None else "removed" if after is None else "changed"
    return {"path": path, "change": change, "before": before, "after": after}
