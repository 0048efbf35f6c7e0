"""DOCX of a brief: the same content and measures as the PDF, set with styles that Word knows."""

import re
from datetime import datetime
from io import BytesIO

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from briefs import layout
from briefs.content import Brief, Item, Run, Section
from briefs.fitting import fitted
from briefs.layout import Style
from briefs.texts import directional_parts

# Fonts that offices have: Latin letters, those of Korean, Chinese and Japanese, those that run from right to left.
_LATIN, _EAST_ASIAN, _COMPLEX = "Arial", "Malgun Gothic", "Arial"
_LEFT_TO_RIGHT = "\u200e"  # a sign that nobody sees
_LANGUAGES = {"en": "en-GB", "ko": "ko-KR"}
_ROOM = 0.85  # of the pages: fonts that stand in for these on other computers are wider
_STYLES = {
    "Title": layout.TITLE, "Heading 1": layout.HEADING, "Brief about": layout.ABOUT, "Brief counts": layout.COUNTS,
    "Brief item": layout.ITEM, "Brief facts": layout.FACTS, "Brief line": layout.LINE, "Brief more": layout.MORE,
    "Brief margin": layout.MARGIN,
}  # fmt: skip


def write_docx(brief: Brief, made_at: datetime) -> bytes:
    """The file."""
    writer = _Writer(fitted(brief, room=_ROOM), made_at)
    file = BytesIO()
    writer.document.save(file)
    return file.getvalue()


class _Writer:
    """A document that a brief is written to, from top to bottom."""

    def __init__(self, brief: Brief, made_at: datetime):
        self.brief, self.document = brief, Document()
        self._set_up(made_at)
        self._write_margins()
        self._paragraph("Title", brief.title)
        self._paragraph("Brief about", brief.about)
        for line in brief.counts:
            self._paragraph("Brief counts", line)
        for section in brief.sections:
            self._section(section)
        self._paragraph("Brief more", brief.references)

    def _set_up(self, made_at: datetime) -> None:
        section, properties = self.document.sections[0], self.document.core_properties
        section.page_width, section.page_height = Mm(layout.PAGE_WIDTH), Mm(layout.PAGE_HEIGHT)
        section.left_margin = section.right_margin = Mm(layout.SIDE)
        section.top_margin, section.bottom_margin = Mm(layout.TOP), Mm(layout.BOTTOM)
        section.header_distance = section.footer_distance = Mm(8)
        properties.title, properties.author = self.brief.title, self.brief.register
        properties.language = _LANGUAGES.get(self.brief.language, self.brief.language)
        properties.created = properties.modified = made_at
        properties.comments = ""
        for name, measures in _STYLES.items():
            self._set_style(name, measures)

    def _set_style(self, name: str, measures: Style) -> None:
        styles = self.document.styles
        style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        font, spacing = style.font, style.paragraph_format
        font.size, font.bold, font.italic = Pt(measures.size), measures.is_bold, False
        font.color.rgb = RGBColor.from_string(measures.colour.upper())
        spacing.space_before, spacing.space_after = Mm(measures.before), Mm(0)
        spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(measures.leading)
        spacing.keep_together, spacing.keep_with_next = True, name in ("Heading 1", "Brief item")
        font.cs_bold = measures.is_bold
        _set_fonts(style.element.get_or_add_rPr(), measures, _LANGUAGES.get(self.brief.language, "en-GB"))
        for border in style.element.findall(f".//{qn('w:pBdr')}"):  # Word draws a line below its titles
            border.getparent().remove(border)

    def _write_margins(self) -> None:
        """The name of the register and the mark above each page, the title and the page's number below."""
        section = self.document.sections[0]
        above, below = section.header.paragraphs[0], section.footer.paragraphs[0]
        for paragraph in (above, below):
            paragraph.style = "Brief margin"
            paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(layout.TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        _add_text(above, f"{self.brief.register}\t")
        _add_text(above, self.brief.internal, is_bold=True)
        _add_text(below, f"{self.brief.title[:80]}\t")
        for part in re.split(r"(%\(pages?\)s)", self.brief.page):
            if part.startswith("%"):
                _add_field(below, "NUMPAGES" if "pages" in part else "PAGE")
            else:
                _add_text(below, part)

    def _section(self, section: Section) -> None:
        self._paragraph("Heading 1", section.heading)
        for item in section.items:
            self._item(item)
        if not section.items:
            self._paragraph("Brief more", section.empty)
        if section.more:
            self._runs("Brief more", [Run(section.more, address=section.address)])

    def _item(self, item: Item) -> None:
        paragraphs = [self._runs("Brief item", item.title_runs)]
        if item.fact_runs:
            paragraphs.append(self._runs("Brief facts", item.fact_runs))
        paragraphs += [self._paragraph("Brief line", line) for line in item.lines]
        for paragraph in paragraphs[:-1]:
            paragraph.paragraph_format.keep_with_next = True
        paragraphs[-1].paragraph_format.keep_with_next = False

    def _paragraph(self, style: str, text: str):
        return self._runs(style, [Run(text)])

    def _runs(self, style: str, runs: list[Run]):
        paragraph = self.document.add_paragraph(style=style)
        for run in runs:
            _add_run(paragraph, run)
        return paragraph


def _add_text(paragraph, text: str, *, is_bold: bool | None = None) -> None:
    """A text: what is written from right to left is marked so, and has its font."""
    for part, is_right_to_left in directional_parts(text):
        run = paragraph.add_run(part)
        run.bold = is_bold
        if is_right_to_left:
            run.font.rtl = True
            run.font.cs_bold = is_bold
            paragraph.add_run(_LEFT_TO_RIGHT)  # else a number that follows would stand before it


def _add_run(paragraph, run: Run) -> None:
    """A run, as bold as its paragraph or more; with an address, a link."""
    before = len(paragraph.runs)
    _add_text(paragraph, run.text, is_bold=run.is_bold or None)
    if not run.address or not run.text:
        return
    link = OxmlElement("w:hyperlink")
    target = paragraph.part.relate_to(run.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), target)
    for part in paragraph.runs[before:]:
        part.font.color.rgb = RGBColor.from_string(layout.ACCENT.upper())
        link.append(part._r)
    paragraph._p.append(link)


def _add_field(paragraph, name: str) -> None:
    """A number that Word works out."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def _set_fonts(properties, measures: Style, language: str) -> None:
    """Fonts by script, the size of those that run from right to left, and the language of the text."""
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):  # those of the theme would come first
        del fonts.attrib[name]
    for name, font in (("ascii", _LATIN), ("hAnsi", _LATIN), ("eastAsia", _EAST_ASIAN), ("cs", _COMPLEX)):
        fonts.set(qn(f"w:{name}"), font)
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), str(round(measures.size * 2)))
    properties.append(size)
    words = OxmlElement("w:lang")
    words.set(qn("w:val"), language)
    words.set(qn("w:eastAsia"), "ko-KR")
    properties.append(words)
