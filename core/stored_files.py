"""Model field of files that are stored by their hash, and the removal of files that nothing names any more.

A file's name in the storage is its SHA-256 and the ending of its format, `files/3f/3f…a1.pdf`: two uploads of the same
bytes are one file, and a stored file never changes. Nothing is stored that `core.uploads.check` has not accepted.
"""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import Storage
from django.db import models, transaction
from django.db.models.fields.files import FieldFile
from django.db.models.signals import post_delete
from django.urls import reverse
from django.utils.module_loading import import_string

from core.locks import STORED_FILE_LOCK, lock_key_for_transaction
from core.uploads.check import UploadFacts, check_upload
from core.uploads.formats import FileFormat, format_of_extension, format_of_media_type
from core.uploads.names import download_name

STORED_FILES_FOLDER = "files"
_STORED_NAME = re.compile(rf"{STORED_FILES_FOLDER}/([0-9a-f]{{2}})/(\1[0-9a-f]{{62}})(\.[a-z]{{3,4}})")


def _stored_name(sha256: str, file_format: FileFormat) -> str:
    """The name in the storage of a file with this hash."""
    return f"{STORED_FILES_FOLDER}/{sha256[:2]}/{sha256}{file_format.extension}"


def stored_name_of(sha256: str, media_type: str) -> str:
    """The name in the storage of a file that a body names; empty for a format that is never stored."""
    file_format = format_of_media_type(media_type)
    return _stored_name(sha256, file_format) if file_format else ""


def parse_stored_name(name: str) -> tuple[str, FileFormat] | None:
    """Hash and format of a stored file; None where the name is none that `_stored_name` gives."""
    matched = _STORED_NAME.fullmatch(name)
    file_format = format_of_extension(matched[3]) if matched else None
    return (matched[2], file_format) if matched and file_format else None


