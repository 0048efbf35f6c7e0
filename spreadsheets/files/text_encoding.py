"""Encoding of a text file: declared by a mark, proven by its bytes, or weighed by the words that come out."""

import codecs
import re
from dataclasses import dataclass, field
from itertools import islice

from django.utils.translation import gettext as _

from spreadsheets.files.letter_costs import ENCODINGS, word_cost
from spreadsheets.files.table import SheetError

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_LABELS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1252": "Windows-1252",
    "mac_roman": "Mac Roman",
    "cp949": "CP949",
    "cp1250": "Windows-1250",
    "cp1251": "Windows-1251",
    "cp1253": "Windows-1253",
    "cp1254": "Windows-1254",
    "cp1255": "Windows-1255",
    "cp1256": "Windows-1256",
    "cp1257": "Windows-1257",
    "cp874": "Windows-874",
    "cp932": "Shift JIS",
    "gb18030": "GB 18030",
    "big5": "Big5",
    "cp850": "CP850",
    "koi8_r": "KOI8-R",
}
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")  # 1A ends the files of old programs
_LINE_WITH_MORE = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")
_APART = re.compile("[\x00-\x26\x28-\x2c./\x3a-\x40\x5b-\x60\x7b-\x7f]+")  # ASCII between words
_NOT_DECODED = "\N{REPLACEMENT CHARACTER}"
_NOT_DECODED_COST = 5.0
_WEIGHED_LINES = 2_000  # of a long file
_MAX_WORDS = 40  # shown
_MAX_OFFERED = 5
_ALWAYS_OFFERED = {"cp1252", "cp949"}  # in which Excel writes most lists


@dataclass(frozen=True)
class DecodedText:
    """Text of a file with its encoding; ``offered`` are all in which it may be, each with a word as it would be."""

    text: str
    encoding: str
    offered: list[tuple[str, str]] = field(default_factory=list)  # none where there is no doubt
    broken: dict[int, str] = field(default_factory=dict)  # lines with bytes that are not of the encoding

    @property
    def words(self) -> list[str]:
        """The first words with letters beyond ASCII, each once."""
        return _foreign_words(self.text)[:_MAX_WORDS]


def decode_text(data: bytes, chosen: str = "") -> DecodedText:
    """The text of a file in the chosen encoding, or in the one that its bytes, or else its words, speak for.

    Raises SheetError where it is no text.
    """
    marked = next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), "")
    encoding = marked or (_utf_16_without_mark(data) if b"\0" in data else "") or "utf-8"
    try:
        text = data.decode(encoding)
        offered = []
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise SheetError(
                _("This is not a text file, or it is broken. Save it as “CSV UTF-8”.")
            ) from error
        offered = _weighed_encodings(data)
        encoding = chosen if chosen in dict(offered) else offered[0][0]
        text = _decode_leniently(data, encoding)
    if _CONTROLS.search(text):
        raise SheetError(_("This is not a text file, or it is broken. Save it as “CSV UTF-8”."))
    return DecodedText(text, encoding.removesuffix("-sig"), offered, _broken_lines(data, encoding, text))


def encoding_label(encoding: str) -> str:
    """The name of an encoding as people write it."""
    return _LABELS.get(encoding, encoding.upper())


def _utf_16_without_mark(data: bytes) -> str:
    """UTF-16 in the order of bytes in which line ends and ASCII come out, "" for none."""
    ends = {"utf-16-le": data.count(b"\n\0"), "utf-16-be": data.count(b"\0\n")}
    return max(ends, key=lambda name: ends[name]) if any(ends.values()) and len(data) % 2 == 0 else ""


def _weighed_encodings(data: bytes) -> list[tuple[str, str]]:
    """Encodings of a text that is not UTF-8, the likeliest first, each with the first word that tells them apart."""
    sample = b"\n".join(dict.fromkeys(islice(_lines_with_more(data), _WEIGHED_LINES)))
    costs = {}
    for encoding in ENCODINGS:
        text = sample.decode(encoding, "replace")
        costs[encoding] = ENCODINGS[encoding][1] + sum(
            word_cost(word, encoding) for word in _foreign_words(text)
        )
        costs[encoding] += _NOT_DECODED_COST * text.count(_NOT_DECODED)
    order = sorted(costs, key=lambda encoding: costs[encoding])
    if _is_broken_utf_8(data):
        order.insert(0, "utf-8")
    words = {encoding: _foreign_words(_decode_leniently(sample, encoding)) for encoding in order}
    offered: dict[str, str] = {}
    for encoding in order:
        word = " ".join(words[encoding][:3])
        if word not in offered.values():  # encodings that differ in no word of this file are one choice
            offered[encoding] = word
    return [
        pair
        for number, pair in enumerate(offered.items())
        if number < _MAX_OFFERED or pair[0] in _ALWAYS_OFFERED
    ]


def _lines_with_more(data: bytes):
    return (match[0] for match in _LINE_WITH_MORE.finditer(data))


def _foreign_words(text: str) -> list[str]:
    """The words with letters or signs beyond ASCII, each once, in their order."""
    return list(dict.fromkeys(word for word in _APART.split(text) if not word.isascii()))


def _is_broken_utf_8(data: bytes) -> bool:
    """True where far more characters beyond ASCII are sound UTF-8 than are not: no other text looks like that."""
    text = data.decode("utf-8", "replace")
    broken = text.count(_NOT_DECODED)
    sound = sum(not sign.isascii() for sign in text) - broken
    return sound >= 2 * broken


def _decode_leniently(data: bytes, encoding: str) -> str:
    """The text, with what is not of the encoding marked; single bytes amid UTF-8 are those of Windows-1252."""
    return data.decode(encoding, "windows" if encoding == "utf-8" else "replace")


def _windows_character(error: UnicodeError) -> tuple[str, int]:
    """Character of a byte that was pasted into UTF-8 from a Windows file; a character cut in two stays marked."""
    assert isinstance(error, UnicodeDecodeError)
    broken = error.object[error.start : error.end]
    after = error.object[error.end : error.end + 1]
    is_cut = len(broken) > 1 or (after and after[0] >= 0x80)
    return (_NOT_DECODED if is_cut else broken.decode("cp1252", "replace")), error.end


codecs.register_error("windows", _windows_character)


def _broken_lines(data: bytes, encoding: str, text: str) -> dict[int, str]:
    """Lines with bytes that are not of the encoding, by number, each with its word."""
    strict = data.decode(encoding, "replace")
    if _NOT_DECODED not in strict:
        return {}
    lines = zip(strict.splitlines(), text.splitlines(), strict=False)
    return {
        number: next((word for word in _foreign_words(line)), "")
        for number, (marked, line) in enumerate(lines, 1)
        if _NOT_DECODED in marked
    }
