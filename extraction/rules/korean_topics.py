"""Topics of Korean text: lists, fields of cooperation, what an agreement is for, and those of the register."""

import re
from collections.abc import Iterator
from typing import Any

from extraction.rules.korean_words import COMMON, POST
from extraction.rules.topics import bulleted_topics
from extraction.rules.vocabulary import TopicNames
from extraction.suggestions import Suggestion, SuggestionKind

_TOPIC_BEFORE = re.compile(
    r"(?P<topic>[가-힣A-Za-z&·\s]{2,40}?)(?:을|를)?\s위한\s(?:[가-힣]+ ){0,2}['‘“「『]?(?:[가-힣]+ ){0,2}$"
)
_ENDS = re.compile(
    r"(?:\s(?:발전|활성화|강화|확대|증진|추진|개발|구축|협력|교류|지원|상호협력|분야|및)(?:과|와|을|를|\s및)?|(?<=[가-힣]{2})\s분야(?:의)?)+$"
)
_BULLETS = re.compile(
    r"[▲△■◆•∙▶▷①-⑳]\s?(?P<item>[^▲△■◆•∙▶▷①-⑳.]{2,45}?)(?=\s?,?\s?[▲△■◆•∙▶▷①-⑳]|\s?등(?:에서|으로|"
    r"[을를의이에과도])?(?:\s|,|$)|\s?등[을를의이에으]?\b|\s?등[^가-힣]|\.|"
    r"을 (?:주요|골자|핵심)|이다|$)"
)
_FIELDS = re.compile(
    r"(?P<list>[가-힣A-Za-z&\s]{2,20}(?:[,·]\s?[가-힣A-Za-z&\s]{2,20}){0,6})\s?(?:등\s)?(?:의\s)?(?:다양한\s|"
    r"\d개\s|[가-힣]\s)?분야(?:에서|의|에|로|를|\s협력|\s업무협력|\s교류|\s상호협력)"
)
_CHUNK_WORD = r"(?!등(?:[을를에이의으과도]|\s|$))[가-힣A-Za-z0-9&·()]+"
_CHUNK = rf"{_CHUNK_WORD}(?: {_CHUNK_WORD}){{0,6}}"
_LISTED = re.compile(
    rf"(?P<list>{_CHUNK}(?:, ?{_CHUNK})+?)(?P<end> 등(?:에|을|를|에서|이|의|으로|과|도|$| )|(?:에|을|를|에서)\s)"
)
_OF_COOPERATION = re.compile(r"협력|교류|추진|내용|골자|담(?:고|았|겼)|포함|공동|합의|지원")
_OF_OTHERS = re.compile(
    r"참석|자리했|관계자|\d+여?\s?명|\d+개\s?(?:기관|대학|기업|국)|체결해|협약을 맺고 있|운영하고 있|보유"
)
_LEAD = re.compile(
    r"^.*(?:따르면|최근|통해|통하여|위해|위하여|따라|바탕으로|계기로|기반으로|간에?|\\d년|"
    r"[가-힣](?:은|는|이|가|을|를|과|와|에|의|에서|으로|하고|하며|기 위한|으며|면서)),?\s(?=\S)"
)
_GENERAL = re.compile(
    r"(?:(?:상호|공동|업무|다양한|양국|국제|기존|주요|포괄적|지속적인?) ?)*"
    r"(?:교류|협력|사업|지원|발전|강화|확대|내용|노력|운영|추진|기타)"
)
_MOST_WORDS = 5  # of a topic
_CAPTION = re.compile(r"사진|촬영|모습|[©ⓒ]")  # whose mark is no bullet
_NAME_END = re.compile(
    rf"(?:^[가-힣]+ [가-힣]{{2,}}(?:시|군|(?<!연)구)$|대학교|병원|재단|협회|공단|공사|진흥원|연구원|{POST})$"
)
_SUBJECT_LIKE = re.compile(r"(?:으며|면서|^두어|^한편|은|는|이|가|했다|하고|하며|한다|된다|이다|와|과)$")


