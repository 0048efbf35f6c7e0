"""An organization and those it agrees with, as a fan: one line for each partner, as thick as they have agreements."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.localized import in_language
from pages.pictures.scales import fit_text
from register import addresses
from register.facets.co_occurrence import ValueCount

MAX_PARTNERS = 30
# In units of the picture, which are pixels where there is room for them.
_FAN_WIDTH, _ROW_HEIGHT, _FAN_MARGIN = 420, 30, 6
_LINE_START, _LINE_END, _NAME_OFFSET = 14, 104, 164
# The thinnest line, how much thicker each agreement makes it, and the thickest.
_MIN_THICKNESS, _THICKNESS_PER_RECORD, MAX_THICKNESS = 1.0, 3.0, 18.0
_NAME_SIZE = 15


@dataclass(frozen=True)
class PartnerLine:
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
class PartnerFan:
    """The picture. ``more`` partners are left out."""

    partners: list[PartnerLine]
    start: float  # the bar on the left, from top to bottom
    end: float
    height: int
    more: int
    width: int = _FAN_WIDTH


def partner_fan(found: Sequence[ValueCount], total: int) -> PartnerFan | None:
    """Lay out the partners, those with the most agreements first; None where there is none."""
    if not found:
        return None
    most = max(one.together for one in found)
    each = min(_THICKNESS_PER_RECORD, MAX_THICKNESS / most)
    thick = [max(_MIN_THICKNESS, round(each * one.together, 1)) for one in found]
    height = _ROW_HEIGHT * len(found) + 2 * _FAN_MARGIN
    start = top = max(0.0, (height - sum(thick)) / 2)
    partners = []
    for place, (one, thickness) in enumerate(zip(found, thick, strict=True)):
        partners.append(
            _partner_line(
                one, thickness, top + thickness / 2, _FAN_MARGIN + _ROW_HEIGHT * place + _ROW_HEIGHT // 2
            )
        )
        top += thickness
    return PartnerFan(partners, round(start, 1), round(top, 1), height, total - len(found))


def _partner_line(one: ValueCount, thickness: float, start: float, y: int) -> PartnerLine:
    name, language = in_language(one.title)
    bend = (_LINE_START + _LINE_END) // 2
    return PartnerLine(
        ref=one.key,
        name=name,
        language=language,
        address=addresses.record_path(one.key, one.title),
        shown=fit_text(name, _NAME_SIZE, _FAN_WIDTH - _NAME_OFFSET),
        counts=one.counts,
        together=one.together,
        path=f"M{_LINE_START} {start:.1f}C{bend} {start:.1f} {bend} {y} {_LINE_END} {y}",
        thickness=thickness,
        y=y,
    )