class StoredFile(FieldFile):
    """A file of a row: what was just uploaded, or what is stored under its hash."""

    field: "StoredFileField"

    @property
    def url(self) -> str:
        """Its address in the staff area, empty for an unsaved row. Public addresses are those of published bodies."""
        pk = self.instance.pk
        return reverse("admin:stored_file", args=[self.instance._meta.label_lower, pk]) if self and pk else ""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Store a file under its hash and fill in what is known of it. Raises ValidationError before it stores."""
        self.file = content
        self.name = store_file(self.storage, content)
        facts = _facts_of(content)
        setattr(self.instance, self.field.attname, self.name)
        self._committed = True
        setattr(self.instance, self.field.name_field, download_name(name, facts.format))
        setattr(self.instance, self.field.size_field, facts.size)
        if save:
            self.instance.save()


def store_file(storage: Storage, content: File) -> str:
    """Store a file under its hash, and return its name there. Raises ValidationError where it is not accepted."""
    facts = _facts_of(content)
    name = _stored_name(facts.sha256, facts.format)
    _store_once(storage, name, content, facts.size)
    return name


def _facts_of(uploaded: Any) -> UploadFacts:
    """Facts of an upload, worked out once: forms check it first, then it is stored. Raises ValidationError."""
    if not hasattr(uploaded, "facts"):
        uploaded.facts = check_upload(uploaded)
    return uploaded.facts


def _store_once(storage: Storage, name: str, content: File, size: int) -> None:
    """Write a file unless it is there whole; one that is shorter was left behind by a process that was killed."""
    lock_key_for_transaction(STORED_FILE_LOCK, _lock_key(name), shared=True)
    if storage.exists(name):
        if storage.size(name) == size:
            return
        storage.delete(name)
    content.seek(0)
    try:
        given = storage.save(name, content)
    except OSError:  # a full disk, say: nothing half stays
        if storage.exists(name) and storage.size(name) != size:
            storage.delete(name)
        raise
    if given != name:  # somebody else stored the same bytes meanwhile
        storage.delete(given)


def _lock_key(name: str) -> int:
    """Second number of the lock on a stored file: 31 bits of its hash."""
    parsed = parse_stored_name(name)
    return int(parsed[0][:8], 16) >> 1 if parsed else 0


def _check_new_file(file: StoredFile) -> None:
    """Validator: refuses an upload that may not be stored. What is stored was checked then."""
    if not file._committed:
        _facts_of(file.file)


class StoredFileField(models.FileField):
    """A file that lies under its hash. The other arguments name the fields of the same row that say what it is.

    These stand after it in the model, so that they are stored with what it fills in. Of a stored file, hash and media
    type follow from its name.
    """

    attr_class = StoredFile
    default_validators = [_check_new_file]

    def __init__(
        self, *args, name_field="", size_field="", media_type_field="", sha256_field="", **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.name_field, self.size_field = name_field, size_field
        self.media_type_field, self.sha256_field = media_type_field, sha256_field

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for option in ("name_field", "size_field", "media_type_field", "sha256_field"):
            kwargs[option] = getattr(self, option)
        return name, path, args, kwargs

    def contribute_to_class(self, cls, name, **kwargs):
        super().contribute_to_class(cls, name, **kwargs)
        if not cls._meta.abstract:
            # as Django's own ImageField does: a row may go with its record, in a cascade that calls no method
            post_delete.connect(self._forget_deleted, sender=cls, weak=False)

    def formfield(self, **kwargs):
        """A form takes a name of any length: the file lies under its hash, and `download_name` cuts the name."""
        return super().formfield(**{"max_length": None, **kwargs})

    def pre_save(self, instance, add):
        before = "" if add else self._stored_before(instance)
        if before != getattr(instance, self.attname).name:
            setattr(instance, self.size_field, None)  # of the file before
        file = super().pre_save(instance, add)
        self._fill_in(instance, file)
        if before and before != file.name:
            remove_unless_named(self.storage, before)
        return file

    def _stored_before(self, instance) -> str:
        stored = type(instance)._base_manager.filter(pk=instance.pk).values_list(self.attname, flat=True)
        return stored.first() or ""

    def _fill_in(self, instance, file: StoredFile) -> None:
        """Set what is known of the file. Without one, what is said of a text elsewhere stays."""
        if not file.name:
            setattr(instance, self.name_field, "")
            setattr(instance, self.size_field, None)
            return
        parsed = parse_stored_name(file.name)
        if parsed is None:
            raise ValidationError(f"{file.name} is not the name of a stored file")
        sha256, file_format = parsed
        setattr(instance, self.sha256_field, sha256)
        setattr(instance, self.media_type_field, file_format.media_type)
        named = download_name(getattr(instance, self.name_field), file_format)
        setattr(instance, self.name_field, named)
        if getattr(instance, self.size_field) is None:
            setattr(instance, self.size_field, self.storage.size(file.name))

    def _forget_deleted(self, instance, **kwargs) -> None:
        if file := getattr(instance, self.attname):
            remove_unless_named(self.storage, file.name)


def stored_file_fields() -> Iterator[StoredFileField]:
    """Every field of stored files, of all models."""
    for model in apps.get_models():
        yield from (field for field in model._meta.concrete_fields if isinstance(field, StoredFileField))


def remove_unless_named(storage: Storage, name: str) -> None:
    """Once this transaction has ended, delete a file that no row and no version names any more."""
    transaction.on_commit(partial(_remove_now, storage, name), robust=True)


@transaction.atomic
def _remove_now(storage: Storage, name: str) -> None:
    """Delete a file, unless something names it. Waits for those who are about to."""
    parsed = parse_stored_name(name)
    lock_key_for_transaction(STORED_FILE_LOCK, _lock_key(name))
    is_on_the_desk = any(
        field.model._base_manager.filter(**{field.attname: name}).exists() for field in stored_file_fields()
    )
    keepers = [import_string(path) for path in settings.STORED_FILE_KEEPERS]
    if not is_on_the_desk and not (parsed and any(is_kept(parsed[0]) for is_kept in keepers)):
        storage.delete(name)
