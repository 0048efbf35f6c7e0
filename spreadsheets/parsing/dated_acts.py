"""Cells of days that tell of a later act, too: “23.6.19, verl. bis 23.6.24”, “Terminated 1/1/2018”, “해지 2018.1.1”."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from agreements.choices import MilestoneKind
from core.text import fold
from spreadsheets.parsing.endings import ending_words
from spreadsheets.parsing.word_lists import pattern_of, strip_until

_EXTENDED = """
extended, extension, ext, prolonged, prolongation, renewed, renewal, verlängert, verlängerung, verl, verläng, erneuert,
prolongiert, prolongé, prolongée, prolongation, prorogé, prorogée, renouvelé, renouvelée, reconduit, reconduite,
prorrogado, prorrogada, prórroga, prorrogação, ampliado, ampliada, renovado, renovada, extendido, extendida, estendido,
estendida, prorogato, prorogata, proroga, rinnovato, rinnovata, esteso, estesa, verlengd, verlenging, przedłużon*,
przedłużenie, odnowion*, prodloužen*, predĺžen*, meghosszabbít*, prelungit*, förlängd, förlängt, förlängning, forlænget,
forlængelse, forlenget, forlengelse, jatkettu, pidennetty, uzatıldı, uzatılmış, продлен*, продлён*, пролонгирован*,
продовжен*, παράταση, παρατάθηκε, gia hạn, diperpanjang, تمديد, مدد
"""
_EXTENDED_WITHOUT_BLANKS = "연장|갱신|延長|延长|延期|更新|续签|續簽|续约|續約|展期|ขยาย|ต่ออายุ"
_FIRST_DAY_SIGNS = " ,;:(（[–—/-.)\n"
_UNTIL = re.compile(r"^(?:to|through|thru|auf)\s+(?=\d)")
_ON = re.compile(
    r"^(?:on|in|am|per|le|el|em|il|dne|dnia|den|since|seit|as of|from|mit wirkung vom|zum|w\.?e\.?f\.?|du|del|desde|"
    r"от|с|з|od|pada|ngay)\s+(?=\S*\d)"
)
_ENDINGS_OF_WORDS = r"(?:되었음|되었습니다|됐음|되었다|됨|함|する|された|した|済み?|了)?"
_PART_SIGN = re.compile(r"\s*[,;(（\n]\s*|\s+[-–—/]\s+|\s*→\s*")
_LONGEST_CELL = 120  # characters; longer is prose
_SUFFIX = re.compile(r"(?<=\d) (?:y?[ea]|[dt][ea])$")  # 5.3.2024’e kadar
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class DatedActs:
    """The texts of the days of a cell: its own, the last day after an extension, that of an end and its kind."""

    day: str = ""
    until: str = ""
    ended_on: str = ""
    ending: str = ""
    is_whole: bool = True  # nothing else stands in the cell

    @property
    def days(self) -> list[str]:
        return [text for text in (self.day, self.until, self.ended_on) if text]


@cache
def _act_pattern() -> re.Pattern:
    latin = pattern_of([_EXTENDED])
    ends = "|".join(
        _pattern_of_ending(word)
        for word, kind in ending_words(is_export=False).items()
        if kind != MilestoneKind.COMPLETED  # “Done 5 March 2019” is its signing
    )
    return re.compile(
        rf"(?P<extended>(?:{latin})\.?|(?:{_EXTENDED_WITHOUT_BLANKS}){_ENDINGS_OF_WORDS})|(?P<ended>{ends})"
    )


def _pattern_of_ending(word: str) -> str:
    is_of_spaced_script = word[-1] < "⺀"
    if is_of_spaced_script:
        return rf"(?<![^\W\d_]){re.escape(word)}(?![^\W\d_])"
    return re.escape(word) + _ENDINGS_OF_WORDS


@lru_cache(maxsize=256)
def dated_acts(text: str) -> DatedActs | None:
    """The days of a cell with words of an extension or an end beside one; None for any other cell.

    Whether each is a date is left to their column.
    """
    if len(text) > _LONGEST_CELL or not _DIGIT.search(text):
        return None
    folded = " ".join(fold(text).split())
    acts = list(_act_pattern().finditer(folded))
    if not acts:
        return None
    before = folded[: acts[0].start()].strip(_FIRST_DAY_SIGNS)
    ends = [*(act.start() for act in acts[1:]), len(folded)]
    behind = [folded[act.end() : end].strip(_FIRST_DAY_SIGNS) for act, end in zip(acts, ends, strict=True)]
    if len(acts) == 1 and not _DIGIT.search(behind[0]):  # 2024.3.4까지 연장: the word stands behind its day
        *firsts, last = [part for part in _PART_SIGN.split(before) if part]
        if behind[0] or len(firsts) > 1:
            return None
        before, behind = "".join(firsts), [last]
    members = {"day": before.strip(_FIRST_DAY_SIGNS)}
    is_whole = True
    for act, after in zip(acts, behind, strict=True):
        name, day, is_sure = _text_of_act(act, after)
        is_whole = is_whole and is_sure
        if is_sure and name not in members:
            members |= {name: day} | ({"ending": _kind_of_ending(act)} if name == "ended_on" else {})
    return DatedActs(**members, is_whole=is_whole)


def _text_of_act(act: re.Match, after: str) -> tuple[str, str, bool]:
    """The member for the text after an act, its day, and whether what the day says is sure.

    “Extended 5 Mar 2024” may be until when, or when that was agreed.
    """
    last = _UNTIL.sub("", strip_until(after))
    if act["ended"]:
        return "ended_on", _ON.sub("", last).strip(_FIRST_DAY_SIGNS), True
    return "until", _SUFFIX.sub("", last).strip(_FIRST_DAY_SIGNS), last != after


def _kind_of_ending(act: re.Match) -> str:
    word = act["ended"]
    kinds = ending_words(is_export=False)
    return kinds.get(word) or next(kind for known, kind in kinds.items() if word.startswith(known))
