"""Text of HWP 5 documents: records of paragraphs, packed or encrypted for distribution; else the preview."""

import io
import struct
import zlib
from collections.abc import Iterator

import olefile

from core.uploads.hwp import hwp_records
from core.uploads.hwp_scripts import decrypted

_FLAGS_AT, _COMPRESSED = 36, 1
_PARA_TEXT_TAG = 0x43
_MAX_SECTION = 32 * 1024 * 1024
# Control signs of one letter (Hancom, HWP document file formats 5.0); all others take eight.
_SHORT = {0: "", 10: "\n", 13: "\n", 24: "-", 30: " ", 31: " ", **dict.fromkeys(range(25, 30), "")}
_LONG_UNITS = 8
_PREVIEW = "PrvText"


def hwp_text(content: bytes) -> str:
    """The text of a document, a line for each paragraph."""
    with olefile.OleFileIO(io.BytesIO(content)) as container:
        [flags] = struct.unpack_from("<I", container.openstream("FileHeader").read(), _FLAGS_AT)
        try:
            text = "\n".join(_section_texts(container, is_compressed=bool(flags & _COMPRESSED)))
        except (ValueError, IndexError, struct.error, zlib.error):
            text = ""
        if not text.strip() and container.exists(_PREVIEW):
            text = container.openstream(_PREVIEW).read().decode("utf-16-le", "replace")
    return text


def _section_texts(container: olefile.OleFileIO, *, is_compressed: bool) -> Iterator[str]:
    for folder in ("ViewText", "BodyText"):
        number = 0
        while container.exists(name := f"{folder}/Section{number}"):
            section = container.openstream(name).read()
            if folder == "ViewText":
                section = decrypted(section)
            if is_compressed:
                section = zlib.decompressobj(-zlib.MAX_WBITS).decompress(section, _MAX_SECTION)
            yield from (_paragraph(payload) for tag, payload in hwp_records(section) if tag == _PARA_TEXT_TAG)
            number += 1
        if number:
            return


def _paragraph(payload: bytes) -> str:
    """The letters of a paragraph, without controls."""
    units = struct.unpack(f"<{len(payload) // 2}H", payload[: len(payload) // 2 * 2])
    letters, place = bytearray(), 0
    while place < len(units):
        unit = units[place]
        if unit >= 32:
            letters += struct.pack("<H", unit)
            place += 1
            continue
        letters += _SHORT.get(unit, "\t" if unit == 9 else "").encode("utf-16-le")
        place += 1 if unit in _SHORT else _LONG_UNITS
    return letters.decode("utf-16-le", "replace")
