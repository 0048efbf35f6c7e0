"""Contrast of colours as WCAG 2.2 measures it, and the nearest shade of a colour that has enough of it."""

import colorsys
import re
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# The grounds on which the accent stands: `--paper` and `--tint` of static/css/entente.css, by colour scheme.
LIGHT_GROUNDS = ("#ffffff", "#f4f2ec")
DARK_GROUNDS = ("#14181c", "#1d2328")
ENOUGH = 4.5  # WCAG 2.2, 1.4.3: text of any size

NO_COLOUR = _("Write a colour as # and six digits from 0 to 9 and a to f, such as #0b4a6f.")
_COLOUR = re.compile("#[0-9a-f]{6}")


def parse_colour(text: str) -> str:
    """A colour as ``#`` and six small hexadecimal digits; ``#abc`` and ``ABC`` are understood.

    Raises ValidationError.
    """
    digits = text.strip().lower().removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    if not is_colour(f"#{digits}"):
        raise ValidationError(NO_COLOUR)
    return f"#{digits}"


def is_colour(text: str) -> bool:
    """True of a colour as profiles store it."""
    return bool(_COLOUR.fullmatch(text))


def contrast(colour: str, ground: str) -> float:
    """Contrast ratio of two colours, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((_luminance(colour), _luminance(ground)))
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(colour: str, grounds: Sequence[str]) -> float:
    """Contrast of a colour with the ground on which it is seen worst."""
    return min(contrast(colour, ground) for ground in grounds)


def nearest_dark_shade(colour: str) -> str:
    """The shade of a colour, itself or darker, that is nearest to it and seen well enough on light grounds."""
    return _nearest_shade(colour, LIGHT_GROUNDS, step=-1)


def nearest_light_shade(colour: str) -> str:
    """The shade of a colour, itself or lighter, that is nearest to it and seen well enough on dark grounds."""
    return _nearest_shade(colour, DARK_GROUNDS, step=1)


def _nearest_shade(colour: str, grounds: Sequence[str], *, step: int) -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    shade, level = colour, round(lightness * 255)
    while least_contrast(shade, grounds) < ENOUGH:
        level += step
        shade = _written(colorsys.hls_to_rgb(hue, level / 255, saturation))
    return shade


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _written(channels: Sequence[float]) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in channels)


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2) of a colour."""
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in _channels(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
