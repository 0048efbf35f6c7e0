"""Check of a PDF: its first and last lines, and that no password locks it."""

import re
from typing import BinaryIO

from core.uploads.problems import ENCRYPTED, broken, refusal

_HEADER = re.compile(rb"%PDF-[12]\.\d")
# Readers look for the last line within so many bytes of the end.
_TAIL_BYTES = 1024
# The trailer, or the dictionary that stands for it, names how the file is encrypted: a reference or a dictionary.
# Any sign of a name may be written as its number; blanks and comments may stand between.
_NAME = b"".join(b"(?:%c|#(?i:%02x))" % (sign, sign) for sign in b"Encrypt")
_GAP = rb"(?:[\s\0]|%[^\r\n]*[\r\n])"
_ENCRYPTION = re.compile(rb"/%b%b*(?:\d+%b+\d+%b+R|<<)" % (_NAME, _GAP, _GAP, _GAP))


def check_pdf(file: BinaryIO) -> None:
    """Raises ValidationError. Scripts in a PDF are no reason to refuse it: what is served is never run here."""
    content = file.read()
    if not _HEADER.match(content) or b"%%EOF" not in content[-_TAIL_BYTES:]:
        raise broken("PDF")
    if _ENCRYPTION.search(content):
        raise refusal(ENCRYPTED)
