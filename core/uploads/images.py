"""Check of a PNG or JPEG picture with Pillow: that it is whole, and not too many pixels to be opened."""

import warnings
from typing import BinaryIO

from PIL import Image

from core.uploads.problems import TOO_MANY_PIXELS, broken, refusal

_PNG_END = b"IEND\xaeB`\x82"


def check_picture(file: BinaryIO, label: str) -> None:
    """Raises ValidationError. The limit of pixels is Pillow's own, some 89 million: A3 at 600 dots an inch is less."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(file, formats=[label])
            _read_through(image, file)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise refusal(TOO_MANY_PIXELS) from error
    except Exception as error:  # a parser of any bytes: whatever it stumbles over, the picture is no good
        raise broken(label) from error


def _read_through(image: Image.Image, file: BinaryIO) -> None:
    """Raises an error where the picture is not whole. PNG: every chunk has a checksum; JPEG: the cheapest decoding."""
    if image.format == "PNG":
        image.verify()
        file.seek(-len(_PNG_END), 2)
        if file.read() != _PNG_END:
            raise ValueError("something follows the end of the picture")
    else:
        image.draft("L", (1, 1))
        image.load()
