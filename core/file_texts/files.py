"""Text of an uploaded file, read in a process of its own that has little time and memory, and no secrets."""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.uploads.check import check_upload
from core.uploads.clamd import scan_for_viruses
from core.uploads.formats import DOCX, HWP, HWPX, ODT, PDF, FileFormat
from core.visible_text import is_seen

_READ_FORMATS = {PDF: "pdf", DOCX: "docx", ODT: "odt", HWP: "hwp", HWPX: "hwpx"}
ACCEPTED_ENDINGS = ".pdf,.docx,.odt,.hwp,.hwpx,.html,.htm,.mhtml,.mht,.txt"
NO_TEXT = "no_text"  # the code of the error where a file holds none, as scans do
_MAX_PAGE_BYTES = 8 * 1024 * 1024
_SECONDS = 30
_NO_TEXT = _("No text can be read out of this file: it may be a scan. Paste its words instead.")
_NOT_READ = _("This file could not be read in time, or is damaged. Paste its words instead.")
_UNKNOWN = _("Give a PDF, DOCX, ODT, HWP or HWPX file, a saved web page or plain text.")
_PAGE_TOO_LARGE = _("A web page or plain text has at most 8 MB.")


@dataclass(frozen=True)
class FileText:
    """The text of a file; ``pages`` is the same by page, of a PDF alone.

    ``file_format`` is None for a web page or plain text, which is not attached.
    """

    text: str
    is_cut: bool
    file_format: FileFormat | None
    facts: dict[str, str] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)


def can_be_read(name: str) -> bool:
    """True for a stored file of a format that holds text."""
    return name.endswith(tuple(file_format.extension for file_format in _READ_FORMATS))


def read_file(file: BinaryIO) -> FileText:
    """The text of a file. Raises ValidationError with the reason in words; nothing in the file runs or is fetched."""
    file.seek(0)
    name = _page_format(file.read(4096))
    file.seek(0)
    file_format = None
    if name:
        _check_page(file)
    else:
        file_format = check_upload(file).format
        if file_format not in _READ_FORMATS:
            raise ValidationError(_NO_TEXT, code=NO_TEXT)
        name = _READ_FORMATS[file_format]
    file.seek(0)
    answer = _read_apart(name, file.read())
    file.seek(0)
    if not is_seen(answer["text"]):
        raise ValidationError(_NO_TEXT, code=NO_TEXT)
    return FileText(answer["text"], answer["is_cut"], file_format, answer["facts"], answer["pages"])


def _page_format(start: bytes) -> str:
    """The format of a web page or plain text by its first bytes, "" for anything else."""
    if start.startswith((b"%PDF-", b"PK", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")):
        return ""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "html" if "<html" in start.decode("utf-16", "ignore").lower() else "txt"
    if b"\0" in start:
        raise ValidationError(_UNKNOWN)
    lower = start.lower()
    if b"mime-version:" in lower and b"multipart/related" in lower:
        return "mhtml"
    return "html" if b"<html" in lower or b"<!doctype html" in lower else "txt"


def _check_page(file: BinaryIO) -> None:
    if file.seek(0, 2) > _MAX_PAGE_BYTES:
        raise ValidationError(_PAGE_TOO_LARGE)
    scan_for_viruses(file)


def _read_apart(name: str, content: bytes) -> dict:
    """Answer of the process that reads it. Raises ValidationError."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "core.file_texts", name],
            input=content,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            cwd=settings.BASE_DIR,
            env={"PYTHONDONTWRITEBYTECODE": "1"},
        )
        return json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise ValidationError(_NOT_READ) from error
