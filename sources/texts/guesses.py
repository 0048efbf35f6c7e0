"""Guesses at what a text tells of its source: title, publisher, day, language, address. Shown, never stored unseen."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from core.edtf import EDTFError
from core.edtf.natural import parse_natural
from core.page_addresses import host_of
from core.web_addresses import is_web_address
from sources.choices import SourceKind
from sources.models import Source

_ADDRESS = re.compile(r"https?://[^\s<>\"'”’)\]]+")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}\b|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b"
    r"|\b\d{4}-\d{2}-\d{2}\b|\b\d{4}\. ?\d{1,2}\. ?\d{1,2}\b|\d{4}년 ?\d{1,2}월 ?\d{1,2}일"
)
_PUBLISHER = re.compile(
    r"^(?:Source|Published by|Publisher|출처|제공|배포|담당 ?부서)\s*[:|：]\s*(.{2,120})$", re.MULTILINE
)
_AND_MORE = re.compile(
    r"\s+[/|]\s+|\s*[(（]?(?:☎|☏|담당자|책임자)|\t"
)  # the people of a department, and their telephones
_LONG_LINE = 150  # signs, from which on a line is no headline
_HEAD, _TAIL = 800, 400  # signs in which a page says when it was published
_MOST_BESIDE, _MOST_BEFORE = 40, 80  # signs beside a day on its own line, and before one in a dateline
_AFTER_DATELINE = re.compile(r" ?[-–—:)/|]")
_LABEL = re.compile(
    r"(?:published|posted|updated|released?|date|배포(?:일시?)?|보도(?:일시)?|등록일|작성일|게시일|입력)\W*$",
    re.IGNORECASE,
)
_PRESS = re.compile(
    r"press release|for immediate release|(?:보 ?도|언 ?론) ?(?:참 ?고|설 ?명|해 ?명)? ?자 ?료|media release"
    r"|news release|nota de prensa|comunicado de prensa|communiqué de presse|pressemitteilung|comunicato stampa"
    r"|報道発表(?:資料)?|プレスリリース|新闻稿|新聞稿|пресс-релиз",
    re.IGNORECASE,
)
# Lines above a headline that are labels with what they name: who to call, when it may appear, heads of a letter
_NAMED = re.compile(
    r"(?:(?:담당|배포|보도|엠바고|문의|연락처|전화|책임자|작성|발신|수신|참조|보낸|받는|일시|날짜|제공|출처|자료|붙임)[^:：]{0,12}"
    r"|(?:media |press )?contacts?(?: details)?|tel|(?:tele)?phone|fax|e-?mail|from|to|b?cc|sent|date|embargo|source"
    r"|publish(?:er|ed by)|contacto|fecha|kontakt|datum|お?問い?合わせ|担当|日時|連絡先)\s*[:：]",
    re.IGNORECASE,
)
_REACHED = re.compile(r"☎|☏|\S@\S|\b0\d{1,2}[-)] ?\d{3,4}-\d{4}\b")  # a telephone, an address of e-mail
_TITLED = re.compile(
    r"(?:(?:subject|title|제 ?목|件名|asunto|objet|betreff)\s*[:：]|(?:협약명|건명)\s*[:：]?)"
    r"\s*(?:(?:re|fwd?|답장|전달|회신)\s*:\s*)*",
    re.IGNORECASE,
)
_MOST_ABOVE = 15  # lines above a headline
_SCRIPTS = (("ko", "[가-힣]"), ("ja", "[぀-ヿ]"), ("zh", "[一-鿿]"), ("ru", "[а-яА-Я]"), ("ar", "[؀-ۿ]"))
_WORDS = {
    "en": {"the", "of", "and", "to", "in", "for", "with", "on"},
    "fr": {"le", "la", "les", "des", "et", "du", "une", "dans"},
    "de": {"der", "die", "und", "das", "den", "mit", "von", "ein"},
    "es": {"el", "los", "las", "del", "y", "una", "con", "por"},
    "it": {"il", "della", "di", "e", "che", "gli", "una", "con"},
    "pt": {"o", "os", "da", "do", "e", "uma", "com", "para"},
}


@dataclass(frozen=True)
class SourceFacts:
    """Facts of a source as guessed; each may be empty."""

    title: str = ""
    publisher: str = ""
    author: str = ""
    address: str = ""
    published_on: str = ""
    language: str = ""
    kind: str = SourceKind.WEB_PAGE


def guess_source(text: str, facts: dict[str, str], *, address: str = "") -> SourceFacts:
    """What a text and the file that it was read out of tell of the source; ``address`` where somebody gave it."""
    address = address or facts.get("address", "") or _address_in(text)
    return SourceFacts(
        title=whole_words(
            facts.get("title") or _headline(text, facts.get("page_title", "")) or _beginning(text)
        ),
        publisher=whole_words(facts.get("publisher") or _publisher_in(text) or _publisher_at(address), 300),
        author=facts.get("author", "")[:300] if " " in facts.get("author", "") else "",
        address=address[:1000] if is_web_address(address) else "",
        published_on=_past_day(facts.get("published_on", "")[:10]) or _day_in(text),
        language=guess_language(text) or facts.get("language", "")[:2].lower(),
        kind=SourceKind.PRESS_RELEASE if _PRESS.search(text[:_HEAD]) else SourceKind.WEB_PAGE,
    )


def guess_language(text: str) -> str:
    """Language of a text by its letters and its short words; "" where nothing tells."""
    letters = max(sum(sign.isalpha() for sign in text), 1)
    for code, pattern in _SCRIPTS:
        if len(re.findall(pattern, text)) > letters * 0.2:
            return code
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {code: sum(word in known for word in words) for code, known in _WORDS.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] * 20 >= max(len(words), 1) else ""


def _headline(text: str, page_title: str) -> str:
    """The first line, else the title of the page without the name of the site; a sentence is taken last."""
    first = _first_line(text)
    of_page = max(re.split(r"\s+(?:\||::|»|›)\s+", page_title), key=len).strip()
    is_sentence = len(first) > _LONG_LINE or first.endswith(".")
    return (of_page or first) if is_sentence else (first or of_page)


def _first_line(text: str) -> str:
    """The headline: the first line that is none of a day, an address or a sentence."""
    lines = [line for each in text.splitlines() if (line := each.strip(" \t#|·>□■○"))]
    for line in lines[:_MOST_ABOVE]:
        if titled := _TITLED.match(line):
            return line[titled.end() :]
        is_a_day = _DAY.sub("", line).strip(" |-·") != line
        is_label = _PRESS.fullmatch(line.strip("[]<>()【】 ")) or _NAMED.match(line) or _REACHED.search(line)
        if 8 <= len(line) <= 250 and not (_ADDRESS.match(line) or is_a_day or is_label):
            return line
    return ""


def _beginning(text: str) -> str:
    """The first sentence, where no line can be a headline."""
    line = next(filter(str.strip, text.splitlines()), "").strip()
    return whole_words(re.split(r"(?<=[.!?。])\s", line, maxsplit=1)[0], 120)


def whole_words(title: str, most: int = 600) -> str:
    """A title of one line, with an ellipsis after the last whole word where it is longer than that."""
    title = " ".join(title.split())
    if len(title) <= most:
        return title
    head = title[: most - 1]
    return f"{head.rpartition(' ')[0].rstrip(' ,;:–-') or head}…"


def _address_in(text: str) -> str:
    """An address that stands alone in one of the first or last lines."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in [*lines[:4], *lines[-4:]]:
        match = _ADDRESS.search(line)
        if match and len(match[0]) > 0.6 * len(line):
            return match[0].rstrip(".,;")
    return ""


