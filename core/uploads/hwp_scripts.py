"""Scripts of HWP and HWPX documents: every document has two empty functions, and nothing else is let in."""

import re
import struct
import zlib

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from core.uploads.problems import MACROS, refusal

MAX_SCRIPT = 64 * 1024  # bytes; what is longer is none of these
# A line ends where it does for JavaScript; what is no comment of one line has to be as Hancom writes it.
_COMMENT = re.compile(r"//[^\r\n\u2028\u2029]*")
_EMPTY_SCRIPT = re.compile(
    r"\s*(var Documents = XHwpDocuments;|var Document = Documents\.Active_XHwpDocument;"
    r"|function OnDocument_(New|Open)\(\)\s*\{\s*\}|\s)*"
)
_KEY_RECORD_HEAD, _KEY_RECORD = 4, 256


def check_script(text: str) -> None:
    """Raises ValidationError for a script that does anything."""
    if not _EMPTY_SCRIPT.fullmatch(_COMMENT.sub("", text)):
        raise refusal(MACROS)


def check_hwpx_script(content: bytes) -> None:
    """Raises ValidationError for a script of an HWPX document that does anything."""
    if len(content) > MAX_SCRIPT:
        raise refusal(MACROS)
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    check_script(content.decode("utf-16-le" if content[1:2] == b"\0" else encoding, "replace"))


def check_hwp_script(content: bytes, *, is_compressed: bool, is_for_distribution: bool) -> None:
    """Raises ValidationError for a script of an HWP document that does anything, and for one that cannot be read."""
    try:
        if is_for_distribution:
            content = decrypted(content)
        if is_compressed:
            content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(content, MAX_SCRIPT)
        texts = _texts(content)
    except (ValueError, struct.error, zlib.error) as error:
        raise refusal(MACROS) from error
    for text in texts:
        check_script(text)


def _texts(content: bytes) -> list[str]:
    """The four texts of a script stream: its head, its source, and what runs before and after it."""
    texts = []
    for _text in range(4):
        [length] = struct.unpack_from("<I", content)
        texts.append(content[4 : 4 + 2 * length].decode("utf-16-le"))
        if len(texts[-1]) < length:
            raise ValueError("a script is cut off")
        content = content[4 + 2 * length :]
    return texts


def decrypted(stream: bytes) -> bytes:
    """A stream of a document for distribution, which carries its own key (Hancom, documents for distribution 1.2).

    The first record holds the key at a place that its seed gives, under the numbers that Windows' ``rand`` makes of it.
    """
    record = bytearray(stream[_KEY_RECORD_HEAD : _KEY_RECORD_HEAD + _KEY_RECORD])
    rest = stream[_KEY_RECORD_HEAD + _KEY_RECORD :]
    seed = state = int.from_bytes(record[:4], "little")
    number = repeats = 0
    for place in range(len(record)):
        if not repeats:
            state, number = _next_random(state)
            state, repeats = _next_random(state)
            repeats = (repeats & 0xF) + 1
        if place >= 4:
            record[place] ^= number & 0xFF
        repeats -= 1
    start = 4 + (seed & 0xF)
    cipher = Cipher(algorithms.AES(bytes(record[start : start + 16])), modes.ECB())  # Hancom chose ECB
    decryptor = cipher.decryptor()
    return decryptor.update(rest[: len(rest) // 16 * 16]) + decryptor.finalize()


def _next_random(state: int) -> tuple[int, int]:
    """State and number of the generator of Microsoft's C library."""
    state = (state * 214013 + 2531011) & 0xFFFFFFFF
    return state, state >> 16 & 0x7FFF
