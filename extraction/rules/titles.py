"""Titles of agreements: a form in capitals with its subject, a name that ends in a form, or quoted words with one."""

import re
from collections.abc import Iterator

from extraction.rules.forms import form_mentions
from extraction.rules.topics import Passage

_ENGLISH_FORM = (
    r"(?:Memorand(?:um|a) of (?:Understanding|Co-?operation|Agreement|Intent)|"
    r"(?:[A-Z]\w+ ){0,3}(?:Agreement|Arrangement|Protocol|Declaration|Convention|Treaty|Communiqué)|Joint Statement|"
    r"Letter of Intent|MoU|MOU|Action Plan|Programme of Co-?operation|Executive Programme)"
)
_SUBJECT = (
    r"(?:on|for|[Cc]oncerning|[Rr]egarding|in the Field of|in the Area of|of Co-?operation)"
    r"(?: (?:the|of|and|in the|in|for|to|with|on|[A-Z][\w’'&/-]*),?)* [A-Z][\w’'&/-]*"
)
_BETWEEN = r"(?: between (?:the )?[A-Z][^.;:“”\n]{4,160}?)?"
_TITLE = re.compile(rf"\b{_ENGLISH_FORM}(?: \((?:MoU|MOU)\))?{_BETWEEN} {_SUBJECT}(?! [A-Z])")
_NAMED = re.compile(
    r"(?<=\b[Tt]he )(?:[A-Z][\w’'&+/–-]+ ){2,6}(?:Agreement|Arrangement|Protocol|Declaration|Convention|"
    r"Treaty|Compact|"
    r"Charter|Accord|Programme|Memorandum)(?: (?:19|20)\d\d ?[-–] ?(?:(?:19|20)\d\d)?)?(?= |[,.;]|$)"
)
_NUMBERED = re.compile(r"\bMO[UA] (?:[Nn]o\.? )?\d[\w.]*-[\w-]*\d")
_NOT_NAMED = re.compile(
    r"\b(?:Fund|European|Horizon|Nations|World|Development|Exchange|Partnership) Programme$|^(?:United|New)\b"
)
_WORDS = re.compile(r"[A-Z][\w’'&/-]+")
_LEAST_WORDS, _SURE_WORDS = 4, 5  # with capitals, those of the form among them
_QUOTED_ENGLISH = re.compile(r"[“\"‘](?P<title>[A-Z](?:[^“”\"‘’\n]|(?<=\w)’(?=\w)){8,160}?)[”\"’](?!\w)")
_ENGLISH_WORD = re.compile(rf"\b(?:{_ENGLISH_FORM}|Memorandum|Pact|Accord|Compact|Charter|Framework)\b")
_KOREAN_FORM = (
    r"(?:양해각서|업무 ?협약|협정서?|협약(?:서|안)?|약정서?|의정서|합의서|조약|의향서|협의의사록|합의의사록|"
    r"공동선언문?|공동성명서?|"
    r"행동계획|MOU|MOA)"
)
_QUOTED = re.compile(
    rf"[‘'“\"「『<《〈＜](?P<title>[^’'”\"」』>》〉＞‘“「『\n]{{4,80}}?{_KOREAN_FORM}(?:\s?\((?:MOU|MOA|LOI)\))?)"
    r"[’'”\"」』>》〉＞]"
)
_SUBJECT_QUOTED = re.compile(  # ‘해양문화 협력체계 구축’을 위한 업무협약: the title goes on after the mark
    r"(?P<open>[‘'“\"「『<《〈`])(?P<title>[^’'”\"」』>》〉‘“「『`\n]{3,70}[’'”\"」』>》〉](?:(?:을|를)\s(?:위한|다루는)|(?:에|와|과)\s"
    rf"(?:관한|대한))?\s(?:[가-힣]{{2,4}} )?{_KOREAN_FORM})(?![가-힣]*(?:식|의 내용))"
)
_TALKS = re.compile(  # regular talks and what they set up, by their name: 한일 차관전략대화
    r"\b(?:(?:[A-Z][\w.’'&+/–-]*|2\+2|–) ){2,6}(?:Dialogue|Consultations|Joint Commission(?: on(?: [A-Z]\w+)+)?|"
    r"Cooperation Strategy|Partnership Framework|Arrangement)(?= |[,.;)]|$)|"
    r"(?<![가-힣])(?:[가-힣]{1,5}[-·ㆍ]?[가-힣]{1,4} )?[가-힣]{2,6}(?:전략|정책)대화(?:\([A-Z][\w ]+\))?"
)
_PROJECT = re.compile(  # an agreement on a project in quotation marks
    r"\b(?:[Aa]greement|[Mm]emorandum|MoU|MOU|contract|[Aa]rrangement)\b[^.\n]{0,60}? "
    r"(?:on|for|titled|called|entitled) (?:the )?"
    r"[‘'“\"](?P<title>(?:[A-Z]\S*|of|for|and|the|in|on|to)(?: (?:[A-Z]\S*|of|for|and|the|in|on|to)){2,12}?)[’'”\"]"
)
_MARK = re.compile(r"(?<=[가-힣\w)])[’'”\"」』>》〉](?=(?:[을를에와과] ?[위관대다]|\s))")  # within a title
_ACRONYM = re.compile(r"\s?\((?:MOU|MoU|MOA|MoA|LOI|LoI)\)")  # beside a form: no part of a title
_SIGNED_TITLE = re.compile(r"[「『《]")  # brackets that Korean has for titles only


