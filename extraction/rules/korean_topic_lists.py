"""Passages of Korean sentences that can be topics: items of lists and bullets, and what stands before a form."""

import re
from collections.abc import Iterator
from typing import Any

from extraction.rules.korean_topic_words import (
    CONNECTIVE,
    goes_on_as_places,
    is_of_rest,
    is_place_name,
    may_be_topic,
    without_determiner,
    without_form,
)
from extraction.rules.korean_words import COMMON, POST

_TOPIC_BEFORE = re.compile(
    r"(?P<topic>[가-힣A-Za-z&·\s]{2,40}?)(?:을|를)?\s위한\s(?:[가-힣]+ ){0,2}['‘“「『]?(?:[가-힣]+ ){0,2}$"
)
_AIM = re.compile(  # “…하기 위해 업무협약을”
    r"(?P<topic>(?:[가-힣A-Za-z0-9·&]+,? ){0,5}[가-힣A-Za-z0-9·&]+?)(?:을|를|에)\s(?:(?:[가-힣]+ )?[가-힣]+하기 )?"
    r"(?:위해|위하여|목표로|목적으로)\s(?:[^.,]{0,25}\s)?['‘“「『]?$"
)
_ENDS = re.compile(
    r"(?:\s(?:발전|활성화|강화|확대|증진|추진|개발|구축|협력|교류|지원|상호협력|분야|및)(?:과|와|을|를|\s및)?|(?<=[가-힣]{2})\s분야(?:의)?)+$"
)
_BULLETS = re.compile(
    r"[▲△■◆•∙▶▷▴▵①-⑳]\s?(?P<item>[^▲△■◆•∙▶▷▴▵①-⑳.]{2,45}?)(?=\s?,?\s?[▲△■◆•∙▶▷▴▵①-⑳]|\s?등(?:에서|으로|"
    r"[을를의이에과도]|이며|이고|이다)?(?:\s|,|$)|\s?등[을를의이에으]?\b|\s?등[^가-힣]|\.|"
    r"을 (?:주요|골자|핵심)|이다|$)"
)
_FIELDS = re.compile(
    r"(?<![가-힣A-Za-z])(?P<list>[가-힣A-Za-z&\s]{2,20}(?:[,·]\s?[가-힣A-Za-z&\s]{2,20}){0,6})\s?(?:등\s)?(?:의\s)?"
    r"(?:(?:다양한|여러|각종|폭넓은|\d개|각|전|제)\s)?분야(?:에서|의|에|로|를|\s협력|\s업무협력|\s교류|\s상호협력)"
)
_CHUNK_WORD = r"(?!등(?:[을를에이의으과도]|\s|$))[가-힣A-Za-z0-9&·()]+"
_CHUNK = rf"{_CHUNK_WORD}(?: {_CHUNK_WORD}){{0,6}}"
_LISTED = re.compile(
    rf"(?P<list>{_CHUNK}(?:, ?{_CHUNK})+?)(?P<end> 등(?:에|을|를|에서|이|의|으로|과|도|$| )|(?:에|을|를|에서)\s)"
)
_DOTTED = re.compile(
    r"(?<![가-힣·])(?P<list>[가-힣]{2,8}(?:[·ㆍ‧][가-힣]{2,8}){2,})\s?등(?:의|에서|을|에)?\s[^,.]{0,12}(?:교류|협력|분야)"
)
OF_COOPERATION = re.compile(r"협력|교류|추진|내용|골자|담(?:고|았|겼)|포함|공동|합의|지원|돕|힘을 (?:합|모)")
_OF_PARTNERS = re.compile(
    r"[^.]{0,120}?[가-힣](?:와|과)(?:의)?\s[^.,]{0,15}(?:결연|협약|협정|MOU|양해각서)[을를]? ?(?:체결|맺)"
)
_OF_OTHERS = re.compile(
    r"참석|자리했|관계자|\d+여?\s?명|\d+개\s?(?:기관|대학|기업|국)|체결해|협약을 맺고 있|운영하고 있|보유"
)
_LIKE_PARTICLES = (  # nouns that end as particles do: 학술회의, 전문가
    r"(?<!회의|강의|협의|합의|심의|정의|평가|국가|추가|참가|증가|여가|작가|문가|"
    r"성과|효과|결과|학과|교과|마을|린이|놀이)"
)
_LEAD = re.compile(
    r"^.*(?:따르면|아울러|또한?|더불어|그리고|최근|열고|갖고|맺고|통해|통하여|위해|위하여|따라|바탕으로|계기로|기반으로|간에?|\\d년|"
    r"[가-힣A-Za-z](?:은|는|이|가|을|를|과|와|에|의|에서|으로|하고|하며|기 위한|으며|면서)"
    rf"{_LIKE_PARTICLES}|{CONNECTIVE}),?\s(?=\S)"
)
_GENERAL = re.compile(
    r"(?:(?:상호|공동|업무|다양한|양국|국제|기존|주요|포괄적|지속적인?|우호) ?)*"
    r"(?:(?:교류|협력|사업|지원|발전|강화|확대|내용|노력|운영|추진|기타|증진|상생|동반|관계|체계|기반|"
    r"구축|방안|이익|도모|번영|및|기여|참여|개최|실현|수행|실시|제공|활용|협조|협업|성공적?|적극적?|효율적?|"
    r"심화|활동|유대) ?)+|"
    r"우호|상호|공동|업무|특화|중점|핵심|관심|(?:공무원|민간단체|교직원|임직원|시민|주민|구성원|관계자|전문가|회원)(?:들)?"
)
_REACH = 120  # letters before a form in which its subject stands
_MOST_WORDS, _MOST_WORDS_OF_BULLET = 5, 10  # of a topic
_CAPTION = re.compile(r"사진|촬영|모습|[©ⓒ]")  # whose mark is no bullet
_NAME_END = re.compile(
    rf"(?:^[가-힣]+ [가-힣]{{2,}}(?:시|군|(?<!연)구)$|학교|병원|재단|협회|공단|공사|진흥원|연구원|"
    rf"(?:센터|수련관|복지관|도서관|박물관|시설|은행|보험|카드)(?:\([^()]*\))?|{POST})$|"
    r"[가-힣]{2,}(?<![일내전기세외])부$|[가-힣]{2,}(?<![신요하경])청$|(?:안전|보훈|법제)처$"
)
_SUBJECT_LIKE = re.compile(r"(?:으며|면서|^두어|^한편|은|는|이|가|했다|하고|하며|한다|된다|이다|와|과)$")


