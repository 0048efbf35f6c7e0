"""Checks the storage of attached files against the rows and versions that name them."""

import hashlib
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path, PurePosixPath

from django.core.files.storage import Storage, default_storage
from django.core.management import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.stored_files import (
    STORED_FILES_FOLDER,
    parse_stored_name,
    remove_unless_named,
    stored_file_fields,
    stored_name_of,
)
from register.body_files import files_in_versions

# What is younger may belong to a form that is being saved.
_ORPHANS_FROM = timedelta(days=1)
_HASH_FOLDER = re.compile(rf"{STORED_FILES_FOLDER}/[0-9a-f]{{2}}")


class Command(BaseCommand):
    help = (
        "Names attached files that are missing, damaged, or named by no record and no version (orphaned). With "
        "--remove-orphans, deletes the last, but for those of the last 24 hours and links. Ends with an error where "
        "a file is missing or damaged."
    )

    def add_arguments(self, parser):
        parser.add_argument("--remove-orphans", action="store_true", help="Delete what nothing names.")
        parser.add_argument(
            "--quick", action="store_true", help="Do not read the files: damage is then not found."
        )

    def handle(self, *args, remove_orphans, quick, **options):
        named, stored = set(_named_files()), set(_stored_files(default_storage, STORED_FILES_FOLDER))
        missing = sorted(named - stored)
        damaged = (
            [] if quick else [name for name in sorted(stored & named) if _is_damaged(default_storage, name)]
        )
        for heading, names in ((_("missing"), missing), (_("damaged"), damaged)):
            for name in names:
                self.stdout.write(f"{heading}: {name}")
        self._handle_orphans(sorted(stored - named), remove_orphans)
        count = ngettext(
            "%(count)d file is named by records and versions.",
            "%(count)d files are named by records and versions.",
            len(named),
        )
        self.stdout.write(count % {"count": len(named)})
        if missing or damaged:
            words = _("Files missing: %(missing)d. Files damaged: %(damaged)d.")
            raise CommandError(words % {"missing": len(missing), "damaged": len(damaged)})

    def _handle_orphans(self, orphans: list[str], remove: bool) -> None:
        """Name each, and remove it where that is asked for; or say why it stays."""
        removed = 0
        for name in orphans:
            reason = _reason_to_keep(default_storage, name)
            self.stdout.write(f"{_('orphaned')}: {name}" + (f" ({reason})" if reason else ""))
            if remove and not reason:
                remove_unless_named(default_storage, name)
                removed += 1
        if remove:
            count = ngettext(
                "%(count)d orphaned file was removed.", "%(count)d orphaned files were removed.", removed
            )
            self.stdout.write(count % {"count": removed})


def _named_files() -> Iterator[str]:
    """Names in the storage of every file that a row or a version names."""
    for field in stored_file_fields():
        names = field.model._base_manager.exclude(**{field.attname: ""}).values_list(field.attname, flat=True)
        yield from names.iterator()
    for file in files_in_versions():
        if name := stored_name_of(file.sha256, file.media_type):
            yield name


def _stored_files(storage: Storage, folder: str) -> Iterator[str]:
    """Names of every file under a folder of the storage, whatever put it there; of a linked folder, its own name."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever attached
        return
    yield from (f"{folder}/{name}" for name in files)
    for name in folders:
        inside = f"{folder}/{name}"
        # the folders of files under their hash may lie on another disk; a link elsewhere may lead round in a circle
        if _is_link(storage, inside) and not _HASH_FOLDER.fullmatch(inside):
            yield inside
        else:
            yield from _stored_files(storage, inside)


def _is_damaged(storage: Storage, name: str) -> bool:
    """True where the content is not what the name says."""
    parsed = parse_stored_name(name)
    if parsed is None:
        return True
    with storage.open(name) as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest() != parsed[0]


def _reason_to_keep(storage: Storage, name: str) -> str:
    """Reason not to remove an orphaned file, in words; empty where there is none."""
    if any(
        _is_link(storage, str(place)) for place in [PurePosixPath(name), *PurePosixPath(name).parents[:-2]]
    ):
        return _("a link or behind one: look at it yourself")
    if storage.get_modified_time(name) > timezone.now() - _ORPHANS_FROM:
        return _("of the last 24 hours: it may belong to a form that is being saved")
    return ""


def _is_link(storage: Storage, name: str) -> bool:
    """True for a symbolic link; only storages in folders have some."""
    try:
        return Path(storage.path(name)).is_symlink()
    except NotImplementedError:
        return False
