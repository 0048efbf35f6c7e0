"""Check of an HWP 5 document, which is kept in an OLE compound file: what it is, what runs in it, what it loads."""

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

import olefile
from django.core.exceptions import ValidationError

from core.uploads.addresses import leads_elsewhere, names_host
from core.uploads.hwp_scripts import check_hwp_script, decrypted
from core.uploads.objects import check_embedded
from core.uploads.problems import (
    ENCRYPTED,
    MACROS,
    OUTSIDE_CONTENT,
    UNPACKS_TOO_LARGE,
    broken,
    refusal,
    unknown_format,
)

_SIGNATURE = b"HWP Document File".ljust(32, b"\0")
_FLAGS_AT = 36
# Flags of the file header (Hancom, HWP document file formats 5.0): password, rights management, and by certificate.
_LOCKED = 1 << 1 | 1 << 4 | 1 << 8 | 1 << 10
_COMPRESSED, _FOR_DISTRIBUTION, _SCRIPTS = 1, 1 << 2, 1 << 3
# The text; of a document for distribution, under the second name.
_BODY_STREAMS = ("BodyText/Section0", "ViewText/Section0")
_MAX_UNPACKED, _MAX_KEPT = 256 * 1024 * 1024, 32 * 1024 * 1024
# Records: of DocInfo, a picture or object, in the document or elsewhere; of the text, a video.
_BIN_DATA_TAG, _VIDEO_TAG = 0x12, 0x62


def check_hwp(file: BinaryIO) -> None:
    """Raises ValidationError; also for any other compound file, such as an old Word document."""
    try:
        with olefile.OleFileIO(file) as container:
            _check(container, file.seek(0, 2))
    except ValidationError:
        raise
    except Exception as error:  # a parser of any bytes: whatever it stumbles over, the document is no good
        raise broken("HWP") from error


def _check(container: olefile.OleFileIO, size: int) -> None:
    header = _stream(container, "FileHeader") if container.exists("FileHeader") else b""
    if not header.startswith(_SIGNATURE):
        raise unknown_format()
    if not container.exists("DocInfo") or not any(map(container.exists, _BODY_STREAMS)):
        raise broken("HWP")
    [flags] = struct.unpack_from("<I", header, _FLAGS_AT)
    if flags & _LOCKED:
        raise refusal(ENCRYPTED)
    if flags & _SCRIPTS:
        raise refusal(MACROS)
    names = ["/".join(path) for path in container.listdir()]
    if sum(map(container.get_size, names)) > size:
        raise ValueError("streams overlap")
    unpacked = 0
    for name in names:
        unpacked += _check_stream(name, _stream(container, name), flags)
        if unpacked > _MAX_UNPACKED:
            raise refusal(UNPACKS_TOO_LARGE)


def _check_stream(name: str, content: bytes, flags: int) -> int:
    """Refuses what runs, hides or loads something. Returns the size of the stream where a reader unpacks it."""
    folder, _slash, rest = name.casefold().partition("/")
    is_compressed = bool(flags & _COMPRESSED)
    if folder in ("docinfo", "bodytext"):
        start, size = _inflated(content) if is_compressed else (content, len(content))
        if size > len(start):
            raise refusal(UNPACKS_TOO_LARGE)
        _check_links(start)
        return size
    if folder == "viewtext":
        return _check_text_for_distribution(content, is_compressed=is_compressed)
    if folder == "scripts" and rest != "jscriptversion":
        is_for_distribution = bool(flags & _FOR_DISTRIBUTION)
        check_hwp_script(content, is_compressed=is_compressed, is_for_distribution=is_for_distribution)
    if folder == "scripts":
        return len(content)
    return _check_object(name, content)


def _stream(container: olefile.OleFileIO, name: str) -> bytes:
    """A stream, whole. Raises ValueError where the file ends before it."""
    content = container.openstream(name).read()
    if len(content) < container.get_size(name):
        raise ValueError(f"{name} is cut off")
    return content


def _inflated(content: bytes) -> tuple[bytes, int]:
    """A stream as a reader unpacks it, its first megabytes only, and its whole size.

    Raises zlib.error, ValueError where it ends before its end, or ValidationError where it becomes too large.
    """
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
    start = unpacking.decompress(content, _MAX_KEPT)
    size = len(start)
    while not unpacking.eof and size <= _MAX_UNPACKED:
        piece = unpacking.decompress(unpacking.unconsumed_tail, _MAX_KEPT)
        if not piece:
            break
        size += len(piece)
    if size > _MAX_UNPACKED:
        raise refusal(UNPACKS_TOO_LARGE)
    if not unpacking.eof:
        raise ValueError("a stream is cut off")
    return start, size


def _check_object(name: str, content: bytes) -> int:
    """Refuses a stream that is an object or PostScript, packed or not: its own record says which, and may lie."""
    check_embedded(name, content)
    try:
        start, size = _inflated(content)
    except (ValueError, zlib.error):
        return len(content)
    check_embedded(name, start)
    return size


def _check_text_for_distribution(content: bytes, *, is_compressed: bool) -> int:
    """Size of an encrypted text, unpacked. What cannot be read here, no reader can."""
    try:
        text = decrypted(content)
        start, size = _inflated(text) if is_compressed else (text, len(text))
    except (ValueError, IndexError, zlib.error):
        return len(content)
    if size > len(start):
        raise refusal(UNPACKS_TOO_LARGE)
    _check_links(start)
    return size


def _check_links(records: bytes) -> None:
    """Refuses pictures and videos that are loaded from a host: with a path instead of a stream, or HTML."""
    for tag, payload in hwp_records(records):
        if tag == _VIDEO_TAG and names_host(html := payload[6:].decode("utf-16-le", "replace")):
            raise refusal(OUTSIDE_CONTENT, address=html[:100])
        if tag != _BIN_DATA_TAG or int.from_bytes(payload[:2], "little") & 0xF:
            continue
        rest = payload[2:]
        for _path in ("absolute", "relative"):
            size = 2 * int.from_bytes(rest[:2], "little")
            address, rest = rest[2 : 2 + size].decode("utf-16-le", "replace"), rest[2 + size :]
            if leads_elsewhere(address):
                raise refusal(OUTSIDE_CONTENT, address=address[:100])


def hwp_records(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and payload of each record: ten bits of tag, ten of level, twelve of size, or the size after them."""
    place = 0
    while place + 4 <= len(content):
        [head] = struct.unpack_from("<I", content, place)
        size, place = head >> 20, place + 4
        if size == 0xFFF:
            [size] = struct.unpack_from("<I", content, place)
            place += 4
        yield head & 0x3FF, content[place : place + size]
        place += size
