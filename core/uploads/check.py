"""Check of an uploaded file: its format by its content, its size, its hash, and the virus scanner."""

import hashlib
from dataclasses import dataclass
from io import BufferedReader
from typing import BinaryIO, cast

from django.conf import settings
from django.template.defaultfilters import filesizeformat

from core.uploads.clamd import scan_for_viruses
from core.uploads.formats import HWP, JPEG, PDF, PNG, FileFormat
from core.uploads.hwp import check_hwp
from core.uploads.images import check_picture
from core.uploads.packages import check_package
from core.uploads.pdf import check_pdf
from core.uploads.problems import EMPTY, TOO_LARGE, refusal, unknown_format


@dataclass(frozen=True)
class UploadFacts:
    """Facts of a file that was accepted."""

    format: FileFormat
    size: int  # bytes
    sha256: str


def check_upload(file: BinaryIO) -> UploadFacts:
    """Facts of a file, read from its first byte on and left there. Raises ValidationError with the reason in words."""
    size = file.seek(0, 2)
    if not size:
        raise refusal(EMPTY)
    if size > settings.UPLOAD_MAX_BYTES:
        limit = filesizeformat(settings.UPLOAD_MAX_BYTES)
        raise refusal(TOO_LARGE, size=filesizeformat(size), limit=limit)
    file_format = _detect_format(file)
    scan_for_viruses(file)
    file.seek(0)
    digest = hashlib.file_digest(cast(BufferedReader, file), "sha256").hexdigest()
    file.seek(0)
    return UploadFacts(file_format, size, digest)


def _detect_format(file: BinaryIO) -> FileFormat:
    """The format by the first bytes, and by all that follows from it. Nothing may stand before them."""
    file.seek(0)
    start = file.read(8)
    file.seek(0)
    if start.startswith(b"%PDF-"):
        check_pdf(file)
        return PDF
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        check_picture(file, PNG.label)
        return PNG
    if start.startswith(b"\xff\xd8\xff"):
        check_picture(file, JPEG.label)
        return JPEG
    if start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        check_hwp(file)
        return HWP
    if start.startswith(b"PK\x03\x04"):
        return check_package(file)
    raise unknown_format()
