"""Context of a name in a text: words beside it that say that it is a person, or part of the name of an institution."""

import re

from redaction.titles import TITLES, is_ending
from redaction.tokens import HAN, Word

_INSTITUTION_WORDS = (
    "award awards building center centre college fellowship foundation fund hospital institute laboratory lecture "
    "lectures library medal memorial museum prize prizes professorship scholarship scholarships school stadium trust "
    "university fondation prix universite stiftung preis universitat schule fundacion premio universidad fondazione"
)
_INSTITUTIONS = frozenset(_INSTITUTION_WORDS.split())
_KOREAN_INSTITUTIONS = (
    "재단", "대학", "기념", "장학", "연구소", "연구원", "학교", "센터", "도서관", "병원", "문학상", "학술상", "미술관",
    "박물관", "문화", "財団", "大学", "大學", "基金", "记念", "記念", "纪念", "研究所", "賞", "奖",
)  # fmt: skip
# Ends of words of three syllables that are also names: 정상화, 이사장, 정보원, 전시회.
_COMMON_ENDS = "화장원회관사단부국실권법금비력률적물품론점"
_AFTER = re.compile(rf"(?:씨|님|氏|\s(?:{TITLES}))([가-힣]*)")
_BEFORE = re.compile(rf"(?:^|[\s(])[가-힣]*(?:{TITLES})\s$")


def is_common_word(folded: str) -> bool:
    """Three syllables of Hangul that may as well be a word as a name."""
    return bool(re.fullmatch(f"[가-힣]{{2}}[{_COMMON_ENDS}]", folded))


def is_han(folded: str) -> bool:
    """Written in Han alone, without spaces between words: 李明 in 由李明签署."""
    return bool(re.fullmatch(f"[{HAN}]+", folded))


def is_of_a_person(text: str, start: int, end: int) -> bool:
    """Three syllables of Hangul with a title before or after them: 정상화 교수는, 총장 정상화."""
    if not re.fullmatch("[가-힣]{3}", text[start:end]):
        return False
    after = _AFTER.match(text, end)
    return bool(after and is_ending(after[1])) or bool(_BEFORE.search(text[max(0, start - 12) : start]))


def is_before_institution(text: str, last: Word, following: list[Word]) -> bool:
    """Directly before a word like Foundation, University or Prize: a name within a longer one."""
    if not following or text[last.end : following[0].start].strip():
        return False
    folded = following[0].folded
    return folded in _INSTITUTIONS or folded.startswith(_KOREAN_INSTITUTIONS)
