"""Text of a source, prepared for the rules: sentences, with quotations and what surrounds an article blanked out.

What is blanked is replaced by as many blanks, so that every offset is one of the text as given.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from core import edtf
from extraction.rules.line_breaks import with_joined_lines
from extraction.rules.titles import is_agreement_title

_MOST_LETTERS = (
    20_000  # of a text that are read: a press release has a tenth of it, and what comes after is an annex
)
_LONGEST_SENTENCE = 1_000  # letters; a text in one line is cut at blanks
_WORD = 24  # letters before a full stop, in which an abbreviation stands
_HANGUL_SHARE = 0.3  # of letters, in a text that is Korean
# Full-width digits, letters and signs, the blanks of word processors, and tabs: as others have them, letter for letter
_ONE_WIDTH = {0xFF01 + step: 0x21 + step for step in range(94)} | {
    0x3000: 0x20,
    0xA0: 0x20,
    0x202F: 0x20,
    0x2009: 0x20,
}
_ABBREVIATION = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|Prof|Eng|St|ST|No|Inc|Ltd|Co|Corp|Gen|Sen|Rep|Hon|Rev|Jr|Sr|vs|etc|approx|incl|Pa|U\.S|U\.K|"
    r"U\.N|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|art|para|vol|Sb|m)|\b[A-Z]|\d)\.$"
)
_GOES_ON = re.compile(
    r" (?:of|the|and|in|for|with|to|by|an?|at|on|between|from)\s*\n\s*[A-Za-z]$"
)  # over a line
_BOUNDARY = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[^\W_a-z])|\s*\n\s*(?![a-z])")
_KOREAN_BOUNDARY = re.compile(r"(?<=[다요음임함됨])\.[\"”’')\]]*\s*|\s*\n\s*")
# Straight marks go by pairs within a line, so that what stands between two quotations is none
QUOTATION = re.compile(
    r"“[^“”]{1,1500}[”\n]|(?<!\w)\"[^\"\n]{1,1500}(?:\"|$)|‘[^‘’\n]{60,1500}’(?!\w)|「[^」]{25,1500}」",
    re.MULTILINE,
)
_LONG = 25  # letters: a few words in quotation marks may be a name
_SPEECH = re.compile(r"\b(?:[Ww]e|I|[Oo]ur|[Uu]s|[Nn]obody|[Ii]t|[Tt]hey)\b|[.!?,][”\"]$")
_NAMED = re.compile(r"\b(?:on|for|of|under|titled|called|entitled|named) (?:the )?$")
_CAPITALS = re.compile(
    r".(?:[A-Z]\S*|of|for|and|the|in|on|to)(?: (?:[A-Z]\S*|of|for|and|the|in|on|to)){1,12}"
)
_SAID = re.compile(
    r"\s?(?:이?라고|이?라며|이?라면서|고|며|면서|는)\s|,? (?:said|says|added|adds|told|according to|the \w+ said)\b"
)
# From here on a page is about something else: who the parties are, whom to ask, what else there is to read
_END_OF_ARTICLE = re.compile(
    r"^\W{0,4}(?:[Aa]bout (?:the )?[A-Z][\w&+.-]*(?: [\w&+.-]+){0,7}:?|ABOUT\b.{1,60}|"
    r"(?i:notes? (?:to|for) editors?:?|(?:safe harbor|(?:cautionary note (?:on|regarding) )?forward-looking)\b.{0,80}|"
    r"(?:media |press )?(?:contacts?|enquiries|inquiries)(?: information)?\b.{0,60}|"
    r"(?:related|recommended|more|latest|popular|further) "
    r"(?:articles?|stories|story|news|posts?|reading|links?|content|from)\b.{0,60}|read (?:more|also|next)\b.{0,80}|"
    r"share (?:this|on)\b.{0,60}|subscribe\b.{0,80}|advertisement\b.{0,20}|-?\s*(?:end|ends|###)\s*-?|"
    r"(?:copyright|©|ⓒ|all rights reserved).{0,120})|"
    r"(?:관련 ?기사|추천 ?기사|많이 본 ?(?:뉴스|기사)|"
    r"주요 ?뉴스|문의(?:처)?|담당(?:자|부서)|저작권자|무단 ?전재|<저작권|"
    r"붙임|첨부 ?파일|공유하기|구독).{0,100})\s*$"
    r"|^ABOUT [A-Z][\w&.]+: .*",
)
_BYLINE = re.compile(
    r"^[ \t]*(?:[\[(【][^\])】\n]{2,40}[\])】]\s?)?(?:[가-힣A-Za-z]{2,10}\s)?[가-힣]{2,4}\s?(?:특파원|"
    r"(?:수습|선임|인턴)?\s?기자)\s?=\s?|"
    r"^[ \t]*[\[(【][^\])】\n]{2,30}(?:기자|특파원|통신원)(?:\s[\w.+-]+@[\w.-]+)?[\])】]|"
    r"\A\s*date (?:19|20)\d\d-\d\d-\d\d(?=\s)|"
    r"^[ \t]*[\[(【][가-힣]{2,8}\s?=\s?[가-힣A-Z]{2,12}[\])】]|^[ \t]*[\[【][가-힣]{2,6}[\]】]|"
    r"^[ \t]*[□ㅇ○◇◆■●▷▶*-]+(?=\s)",
    re.M,
)
_FURNITURE_LINE = re.compile(
    r"^\W*(?:for more information|visit (?:us|our|www)|follow us|click here|by [A-Z]\w+ [A-Z]\w+$|photo(?:s|graph)?:|"
    r"image:|source:|tags?:|share\b|print\b|like us\b|[\w.+-]+@[\w-]+\.\w|사진 ?[=:]|/?사진 제공|[가-힣]{2,4} ?기자\b|"
    r"(?:(?:기사 ?)?(?:승인|입력|등록|수정)|발행날짜|등록일)\s?:?\s?(?:19|20)\d\d|댓글\s?(?:쓰기|\d)|이 기사를|"
    r"(?:19|20)\d\d[.-]\d\d[.-]\d\d \d\d:\d\d|#?[^#\s]+#[^#]+$)",
    re.IGNORECASE,
)
_HEAD_BULLET = re.compile(r"^\s*[•·▪-]\s*\S+(?: \S+){0,2}\s*$")  # who published it, before the article
_HEADLINE = re.compile(  # a line of words without an end
    r"(?!\W*(?:[-–•·*▪●○◦□ㅇ▲△■◆∙①-⑳]|\d{1,2}[.)]))(?!\W*(?:M[Oo][UuAa]|Memorand|Agreement|Protocol|"
    r"Letter|협약|양해각서)|"
    r".* between )(?=(?:\S+\s+){4})(?!.*[가-힣]다\. )[^\r\n]{20,140}(?<![.!?:;,다요음임함됨])(?<![.다][\"”’'）)])\s*$"
)
_LEAST_HEADLINES = 2
_TIME_ELSEWHERE = re.compile(
    r"\((?:한국|현지|우리) ?시(?:간|각)[^()\n]{0,30}\)"
)  # the same hour, of another day
_SIDE_OF_PHOTO = re.compile(r"\((?:L|R|C|left|right|centre|center)\)")
_RUN_ON = re.compile(
    r"\b(?P<name>[A-Z]{3,})(?P<next>On|In|The|At|It|This|An)(?= )"
)  # CNESOn: a full stop is lost
_FOOTNOTE = re.compile(r"\b(?P<name>[A-Z]{3,})(?P<mark>\d)\b")


@dataclass(frozen=True)
class Sentence:
    """A sentence or line of the article by its offsets; ``text`` is blanked where a quotation stands."""

    text: str
    start: int
    end: int
    has_quotation: bool = False


@dataclass(frozen=True)
class Document:
    """A text with what is known of its source: day of publication (EDTF) and title."""

    text: str
    published: str = ""
    title: str = ""
    language: str = "en"
    plain: str = field(default="", compare=False)

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences of the article, in order."""
        boundary = _KOREAN_BOUNDARY if self.language == "ko" else _BOUNDARY
        sentences, start = [], 0
        for match in [*boundary.finditer(self.plain), None]:
            end = match.start() if match else len(self.plain)
            if match and self._is_abbreviated(match, start, end):
                continue
            if match and self.language == "ko" and match[0].startswith("."):
                end += 1
            sentences += filter(None, (self._sentence(*span) for span in self._cut(start, end)))
            start = match.end() if match else end
        return sentences

    def _cut(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The offsets of a sentence, those of its parts where it is too long to be one."""
        while end - start > _LONGEST_SENTENCE:
            blank = self.plain.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
            middle = blank if blank > 0 else start + _LONGEST_SENTENCE
            yield start, middle
            start = middle
        yield start, end

    def _is_abbreviated(self, boundary: re.Match, start: int, end: int) -> bool:
        """True where a full stop ends an abbreviation, or a line goes on; a year ends sentences."""
        if self.language == "en" and _GOES_ON.search(
            self.plain[max(start, end - _WORD) : boundary.end() + 1]
        ):
            return True
        if "\n" in boundary[0] or self.language == "ko" or re.match(r"\d{4}\.$", self.plain[end - 5 : end]):
            return False
        return bool(_ABBREVIATION.search(self.plain[max(start, end - _WORD) : end]))

    def _sentence(self, start: int, end: int) -> Sentence | None:
        text = self.plain[start:end]
        if not text.strip():
            return None
        lead = len(text) - len(text.lstrip())
        begin = start + lead
        return Sentence(
            text.strip(), begin, begin + len(text.strip()), self.text[start:end].translate(_ONE_WIDTH) != text
        )

    @cached_property
    def day(self) -> str:
        """The day of publication, where it is known to the day and sure; otherwise ""."""
        return self.published if re.fullmatch(r"\d{4}-\d\d-\d\d", self.published) else ""


def prepare(text: str, *, language: str | None, published: str | None, title: str | None) -> Document:
    """The document of a text. ``published`` that is no date counts as unknown; so does a language of "
    "another script."""
    try:
        day = str(edtf.parse(published)) if published else ""
    except edtf.EDTFError:
        day = ""
    plain = _without_footnotes(text[:_MOST_LETTERS].translate(_ONE_WIDTH))
    for aside in (_SIDE_OF_PHOTO, _TIME_ELSEWHERE):
        plain = aside.sub(lambda words: " " * len(words[0]), plain)
    plain = _RUN_ON.sub(lambda words: f"{words['name']}.{' ' * (len(words['next']) - 1)}", plain)
    plain = _without_furniture(plain)
    spoken = _language(text, language)
    plain = _without_quotations(with_joined_lines(plain))
    return Document(text, day.rstrip("?~%"), title or "", spoken, plain)


def _language(text: str, language: str | None) -> str:
    """The language of the rules for a text: by its letters, since a page in Korean may be kept in translation."""
    letters = sum(sign.isalpha() for sign in text)
    hangul = len(re.findall("[가-힣]", text))
    return "ko" if letters and hangul / letters > _HANGUL_SHARE else "en"


def _without_footnotes(text: str) -> str:
    """The text without the mark of a footnote at a name that it has elsewhere without one: CDTI1."""
    return _FOOTNOTE.sub(
        lambda mark: f"{mark['name']} " if re.search(rf"\b{mark['name']}\b", text) else mark[0], text
    )


def _without_furniture(text: str) -> str:
    """The text with lines blanked that are no part of the article, bylines and bullets, and all after its end."""
    text = _BYLINE.sub(lambda match: " " * len(match[0]), text)
    lines, is_over, begun = [], False, False
    for line in text.splitlines(keepends=True):
        body = line.rstrip("\r\n")
        is_over = is_over or (begun and bool(_END_OF_ARTICLE.match(body)))
        is_head = not begun and _HEAD_BULLET.match(body)
        if is_over or is_head or _FURNITURE_LINE.match(body):
            line = " " * len(body) + line[len(body) :]
        elif len(body.split()) > 8:
            begun = True
        lines.append(line)
    return "".join(_without_last_headlines(lines))


def _without_last_headlines(lines: list[str]) -> list[str]:
    """The lines with those blanked that end a page without being sentences: headlines of other articles."""
    begin = len(lines)
    headlines = []
    while begin and (not lines[begin - 1].strip() or _HEADLINE.match(lines[begin - 1])):
        begin -= 1
        headlines += [begin] if lines[begin].strip() else []
    if len(headlines) < _LEAST_HEADLINES or not any(line.strip() for line in lines[:begin]):
        return lines
    return [re.sub(r"[^\r\n]", " ", line) if place in headlines else line for place, line in enumerate(lines)]


def _without_quotations(text: str) -> str:
    """The text with what was said blanked; titles of agreements stand in the same marks, and stay."""
    return QUOTATION.sub(
        lambda quoted: re.sub(r"[^\n]", " ", quoted[0]) if _is_speech(quoted, text) else quoted[0], text
    )


def _is_speech(quoted: re.Match, text: str) -> bool:
    """True for words that somebody said: long ones, and short ones that end or go on as speech does."""
    if is_agreement_title(quoted[0][1:-1].strip(" ,")):
        return False
    if _NAMED.search(text[max(0, quoted.start() - 20) : quoted.start()]) and _CAPITALS.fullmatch(quoted[0]):
        return False
    is_short = len(quoted[0]) < _LONG + 2
    return not is_short or bool(_SPEECH.search(quoted[0]) or _SAID.match(text, quoted.end()))
