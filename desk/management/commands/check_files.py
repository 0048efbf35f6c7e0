"""Checks the storage of attached files against the rows and versions that name them."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta

from django.core.files.storage import Storage, default_storage
from django.core.management import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

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


class Command(BaseCommand):
    help = (
        "Names attached files that are missing, damaged, or named by nothing. With --remove-orphans, deletes the last "
        "if they are older than a day. Ends with an error where a file is missing or damaged."
    )

    def add_arguments(self, parser):
        parser.add_argument("--remove-orphans", action="store_true", help="Delete what nothing names.")
        parser.add_argument(
            "--quick", action="store_true", help="Do not read the files: damage is then not found."
        )

    def handle(self, *args, remove_orphans, quick, **options):
        named, stored = set(_named_files()), set(_stored_files(default_storage))
        missing = sorted(named - stored)
        damaged = (
            [] if quick else [name for name in sorted(stored & named) if _is_damaged(default_storage, name)]
        )
        orphans = sorted(stored - named)
        for heading, names in ((_("missing"), missing), (_("damaged"), damaged), (_("orphaned"), orphans)):
            for name in names:
                self.stdout.write(f"{heading}: {name}")
        if remove_orphans:
            removed = [name for name in orphans if _is_old(default_storage, name)]
            for name in removed:
                remove_unless_named(default_storage, name)
            self.stdout.write(_("%(count)d orphaned files were removed.") % {"count": len(removed)})
        self.stdout.write(_("%(count)d files are named.") % {"count": len(named)})
        if missing or damaged:
            raise CommandError(
                _("%(missing)d files are missing, %(damaged)d are damaged.")
                % {"missing": len(missing), "damaged": len(damaged)}
            )


def _named_files() -> Iterator[str]:
    """Names in the storage of every file that a row or a version names."""
    for field in stored_file_fields():
        names = field.model._base_manager.exclude(**{field.attname: ""}).values_list(field.attname, flat=True)
        yield from names.iterator()
    for file in files_in_versions():
        if name := stored_name_of(file.sha256, file.media_type):
            yield name


def _stored_files(storage: Storage) -> Iterator[str]:
    """Names of every file in the storage, whatever put it there."""
    try:
        folders, _files = storage.listdir(STORED_FILES_FOLDER)
    except FileNotFoundError:  # nothing was ever attached
        return
    for folder in folders:
        for name in storage.listdir(f"{STORED_FILES_FOLDER}/{folder}")[1]:
            yield f"{STORED_FILES_FOLDER}/{folder}/{name}"


def _is_damaged(storage: Storage, name: str) -> bool:
    """True where the content is not what the name says."""
    parsed = parse_stored_name(name)
    if parsed is None:
        return True
    with storage.open(name) as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest() != parsed[0]


def _is_old(storage: Storage, name: str) -> bool:
    return storage.get_modified_time(name) < timezone.now() - _ORPHANS_FROM
