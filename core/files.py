"""Hashes of stored files."""

import hashlib

from django.db.models.fields.files import FieldFile


def file_sha256(file: FieldFile) -> str:
    """SHA-256 of a stored or just uploaded file, in hexadecimal. Reads in pieces and closes the file."""
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return digest
