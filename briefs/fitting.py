"""Two pages and no more: of each section as many items as have room, the most important first."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from briefs import layout
from briefs.content import Brief, Item, Section
from briefs.layout import Style
from briefs.texts import more_words, short_address
from core.fonts import MAIN, widths_of

# Widths of letters that the main font lacks, as parts of their size; bold ones are wider than others.
_WIDE, _OTHER, _BOLD = 1.0, 0.6, 1.08


def height(text: str, style: Style) -> float:
    """The height of a paragraph in millimetres, rather too much than too little."""
    if not text:
        return 0
    ems = layout.TEXT_WIDTH / (style.size / 72 * 25.4 * (_BOLD if style.is_bold else 1))
    return style.before + style.line * _count_lines(text, ems)


def _count_lines(text: str, room: float) -> int:
    """Number of lines that are broken between words, or within a word that is longer than a line."""
    lines, used, space = 1, 0.0, _width(" ")
    for word in text.split():
        length = _width(word)
        if used and used + length > room:
            lines, used = lines + 1, 0.0
        lines += int(length // room)
        used += length % room + space
    return lines


def _width(text: str) -> float:
    known = widths_of(MAIN)
    return sum(known.get(ord(letter)) or _other_width(letter) for letter in text)


def _other_width(letter: str) -> float:
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _OTHER


def item_height(item: Item) -> float:
    first, facts = ("".join(run.text for run in runs) for runs in (item.title_runs, item.fact_runs))
    return (
        height(first, replace(layout.ITEM, is_bold=True))
        + height(facts, layout.FACTS)
        + sum(height(line, layout.LINE) for line in item.lines)
    )


def fitted(brief: Brief, *, room: float = 1) -> Brief:
    """The brief with as many items as two pages hold, and words for the others; ``room``: a part of the pages.

    The sections take turns, by their share, so that none is left out for another.
    """
    # where the first page ends, an item that does not fit leaves its height empty
    highest = max((item_height(item) for section in brief.sections for item in section.items), default=0)
    left = layout.MOST_PAGES * layout.TEXT_HEIGHT * room - highest - _fixed_height(brief)
    lengths = dict.fromkeys(range(len(brief.sections)), 0)
    closed: set[int] = set()
    while len(closed) < len(brief.sections):
        for number, section in enumerate(brief.sections):
            for _turn in range(section.share):
                waiting = section.items[lengths[number] :]
                if not waiting or item_height(waiting[0]) > left:
                    closed.add(number)
                    break
                left -= item_height(waiting[0])
                lengths[number] += 1
    sections = [section.cut(lengths[number]) for number, section in enumerate(brief.sections)]
    return replace(brief, sections=tuple(map(_with_more, sections)))


def _fixed_height(brief: Brief) -> float:
    """The height of all that stands in the brief in any case."""
    texts: Sequence[tuple[str, Style]] = [
        (brief.title, layout.TITLE),
        (brief.about, layout.ABOUT),
        *((line, layout.COUNTS) for line in brief.counts),
        (brief.references, layout.MORE),
    ]
    heights = sum(height(text, style) for text, style in texts)
    return heights + sum(_fixed_height_of_section(section) for section in brief.sections)


def _fixed_height_of_section(section: Section) -> float:
    last = more_words(section.total, short_address(section.address)) if section.items else section.empty
    return height(section.heading, layout.HEADING) + height(last, layout.MORE)


def _with_more(section: Section) -> Section:
    if section.hidden <= 0:
        return section
    return replace(section, more=more_words(section.hidden, short_address(section.address)))
