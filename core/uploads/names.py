"""Names of files for their readers: what people call them, without what a name could do to a computer."""

import re
import unicodedata

from core.uploads.formats import FileFormat

_MAX_STEM = 120
_RESERVED = re.compile(r'[<>:"/\\|?*]+')


def download_name(name: str, file_format: FileFormat) -> str:
    """A name of one line with the ending of its format; "file" where nothing is left of it.

    Composed (NFC), as macOS writes Hangul apart. Without folders, control signs and signs that turn the direction of
    writing, which would show another ending than the file has.
    """
    base = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    visible = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in base)
    stem = " ".join(_RESERVED.sub("_", visible).split())
    for ending in file_format.endings:
        if stem[-len(ending) :].lower() == ending:
            stem = stem[: -len(ending)]
            break
    return f"{stem[:_MAX_STEM].strip(' .') or 'file'}{file_format.extension}"
