"""Logos: an uploaded picture is checked as every upload is, then drawn anew as a small PNG with nothing else in it."""

import io
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from core.uploads.check import check_upload
from core.uploads.formats import JPEG, PNG

SHOWN_WIDTH, SHOWN_HEIGHT = 240, 40  # of a page's pixels
MOST_WIDTH, MOST_HEIGHT = 3 * SHOWN_WIDTH, 3 * SHOWN_HEIGHT  # that are kept: screens have several for one
_MOST_PIXELS = 16_000_000  # more than any logo has, and quickly drawn

_NO_PICTURE = _(
    "A logo is a PNG or JPEG picture. Drawings (SVG) can hold scripts: export yours as a PNG and choose that."
)
_TOO_LARGE = _("This picture has %(width)d × %(height)d pixels: make it smaller, %(enough)d wide is enough.")


def drawn_anew(uploaded: Any) -> SimpleUploadedFile:
    """The picture of an upload as a PNG of at most `MOST_WIDTH` by `MOST_HEIGHT`. Raises ValidationError."""
    uploaded.seek(0)
    if not uploaded.read(8).startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        raise ValidationError(_NO_PICTURE, code="upload")
    uploaded.facts = check_upload(uploaded)
    image = Image.open(uploaded, formats=[PNG.label, JPEG.label])
    if image.width * image.height > _MOST_PIXELS:
        size = {"width": image.width, "height": image.height, "enough": MOST_WIDTH}
        raise ValidationError(_TOO_LARGE, code="upload", params=size)
    try:
        drawn = ImageOps.exif_transpose(image).convert("RGBA")
    except (OSError, SyntaxError, ValueError) as error:  # a picture that only its decoder knows to be damaged
        raise ValidationError(_NO_PICTURE, code="upload") from error
    drawn.thumbnail((MOST_WIDTH, MOST_HEIGHT), Image.Resampling.LANCZOS)
    written = io.BytesIO()
    Image.frombytes("RGBA", drawn.size, drawn.tobytes()).save(written, "PNG", optimize=True)
    return SimpleUploadedFile("logo.png", written.getvalue(), PNG.media_type)


def shown_size(file: Any) -> tuple[int, int]:
    """Width and height at which a page shows a picture: as large as fits, never larger than it is."""
    with file, Image.open(file) as image:
        scale = min(1, SHOWN_WIDTH / image.width, SHOWN_HEIGHT / image.height)
        return max(1, round(image.width * scale)), max(1, round(image.height * scale))
