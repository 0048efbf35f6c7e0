"""Check of an HWP 5 document, which is kept in an OLE compound file."""

import struct
from typing import BinaryIO

import olefile

from core.uploads.problems import ENCRYPTED, MACROS, broken, refusal, unknown_format

_SIGNATURE = b"HWP Document File".ljust(32, b"\0")
_FLAGS_AT = 36
# Flags of the file header (Hancom, HWP document file formats 5.0): password, rights management, and by certificate.
_LOCKED = 1 << 1 | 1 << 4 | 1 << 8 | 1 << 10
_SCRIPTS = 1 << 3
# The text; of a document for distribution, under the second name.
_BODY_STREAMS = ("BodyText/Section0", "ViewText/Section0")


def check_hwp(file: BinaryIO) -> None:
    """Raises ValidationError; also for any other compound file, such as an old Word document."""
    try:
        with olefile.OleFileIO(file) as container:
            header = _stream(container, "FileHeader") if container.exists("FileHeader") else b""
            is_whole = container.exists("DocInfo") and any(map(container.exists, _BODY_STREAMS))
            if is_whole:
                for name in ("DocInfo", *filter(container.exists, _BODY_STREAMS)):
                    _stream(container, name)
    except Exception as error:  # a parser of any bytes: whatever it stumbles over, the document is no good
        raise broken("HWP") from error
    if not header.startswith(_SIGNATURE):
        raise unknown_format()
    if not is_whole or len(header) < _FLAGS_AT + 4:
        raise broken("HWP")
    [flags] = struct.unpack_from("<I", header, _FLAGS_AT)
    if flags & _LOCKED:
        raise refusal(ENCRYPTED)
    if flags & _SCRIPTS:
        raise refusal(MACROS)


def _stream(container: olefile.OleFileIO, name: str) -> bytes:
    """A stream, whole. Raises ValueError where the file ends before it."""
    content = container.openstream(name).read()
    if len(content) < container.get_size(name):
        raise ValueError(f"{name} is cut off")
    return content
