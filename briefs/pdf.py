"""PDF of a brief: A4, fonts embedded in part, words of any script in their own direction."""

from datetime import datetime

from fpdf import FPDF
from fpdf.enums import TextDirection

from briefs import layout
from briefs.content import Brief, Item, Run, Section
from briefs.fitting import fitted, height, item_height
from briefs.layout import Style
from briefs.texts import directional_parts
from core.fonts import MAIN, Font, fonts_for, printable

_ROOMS = (1, 0.94, 0.88, 0.8, 0.7)  # tried in turn, until there are two pages
_SHAPED_FROM, _SHAPED_TO = "\u0900", "\u1a00"  # scripts of South and Southeast Asia: marks that join


def write_pdf(brief: Brief, made_at: datetime) -> bytes:
    """The file. Fewer items where these take more room than they were expected to."""
    for room in _ROOMS:
        document = _Document(fitted(brief, room=room), made_at)
        content = (
            bytes(document.output()) if document.page_no() <= layout.MOST_PAGES or room == _ROOMS[-1] else b""
        )
        document.close_fonts()
        if content:
            break
    return content


class _Document(FPDF):
    """A brief on its pages."""

    def __init__(self, brief: Brief, made_at: datetime):
        super().__init__(format="A4")
        self.brief, self.fonts_used = brief, fonts_for(brief.texts())
        self.set_margins(layout.SIDE, layout.TOP, layout.SIDE)
        self.set_auto_page_break(True, layout.BOTTOM)
        self._add_fonts(self.fonts_used)
        self.set_title(brief.title)
        self.set_author(brief.register)
        self.set_lang(brief.language)
        self.set_creation_date(made_at)
        self.add_page()
        self._write()

    def _add_fonts(self, fonts: list[Font]) -> None:
        for each in fonts:
            self.add_font(each.family, "", each.regular)
            if each.bold:
                self.add_font(each.family, "B", each.bold)
        self.set_fallback_fonts([each.family for each in fonts[1:]], exact_match=False)

    def close_fonts(self) -> None:
        """Close the files of the fonts, which fpdf2 leaves open."""
        for each in self.fonts.values():
            each.ttfont.close()

    # Each page

    def header(self):
        self.set_y(layout.TOP - 10)
        self._style(layout.MARGIN)
        self._cell(self.brief.register, "L")
        self.set_y(layout.TOP - 10)
        self.set_text_color(f"#{layout.INK}")
        self.set_font(style="B")
        self._cell(self.brief.internal, "R")
        self.set_y(layout.TOP)

    def footer(self):
        self.set_y(-layout.BOTTOM + 5)
        self._style(layout.MARGIN)
        self._cell(self.brief.title, "L")
        self.set_y(-layout.BOTTOM + 5)
        self._cell(self.brief.page % {"page": self.page_no(), "pages": "{nb}"}, "R")

    def _cell(self, text: str, align: str) -> None:
        text, width = printable(text, self.fonts_used), layout.TEXT_WIDTH
        self.set_text_shaping(_joins_letters(text), direction=TextDirection.LTR)
        if align == "L":
            while self.get_string_width(text) > width * 0.7:
                text = f"{text[:-2]}…"
        self.cell(width, layout.MARGIN.line, text, align=align)

    # The text

    def _write(self) -> None:
        brief = self.brief
        self._paragraph(brief.title, layout.TITLE)
        self._paragraph(brief.about, layout.ABOUT)
        for line in brief.counts:
            self._paragraph(line, layout.COUNTS)
        for section in brief.sections:
            self._section(section)
        self._paragraph(brief.references, layout.MORE)

    def _section(self, section: Section) -> None:
        first = item_height(section.items[0]) if section.items else height(section.empty, layout.MORE)
        self._keep_together(height(section.heading, layout.HEADING) + first)
        self._paragraph(section.heading, layout.HEADING)
        for item in section.items:
            self._keep_together(item_height(item))
            self._item(item)
        if not section.items:
            self._paragraph(section.empty, layout.MORE)
        if section.more:
            self._paragraph(section.more, layout.MORE, section.address)

    def _item(self, item: Item) -> None:
        self._runs(item.title_runs, layout.ITEM)
        self._runs(item.fact_runs, layout.FACTS)
        for line in item.lines:
            self._paragraph(line, layout.LINE)

    def _keep_together(self, room: float) -> None:
        if self.get_y() + room > self.page_break_trigger and self.get_y() > layout.TOP:
            self.add_page()

    def _paragraph(self, text: str, style: Style, address: str = "") -> None:
        self._runs([Run(text, style.is_bold, address)] if text else [], style)

    def _runs(self, runs: list[Run], style: Style) -> None:
        """A paragraph of runs, if there are any."""
        if not runs:
            return
        self.set_y(self.get_y() + style.before)
        self._style(style)
        height = style.line / self.font_size
        with (
            self.text_columns(text_align="L", line_height=height) as columns,
            columns.paragraph() as paragraph,
        ):
            for run in runs:
                self.set_font(style="B" if run.is_bold else "")
                self.set_text_color(f"#{layout.ACCENT if run.address else style.colour}")
                for part, is_right_to_left in directional_parts(printable(run.text, self.fonts_used)):
                    self._shape(part, TextDirection.RTL if is_right_to_left else TextDirection.LTR)
                    paragraph.write(part, link=run.address or None)

    def _render_styled_text_line(self, *arguments, **options):
        # fpdf2 2.8.9 takes a font for set that a line set for itself only, where it begins in a fallback font
        self.current_font_is_set_on_page = False
        return super()._render_styled_text_line(*arguments, **options)

    def _style(self, style: Style) -> None:
        self.set_font(MAIN, "B" if style.is_bold else "", style.size)
        self.set_text_color(f"#{style.colour}")

    def _shape(self, text: str, direction: TextDirection) -> None:
        """Set how letters are placed from here on. Shaping takes longer: only where letters join."""
        self.set_text_shaping(_joins_letters(text))
        if self.text_shaping:
            self.text_shaping |= {"paragraph_direction": TextDirection.LTR, "fragment_direction": direction}


def _joins_letters(text: str) -> bool:
    """Letters of it change by those beside them, or run from right to left."""
    has_marks = any(_SHAPED_FROM <= letter < _SHAPED_TO for letter in text)
    return has_marks or any(is_right_to_left for _part, is_right_to_left in directional_parts(text))
