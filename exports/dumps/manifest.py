"""What a dump holds, and whether it may still be given out."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings

from register.choices import Action
from register.models import Version

MANIFEST_NAME = "manifest.json"
JSON_LINES, CSV, SQLITE = "jsonl", "csv", "sqlite"
MEDIA_TYPES = {
    JSON_LINES: "application/jsonl; charset=utf-8",
    CSV: "text/csv; charset=utf-8",
    SQLITE: "application/vnd.sqlite3",
}


@dataclass(frozen=True)
class DumpFile:
    """One file of a dump. ``kind`` is empty where it holds all kinds, ``language`` where it has none.

    ``since`` is None of a file that is whole; else it holds what changed after that change, in as many lines.
    """

    name: str
    form: str
    kind: str
    language: str
    records: int
    bytes: int
    sha256: str
    since: int | None = None


@dataclass(frozen=True)
class Manifest:
    """A dump: the folder its files are in, when it was made, and the change that it stands at.

    ``earlier`` are the changes at which dumps before it stood, the newest first, as long as bodies had these
    ``schemas`` by kind: from each of them a file leads here.
    """

    folder: str
    made_at: str  # ISO 8601, UTC
    cursor: int
    files: tuple[DumpFile, ...]
    schemas: dict[str, int] = field(default_factory=dict)
    earlier: tuple[int, ...] = ()

    @property
    def whole(self) -> list[DumpFile]:
        return [file for file in self.files if file.since is None]

    @property
    def deltas(self) -> list[DumpFile]:
        """Files of what changed since an earlier dump, the smallest step first."""
        return [file for file in self.files if file.since is not None]

    def as_text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def read(cls, text: str) -> "Manifest":
        facts = json.loads(text)
        files = tuple(DumpFile(**one) for one in facts["files"])
        return cls(**{**facts, "files": files, "earlier": tuple(facts.get("earlier", ()))})

    @property
    def made(self) -> datetime:
        return datetime.fromisoformat(self.made_at)

    def path_of(self, file: DumpFile) -> Path:
        return settings.DUMPS_ROOT / self.folder / file.name

    def file(self, name: str) -> DumpFile | None:
        return next((file for file in self.files if file.name == name), None)


def last_manifest() -> Manifest | None:
    """The dump that was made last; None where none was."""
    try:
        return Manifest.read((settings.DUMPS_ROOT / MANIFEST_NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def is_manifest_public(manifest: Manifest) -> bool:
    """Whether nothing that it holds has been taken from the public since: then the next dump must come first."""
    taken = Version.public.filter(pk__gt=manifest.cursor, action__in=[Action.REDACTED, Action.WITHDRAWN])
    return not taken.exists()


def current_manifest() -> Manifest | None:
    """The dump that may be given out; None where there is none."""
    manifest = last_manifest()
    return manifest if manifest and is_manifest_public(manifest) else None
