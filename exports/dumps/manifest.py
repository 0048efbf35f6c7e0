"""Manifest of a dump: its files, and whether it is still public."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings

from register.choices import REMOVING_ACTIONS
from register.models import PublicVersion

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

    ``since`` is None for a full file. A delta file holds the changes after that cursor; ``records`` counts its lines.
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
    """A dump: the folder of its files, when it was made, and its cursor in the change log.

    ``earlier`` are the cursors of the dumps before it, the newest first, as long as bodies had these ``schemas`` by
    kind; each has a delta file. The fields are the keys of ``manifest.json`` on disk, which later releases parse.
    """

    folder: str
    made_at: str  # ISO 8601, UTC
    cursor: int
    files: tuple[DumpFile, ...]
    schemas: dict[str, int] = field(default_factory=dict)
    earlier: tuple[int, ...] = ()

    @property
    def full_files(self) -> list[DumpFile]:
        return [file for file in self.files if file.since is None]

    @property
    def deltas(self) -> list[DumpFile]:
        """Delta files, the smallest step first."""
        return [file for file in self.files if file.since is not None]

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        facts = json.loads(text)
        files = tuple(DumpFile(**file) for file in facts["files"])
        return cls(**{**facts, "files": files, "earlier": tuple(facts.get("earlier", ()))})

    @property
    def made(self) -> datetime:
        return datetime.fromisoformat(self.made_at)

    def path_of(self, file: DumpFile) -> Path:
        return settings.DUMPS_ROOT / self.folder / file.name

    def find_file(self, name: str) -> DumpFile | None:
        return next((file for file in self.files if file.name == name), None)


def last_manifest() -> Manifest | None:
    """Manifest of the last dump; None where there is none."""
    try:
        return Manifest.from_json((settings.DUMPS_ROOT / MANIFEST_NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def last_folder() -> str:
    """Name of the folder of the last dump; empty where there is none."""
    manifest = last_manifest()
    return manifest.folder if manifest else ""


def is_dump_folder(folder: Path) -> bool:
    """True of a folder that carries the manifest of a dump of its own name: anything else is somebody else's."""
    try:
        text = (folder / MANIFEST_NAME).read_text(encoding="utf-8")
        is_own = Manifest.from_json(text).folder == folder.name
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
    return is_own and folder.is_dir() and not folder.is_symlink()


def is_manifest_public(manifest: Manifest) -> bool:
    """False once anything in it is public no more: then the next dump must be built first."""
    removals = PublicVersion.public.filter(pk__gt=manifest.cursor, action__in=REMOVING_ACTIONS)
    return not removals.exists()


def current_manifest() -> Manifest | None:
    """Manifest of the dump that may be downloaded; None where there is none."""
    manifest = last_manifest()
    return manifest if manifest and is_manifest_public(manifest) else None
