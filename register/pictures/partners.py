"""An organization and those it agrees with, as a fan: one line for each partner, as thick as they have agreements."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.localized import in_language
from register.pages import addresses
from register.pictures.reading import Counted
from register.pictures.scales import fitted

MOST_PARTNERS = 30
# In units of the picture, which are pixels where there is room for them.
WIDTH, ROW, MARGIN = 420, 30, 6
FROM, TO, NAME_AT = 14, 104, 164
# The thinnest line, how much thicker each agreement makes it, and the thickest.
THINNEST, EACH, THICKEST = 1.0, 3.0, 18.0
NAME_SIZE = 15


@dataclass(frozen=True)
class Partner:
    """A partner with its line. ``counts`` are agreements by nature."""

    ref: str
    name: str
    language: str
    address: str
    shown: str  # the name as far as there is room
    counts: dict[str, int]
    together: int
    path: str
    thickness: float
    y: int


@dataclass(frozen=True)
class Fan:
    """The picture. ``more`` partners are left out."""

    partners: list[Partner]
    start: float  # the bar on the left, from top to bottom
    end: float
    height: int
    more: int
    width: int = WIDTH


def fan(found: Sequence[Counted], total: int) -> Fan | None:
    """Lay out the partners, those with the most agreements first; None where there is none."""
    if not found:
        return None
    most = max(one.together for one in found)
    each = min(EACH, THICKEST / most)
    thick = [max(THINNEST, round(each * one.together, 1)) for one in found]
    height = ROW * len(found) + 2 * MARGIN
    start = top = max(0.0, (height - sum(thick)) / 2)
    partners = []
    for place, (one, thickness) in enumerate(zip(found, thick, strict=True)):
        partners.append(partner(one, thickness, top + thickness / 2, MARGIN + ROW * place + ROW // 2))
        top += thickness
    return Fan(partners, round(start, 1), round(top, 1), height, total - len(found))


def partner(one: Counted, thickness: float, start: float, y: int) -> Partner:
    name, language = in_language(one.title)
    bend = (FROM + TO) // 2
    return Partner(
        ref=one.key,
        name=name,
        language=language,
        address=addresses.page(one.key, one.title),
        shown=fitted(name, NAME_SIZE, WIDTH - NAME_AT),
        counts=one.counts,
        together=one.together,
        path=f"M{FROM} {start:.1f}C{bend} {start:.1f} {bend} {y} {TO} {y}",
        thickness=thickness,
        y=y,
    )
