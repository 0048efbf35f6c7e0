"""Tag for a QR code, drawn as one path of an SVG."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django import template
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M

register = template.Library()

_QUIET = 4  # modules of white around it (ISO/IEC 18004)


@dataclass(frozen=True)
class QRDrawing:
    """A QR code as a path, the white around it included; scaled by ``scale`` it fills a square of one unit."""

    scale: str
    path: str


@register.simple_tag
@lru_cache(maxsize=256)
def qr_code(words: str) -> QRDrawing:
    """The QR code of an address. One mask for all: to weigh the eight takes four times as long."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=_QUIET, mask_pattern=0)
    code.add_data(words)
    rows = code.get_matrix()
    return QRDrawing(f"{1 / len(rows):.6f}", "".join(_bars(row, number) for number, row in enumerate(rows)))


def _bars(row: list[bool], number: int) -> str:
    """The dark modules of a row, each run of them as a bar."""
    runs, place = [], 0
    for is_dark, modules in groupby(row):
        length = len(list(modules))
        if is_dark:
            runs.append(f"M{place} {number}h{length}v1h-{length}z")
        place += length
    return "".join(runs)
