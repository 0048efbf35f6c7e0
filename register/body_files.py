"""Files that published bodies name: parts with a file name, a media type and the SHA-256 of the bytes."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from register.models import NAMES_FILES, Version

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class BodyFile:
    """A file as a body names it: in which collection of parts, and in which of them."""

    collection: str
    key: str
    name: str
    media_type: str
    sha256: str


def files_in_body(body: dict) -> Iterator[BodyFile]:
    """The files of a body: documents, and copies of sources that were cleared. Not what is only elsewhere."""
    for collection, parts in body.items():
        for part in parts if isinstance(parts, list) else ():
            if isinstance(part, dict) and part.get("file") and _SHA256.fullmatch(part.get("sha256") or ""):
                media_type = part.get("media_type") or ""
                yield BodyFile(collection, part["key"], part["file"], media_type, part["sha256"])


def find_body_file(body: dict, key: str) -> BodyFile | None:
    """The file of the part with this key."""
    return next((file for file in files_in_body(body) if file.key == key), None)


def files_in_versions() -> Iterator[BodyFile]:
    """The files that versions name, past ones among them; one of several versions as often."""
    for text in Version.objects.filter(NAMES_FILES).values_list("body", flat=True).iterator():
        yield from files_in_body(json.loads(text))


def is_named_in_a_version(sha256: str) -> bool:
    """True where any version, also a past one, names a file with this hash."""
    return Version.objects.filter(NAMES_FILES, body__contains=sha256).exists()