def list_parts(analysis: Any) -> Iterator[tuple[int, str, bool]]:
    """Parts of lists, with where they begin and whether the list is surely one of contents."""
    text = analysis.own
    if _CAPTION.search(text) and not analysis.forms:
        return
    bullets = list(_BULLETS.finditer(text))
    if len(bullets) == 1 and not bullets[0].start():
        bullets = []  # of a caption
    for match in bullets:
        if is_of_rest(match["item"]):
            continue
        item = _of_bullet(match) if len(bullets) > 1 else None
        if item:
            yield item
        else:
            is_short = len(match["item"].split()) <= _MOST_WORDS_OF_BULLET
            yield from subject_of(match.start("item"), match["item"], is_certain=is_short)
    for match in _FIELDS.finditer(text):
        parts = list(re.finditer(r"[^,·]+", match["list"]))
        for part in parts:
            yield from subject_of(
                match.start("list") + part.start(), part[0], is_certain=bool(analysis.forms) or len(parts) > 1
            )
    for match in _DOTTED.finditer(text):
        for part in re.finditer(r"[가-힣]+", match["list"]):
            yield from subject_of(match.start("list") + part.start(), part[0], is_certain=False)
    if _BULLETS.search(text) or _OF_OTHERS.search(text) or not OF_COOPERATION.search(text):
        return
    for match in _LISTED.finditer(text):
        if _OF_PARTNERS.match(text, match.start("list")) or goes_on_as_places(text, match.end()):
            continue
        if not (" 등" in match["end"] or OF_COOPERATION.match(text[match.end() :][:20].split(" ")[-1] or "")):
            is_near = OF_COOPERATION.search(text[match.end() : match.end() + 12])
            if not is_near:
                continue
        for part in re.finditer(r"[^,]+", match["list"]):
            yield from subject_of(
                match.start("list") + part.start(), part[0], is_certain=" 등" in match["end"]
            )