def korean_topics(sentences: list[Any], names: TopicNames, *, is_sure: bool) -> Iterator[Suggestion]:
    """Phrases that sentences list as the contents or fields of the agreement, and topics of the register among them."""
    is_list = False
    for analysis in sentences:
        sentence = analysis.sentence
        bulleted = bulleted_topics(analysis.whole, sentence.start, sentence.end) if is_list else None
        if bulleted:
            yield _korean_topic(bulleted.start, bulleted.value, names, is_sure=False)
            continue
        is_list = bool(
            re.search(r"(?:내용|분야|사항|과제)[가-힣]*\s?(?::|다음과 같다\.?|같다\.?)?$", sentence.text)
        )
        passages = [*_list_parts(analysis), *_purposes(analysis)]
        for start, value, is_certain in passages:
            yield _korean_topic(sentence.start + start, value, names, is_sure=is_sure and is_certain)
        if analysis.forms or _OF_COOPERATION.search(sentence.text):
            for passage, _key in names.passages(sentence.text):
                is_named = any(
                    name.is_organization and name.start <= passage.start < name.end for name in analysis.names
                )
                is_known = any(
                    start == passage.start and value == passage.value for start, value, _sure in passages
                )
                if not (is_named or is_known or analysis.is_of_older(sentence.start + passage.start)):
                    is_own = bool(analysis.forms) or any(
                        start <= passage.start < start + len(value) for start, value, _sure in passages
                    )
                    yield _korean_topic(
                        sentence.start + passage.start, passage.value, names, is_sure=is_sure and is_own
                    )


def _korean_topic(start: int, value: str, names: TopicNames, *, is_sure: bool) -> Suggestion:
    key = names.key(value)
    return Suggestion(
        SuggestionKind.TOPIC.value,
        value,
        start,
        start + len(value),
        sure=is_sure,
        details={"topic": key} if key else {},
    )


def _list_parts(analysis: Any) -> Iterator[tuple[int, str, bool]]:
    """Parts of lists, with where they begin and whether the list is surely one of contents."""
    text = analysis.own
    if _CAPTION.search(text) and not analysis.forms:
        return
    for match in _BULLETS.finditer(text):
        yield from _subject_of(match.start("item"), match["item"], is_certain=True)
    for match in _FIELDS.finditer(text):
        parts = list(re.finditer(r"[^,·]+", match["list"]))
        for part in parts:
            yield from _subject_of(
                match.start("list") + part.start(), part[0], is_certain=bool(analysis.forms) or len(parts) > 1
            )
    if _BULLETS.search(text) or _OF_OTHERS.search(text) or not _OF_COOPERATION.search(text):
        return
    for match in _LISTED.finditer(text):
        if not (
            " 등" in match["end"] or _OF_COOPERATION.match(text[match.end() :][:20].split(" ")[-1] or "")
        ):
            is_near = _OF_COOPERATION.search(text[match.end() : match.end() + 12])
            if not is_near:
                continue
        for part in re.finditer(r"[^,]+", match["list"]):
            yield from _subject_of(
                match.start("list") + part.start(), part[0], is_certain=" 등" in match["end"]
            )


def _purposes(analysis: Any) -> Iterator[tuple[int, str, bool]]:
    """Phrase before “을 위한 업무협약”."""
    text, base = analysis.own, analysis.sentence.start
    for form in analysis.forms:
        before = text[: form.start - base]
        if match := _TOPIC_BEFORE.search(before):
            lead = re.match(r"^(?:.*\S)?(?:와|과|간|의)\s", match["topic"])
            shift = lead.end() if lead else 0
            words = match["topic"][shift:]
            short = _ENDS.sub("", words)
            kept = short if len(short.split()) > 1 or not COMMON.match(short) else words
            yield from _subject_of(
                match.start("topic") + shift, kept, is_certain=len(kept.split()) < _MOST_WORDS
            )


def _subject_of(start: int, words: str, *, is_certain: bool) -> Iterator[tuple[int, str, bool]]:
    """The subject in words of a list, without what leads to it, where it can be one."""
    indent = len(words) - len(words.lstrip())
    topic = re.sub(r"\s?(?:등(?:[을를의이에]\S*)?(?:\s\d+개(?: 분야)?)?|분야|및)$", "", words.strip())
    lead = _LEAD.match(topic)
    shift = lead.end() if lead else 0
    topic = re.sub(r"(?:을|를)?\s위한.*$", "", topic[shift:])
    first = re.match(r"(?:내|및|등|관련|양국|양 기관|상호|주요 내용)\s", topic)
    shift += first.end() if first else 0
    topic = (topic[first.end() :] if first else topic).rstrip(" ,")
    if (
        not 2 <= len(topic) <= 30
        or len(topic.split()) > _MOST_WORDS
        or COMMON.match(topic)
        or _GENERAL.fullmatch(topic)
    ):
        return
    if (
        _SUBJECT_LIKE.search(topic.split()[0])
        or _NAME_END.search(topic)
        or re.search(r"^\d|[가-힣]다$|\d+(?:년|월|일|명|건)", topic)
    ):
        return
    yield start + indent + shift, topic, is_certain
