"""Check of a PNG or JPEG picture: that it is whole, and neither too many pixels nor too much work to be opened."""

import re
import warnings
from typing import BinaryIO

from django.core.exceptions import ValidationError
from PIL import Image

from core.uploads.problems import TOO_MANY_PIXELS, broken, refusal

_PNG_END = b"IEND\xaeB`\x82"
# A marker of JPEG: not a byte of a scan, which is stuffed, nor a restart within one.
_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
_SCAN, _END = b"\xda", b"\xd9"
_MAX_SCANS = 100  # cameras and programs make ten; each goes over the whole picture, however few bytes it has


def check_picture(file: BinaryIO, label: str) -> None:
    """Raises ValidationError. The limit of pixels is Pillow's own, some 89 million: A3 at 600 dots an inch is less."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(file, formats=[label])
            _check_whole(image, file)
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise refusal(TOO_MANY_PIXELS) from error
    except Exception as error:  # a parser of any bytes: whatever it stumbles over, the picture is no good
        raise broken(label) from error


def _check_whole(image: Image.Image, file: BinaryIO) -> None:
    """Raises an error where the picture is not whole. PNG: every chunk has a checksum; JPEG: segments up to the end."""
    if image.format == "PNG":
        image.verify()
        file.seek(-len(_PNG_END), 2)
        if file.read() != _PNG_END:
            raise ValueError("something follows the end of the picture")
    else:
        file.seek(0)
        _check_scans(file.read())


def _check_scans(content: bytes) -> None:
    """Raises ValueError for a JPEG without an end, or ValidationError for one of too many scans. Decodes nothing."""
    place = scans = 0
    while marker := _MARKER.search(content, place):
        place = marker.end()
        if marker[1] == _END:
            break
        if marker[1] != b"\xd8":  # all others but the first have a length
            place += int.from_bytes(content[place : place + 2])
        scans += marker[1] == _SCAN
        if scans > _MAX_SCANS:
            raise refusal(TOO_MANY_PIXELS)
    if not marker or not scans:
        raise ValueError("the picture has no end")
