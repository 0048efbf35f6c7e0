"""Fan chart of partners: one line for each, as thick as the number of records in common."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.localized import in_language
from pages.co_occurrence import ValueCount
from pages.pictures.scales import fit_text
from register import addresses

MAX_PARTNERS = 30
# In units of the picture, which are pixels where there is room for them.
_FAN_WIDTH, _ROW_HEIGHT, _FAN_MARGIN = 420, 30, 6
_LINE_START, _LINE_END, _NAME_OFFSET = 14, 104, 164
# The thinnest line, how much thicker each record makes it, and the thickest.
_MIN_THICKNESS, _THICKNESS_PER_RECORD, MAX_THICKNESS = 1.0, 3.0, 18.0
_NAME_SIZE = 15


@dataclass(frozen=True)
class PartnerLine:
    """A partner with its line. ``counts`` are records in common, by main fact."""

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
    """The chart. ``hidden_count`` partners are left out."""

    partners: list[PartnerLine]
    start: float  # the bar on the left, from top to bottom
    end: float
    height: int
    hidden_count: int
    width: int = _FAN_WIDTH


def partner_fan(partners: Sequence[ValueCount], total: int) -> PartnerFan | None:
    """Lay out these of ``total`` partners, those with the most in common first; None for no partner."""
    if not partners:
        return None
    most = max(partner.together for partner in partners)
    each = min(_THICKNESS_PER_RECORD, MAX_THICKNESS / most)
    thick = [max(_MIN_THICKNESS, round(each * partner.together, 1)) for partner in partners]
    height = _ROW_HEIGHT * len(partners) + 2 * _FAN_MARGIN
    start = top = max(0.0, (height - sum(thick)) / 2)
    lines = []
    for place, (partner, thickness) in enumerate(zip(partners, thick, strict=True)):
        y = _FAN_MARGIN + _ROW_HEIGHT * place + _ROW_HEIGHT // 2
        lines.append(_partner_line(partner, thickness, top + thickness / 2, y))
        top += thickness
    return PartnerFan(lines, round(start, 1), round(top, 1), height, total - len(partners))


def _partner_line(partner: ValueCount, thickness: float, start: float, y: int) -> PartnerLine:
    name, language = in_language(partner.title)
    bend = (_LINE_START + _LINE_END) // 2
    return PartnerLine(
        ref=partner.key,
        name=name,
        language=language,
        address=addresses.record_path(partner.key, partner.title),
        shown=fit_text(name, _NAME_SIZE, _FAN_WIDTH - _NAME_OFFSET),
        counts=partner.counts,
        together=partner.together,
        path=f"M{_LINE_START} {start:.1f}C{bend} {start:.1f} {bend} {y} {_LINE_END} {y}",
        thickness=thickness,
        y=y,
    )
