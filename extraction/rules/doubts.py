"""Doubts about a whole text: corrections of what was reported, and announcements of a signing that is to come.

Of a correction nothing is sure, whatever it says; of an announcement neither, and nothing was signed.
"""

import re
from collections.abc import Callable
from itertools import pairwise

from extraction.rules.document import Document, Sentence

_HEAD = 160  # letters of a text in which it says what it is
_CORRECTION = re.compile(
    r"^\W*(?:corrections?|corrected|errat(?:um|a)|corrigend(?:um|a)|retraction|clarification|"
    r"editor['’]s note)\b|"
    r"\b(?:this|our|the) (?:article|report|story|release) (?:has been|was|is) (?:corrected|retracted|"
    r"withdrawn)\b|"
    r"^\W*(?:정정|오보|바로잡|반론|해명|설명)\s?(?:보도|자료|문|합니다|습니다)|^\W*[\[(<【](?:정정|오보|"
    r"해명|알림)",
    re.IGNORECASE,
)
_ANNOUNCEMENT = re.compile(
    r"^\W*(?:media|press) (?:advisory|invitation|alert|call)\b|^\W*(?:save the date|invitation|"
    r"upcoming event|event notice|photo(?: |-)?(?:op|opportunity|call))\b|\bWhat: [^.]{0,120}\bWhen: |"
    r"^\W*(?:행사|일정|보도|취재|체결식|협약식|서명식)\s?(?:안내|예고|계획|요청|협조|초청)|"
    r"^\W*(?:취재\s?(?:요청|안내|협조)|초청장|초대|사전\s?안내)|일시\s?:[^.]{0,40}.{0,40}장소\s?:",
    re.IGNORECASE,
)
_SINCE_THEN = re.compile(
    r"\b(?:signed|concluded|renewed) [^.]{0,160}\b(?:today|yesterday|on [A-Z]\w+day)\b|체결했다|서명했다"
)
_FALSE = (
    r"(?:untrue|false|wrong|incorrect|inaccurate|mistaken|unfounded|baseless|premature|not (?:true|"
    r"so|correct|the case))"
)
# A sentence that takes back the one before it
_TAKEN_BACK = re.compile(
    r"^\W*(?:they|it|both(?: sides)?|the two(?: sides| parties)?|neither(?: side| party)?) (?:(?:did|has|"
    r"have|had)"
    r"(?: not|n['’]t)(?: (?:signed?|concluded?|done? so|happen\w*|take place|taken place)\b[^.]*)?|did)\.?$|"
    r"^\W*(?:in fact|actually|in truth|in reality)\b[^.]{0,80}\b(?:only|not|no|never|neither|nothing)\b|"
    rf"^\W*(?:this|that|it|the (?:report|claim|story|statement|news)s?) (?:was|were|is|"
    rf"are) (?:\w+ly )?{_FALSE}\b|"
    r"\bno such (?:agreement|memorandum|document|deal|signing|contract)\b|"
    r"^\W*(?:그러나 |하지만 |그런데 |그러나, )?(?:이는|이것은|이 (?:보도|기사|내용|소식)[는은]|이(?:런|"
    r"러한|같은) [가-힣]+[는은]|"
    r"해당 [가-힣]+[는은]|확인 결과[, ])[^.]{0,40}(?:사실(?:이|과는?|은)?\s?(?:아니|아닌|다르|다른|무근)|"
    r"사실무근|오보[였이])|"
    r"^[^.]{0,20}바로잡|"
    r"정정합니다|정정한다|"
    r"그런 (?:일|사실|적)[은이]? 없|실제로는 [^.]{0,60}(?:않|못|없|그쳤|만 )",
    re.IGNORECASE,
)
_DENIED = re.compile(  # what the sentence before has somebody report
    r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)?|dismiss(?:es|ed)?|disput(?:es?|ed)|refut(?:es?|ed)|called) "
    r"(?:the|this|these|that|those|any such|both|it) ?(?:\w+ )?(?:reports?|claims?|rumou?rs?|allegations?|"
    r"story|accounts?|"
    r"statements?)?\b(?! (?:that|of|about)\b)|(?:보도|주장|소문)?[는은을를]?\s?(?:[가-힣]+\s){0,2}(?:부인|"
    r"일축|반박)(?:했|하)",
    re.IGNORECASE,
)
_REPORTS = re.compile(
    r"\b(?:report\w*|claim\w*|wrote|according|rumou?r\w*|article|media)\b|보도|주장|소문|게재|속보|매체",
    re.IGNORECASE,
)


def is_correction(document: Document) -> bool:
    """True for a text that corrects an earlier one."""
    return any(_CORRECTION.search(words.strip()[:_HEAD]) for words in (document.text, document.title))


def is_announcement(document: Document) -> bool:
    """True for a text that invites to a signing, or gives its hour and place."""
    is_so = any(_ANNOUNCEMENT.search(words.strip()[:_HEAD]) for words in (document.text, document.title))
    return is_so and not _SINCE_THEN.search(document.plain)


def without_taken_back(sentences: list[Sentence], is_telling: Callable[[str], bool]) -> list[Sentence]:
    """The sentences without those that the next takes back: “X and Y signed …. They did not.”

    ``is_telling``: a sentence has something concluded, and so may be taken back.
    """
    taken_back = {
        before.start
        for before, after in pairwise(sentences)
        if is_telling(before.text)
        and (_TAKEN_BACK.search(after.text) or (_DENIED.search(after.text) and _REPORTS.search(before.text)))
    }
    return [sentence for sentence in sentences if sentence.start not in taken_back]