def _publisher_in(text: str) -> str:
    match = _PUBLISHER.search(text[:_HEAD]) or _PUBLISHER.search(text[-_TAIL:])
    return _AND_MORE.split(match[1], maxsplit=1)[0].strip(" .") if match else ""


def _publisher_at(address: str) -> str:
    """The publisher of the newest other source of the same host."""
    host = host_of(address)
    if not host:
        return ""
    rows = Source.objects.filter(address__icontains=host).exclude(publisher="")[:20]
    return next((row.publisher for row in rows if host_of(row.address) == host), "")


def _day_in(text: str) -> str:
    """The day that stands alone, in a dateline or after a label near the beginning, else near the end of a text."""
    for part in (text[:_HEAD], text[-_TAIL:]):
        for line in part.splitlines():
            for match in _DAY.finditer(line):
                before, after = line[: match.start()], line[match.end() :]
                is_alone = len(before.strip()) + len(after.strip()) <= _MOST_BESIDE
                is_dateline = bool(_AFTER_DATELINE.match(after)) and len(before) <= _MOST_BEFORE
                if (is_alone or is_dateline or _LABEL.search(before)) and (day := _past_day(match[0])):
                    return day
    return ""


def _past_day(words: str) -> str:
    """EDTF of a day in words, empty for none and for one to come."""
    try:
        parsed = str(parse_natural(re.sub(r"(\d)\. ?(?=\d)", r"\1-", words.strip()))) if words else ""
        return parsed if parsed and date.fromisoformat(parsed) <= timezone.localdate() else ""
    except (EDTFError, ValueError):
        return ""
