"""Files by what is in them."""

import hashlib

from django.db.models.fields.files import FieldFile


def file_sha256(file: FieldFile) -> str:
    """The SHA-256 of a stored or just uploaded file, in hexadecimal; the file is read in pieces and rewound."""
    with file.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    return digest