def _of_bullet(match: re.Match) -> tuple[int, str, bool] | None:
    """Place and words of a bullet of several, as a whole, where it is a subject by its words."""
    words = match["item"].strip(" ,")
    words = re.sub(r"\s등$", "", words)
    kept = without_determiner(without_form(words))
    start = match.start("item") + match["item"].index(kept) if kept else 0
    is_long = len(kept.split()) > _MOST_WORDS_OF_BULLET or not len(kept) >= 2
    is_long = is_long or ("," in kept and bool(re.match(r"\s?등", match.string[match.end() :])))
    if is_long or re.search(r" 등 |[가-힣]다$", kept) or not may_be_topic(kept):
        return None
    return (
        None
        if COMMON.match(kept) or _GENERAL.fullmatch(kept) or _NAME_END.search(kept)
        else (start, kept, True)
    )


def purposes(analysis: Any) -> Iterator[tuple[int, str, bool]]:
    """Phrase before “을 위한 업무협약”."""
    text, base = analysis.own, analysis.sentence.start
    for form in analysis.forms:
        begin = max(0, form.start - base - _REACH)
        before = text[begin : form.start - base]
        if match := _TOPIC_BEFORE.search(before):
            lead = re.match(r"^(?:.*\S)?(?:와|과|간|의)\s", match["topic"])
            shift = lead.end() if lead else 0
            words = match["topic"][shift:]
            short = _ENDS.sub("", words)
            kept = short if len(short.split()) > 1 or not COMMON.match(short) else words
            yield from subject_of(
                begin + match.start("topic") + shift, kept, is_certain=len(kept.split()) < _MOST_WORDS
            )
        elif match := _AIM.search(before):
            for part in re.finditer(r"[^,]+", match["topic"]):
                start = begin + match.start("topic") + part.start()
                yield from subject_of(start, part[0], is_certain=False)


def subject_of(start: int, words: str, *, is_certain: bool) -> Iterator[tuple[int, str, bool]]:
    """The subject in words of a list, without what leads to it, where it can be one."""
    indent = len(words) - len(words.lstrip())
    topic = re.sub(r"\s?(?:등(?:[을를의이에]\S*)?(?:\s\d+개(?: 분야)?)?|분야|및)$", "", words.strip())
    lead = _LEAD.match(topic)
    is_certain = is_certain and not (lead and lead[0].endswith("의 "))  # whose, is left out
    shift = lead.end() if lead else 0
    topic = re.sub(r"(?:을|를)?\s위한.*$|\s등(?:도|의|을|를|에)?\s.*$", "", topic[shift:])
    first = re.match(r"(?:내|및|등|관련|양국|양 기관|상호|주요 내용)\s", topic)
    shift += first.end() if first else 0
    topic = (topic[first.end() :] if first else topic).rstrip(" ,")
    topic = without_form(topic)
    shift, topic = shift + len(topic) - len(without_determiner(topic)), without_determiner(topic)
    if (
        not 2 <= len(topic) <= 30
        or len(topic.split()) > _MOST_WORDS
        or COMMON.match(topic)
        or _GENERAL.fullmatch(topic)
        or not may_be_topic(topic)
        or is_place_name(topic)
    ):
        return
    if (
        _SUBJECT_LIKE.search(topic.split()[0])
        or _NAME_END.search(topic)
        or re.search(r"^\d|^개 |[가-힣]다$|\d+(?:년|월|일|명|건)", topic)
    ):
        return
    yield start + indent + shift, topic, is_certain and "," not in topic