def titles_in(text: str, offset: int) -> Iterator[Passage]:
    """Titles in a sentence, by their offsets; sure where quotation marks or capitals leave no doubt."""
    taken: list[tuple[int, int]] = []
    for start, end, is_sure in sorted(_title_spans(text), key=lambda span: (span[0], -span[1])):
        if all(end <= other_start or start >= other_end for other_start, other_end in taken):
            taken.append((start, end))
            value = _MARK.sub("", _ACRONYM.sub("", text[start:end]))
            yield Passage(start + offset, end + offset, value, is_sure=is_sure)


def is_agreement_title(words: str) -> bool:
    """True for quoted words that are the title of an agreement, and nothing that somebody said."""
    if re.search(rf"{_KOREAN_FORM}(?:\s?\(\w+\))?$", words):
        return len(words) <= 90 and not re.search(r"[.!?]", words)
    small = r"(?:of|on|the|and|for|in|between|to|with|a|an|at|by|concerning|regarding|\d[\d–-]*)"
    is_capital = re.fullmatch(
        rf"(?:[A-Z][^\s.!?]*|{small},?|\([^()]*\))(?: (?:[A-Z][^\s!?]*|{small},?|\([^()]*\),?))*", words
    )
    return bool(is_capital and _ENGLISH_WORD.search(words))


def _title_spans(text: str) -> Iterator[tuple[int, int, bool]]:
    for match in _QUOTED_ENGLISH.finditer(text):
        if (
            is_agreement_title(match["title"].rstrip(",."))
            and len(_WORDS.findall(match["title"])) >= _LEAST_WORDS - 1
        ):
            yield match.start("title"), match.start("title") + len(match["title"].rstrip(",.")), True
    for match in _QUOTED.finditer(text):
        if not re.fullmatch(_KOREAN_FORM, match["title"]):
            yield match.start("title"), match.end("title"), bool(_SIGNED_TITLE.match(match[0]))
    for match in _TITLE.finditer(text):
        words = len(_WORDS.findall(match[0]))
        if words >= _LEAST_WORDS:
            yield match.start(), match.end(), words >= _SURE_WORDS
    for match in _NAMED.finditer(text):
        forms = form_mentions(match[0])
        is_general = bool(forms) and forms[0].start == 0 and forms[0].end == len(match[0])
        if not _NOT_NAMED.search(match[0]) and not is_general:
            yield match.start(), match.end(), False
    for match in _SUBJECT_QUOTED.finditer(text):
        yield match.start("title"), match.end("title"), False
    for match in _PROJECT.finditer(text):
        yield match.start("title"), match.end("title"), False
    for match in _TALKS.finditer(text):
        start = match.start() + len(re.match(r"(?:(?:The|An?) )?", match[0])[0])
        yield start, match.end(), False
    for match in _NUMBERED.finditer(text):
        yield match.start(), match.end(), True
