"""Titles of agreements: a form in capitals with its subject, or quoted words that end with a form."""

import re
from collections.abc import Iterator

from extraction.rules.topics import Passage

_FORM = (
    r"(?:Memorandum of (?:Understanding|Cooperation|Agreement)|"
    r"(?:[A-Z]\w+ ){0,3}(?:Agreement|Arrangement|Protocol|Declaration|Convention|Treaty)|MoU|MOU|Action "
    r"Plan|Executive Programme)"
)
_SUBJECT = (
    r"(?:on|for|concerning|regarding|in the Field of|of Cooperation)"
    r"(?: (?:the|of|and|in the|for|to|with|[A-Z][\w’'&/-]*),?)* [A-Z][\w’'&/-]*"
)
_TITLE = re.compile(rf"\b{_FORM}(?: \((?:MoU|MOU)\))? {_SUBJECT}(?! [A-Z])")
_WORDS = re.compile(r"[A-Z][\w’'&/-]+")
_LEAST_WORDS = 4  # with capitals, those of the form among them
_QUOTED = re.compile(
    r"[‘'“\"「『<《〈](?P<title>[^’'”\"」』>》〉‘“「『\n]{6,70}?(?:양해각서|업무협약|협정|협약|약정|의정서|"
    r"공동선언문?|공동성명))[’'”\"」』>》〉]"
)


def titles_in(text: str, offset: int) -> Iterator[Passage]:
    """Titles in a sentence, by their offsets."""
    for match in _TITLE.finditer(text):
        if len(_WORDS.findall(match[0])) >= _LEAST_WORDS:
            yield Passage(match.start() + offset, match.end() + offset, match[0])
    for match in _QUOTED.finditer(text):
        yield Passage(match.start("title") + offset, match.end("title") + offset, match["title"])
