"""Parts of years in dates: calendar weeks, half years, quarters, and terms of university years.

A term of a university begins on other days in each country, so that only the years in which it lies are sure.
"""

import re
from datetime import date
from typing import NamedTuple

from spreadsheets.parsing.calendars import OURS, last_year

WEEK, HALF, QUARTER, ACADEMIC_TERM = "week", "half", "quarter", "term"

_YEAR = re.compile(
    r"(?<!\d)['’]?(?P<first>(?:19|20)\d\d)(?:\s?[/–-]\s?(?P<second>\d{4}|\d\d))?(?!\d)|"
    r"(?<![\d./-])['’]?(?P<short>\d\d)(?:\s?[/–-]\s?(?P<next>\d\d))?(?![\d./-])"
)
_SHORT_YEAR_AFTER_LETTERS = re.compile(
    r"(?<=[^\W\d_])(?=\d\d(?:[/-]\d\d)?$)|(?<=^[hq][1-4])[/-](?=\d\d$)"
)  # ws12/13, fa19, q3/19
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ORDINALS = {  # patterns of words
    1: r"first|1st|erst\w*|premi\w*|primer[oa]?|prim[oa]|primeir[oa]|prvni|prve|pierwsz\w*|перв\w*|forste|forsta|"
    "eerste|ilk|birinci|elso|ensimmainen|一|上|前|상",
    2: r"second|2nd|zweit\w*|deuxieme|seconde|segund[oa]|second[oa]|druh\w*|drug\w*|втор\w*|друг\w*|andre|andra|"
    "anden|tweede|ikinci|masodik|toinen|二|下|後|后|하",
    3: r"third|3rd|dritt\w*|troisieme|tercer[oa]?|terzo|terceir[oa]|tret\w*|трет\w*|三",
    4: r"fourth|4th|viert\w*|quatrieme|cuart[oa]|quart[oa]|ctvrt\w*|четверт\w*|四",
}
_COUNT = (
    rf"(?P<count>[1-4]|i{{1,3}}|iv|{'|'.join(_ORDINALS.values())})"
    r"\.?(?:er|re|eme|e|o|a|º|°|ª|-?[йея]|st|nd|rd|th)?[.\s-]*"
)
_COUNT_BEHIND = r"(?P<behind>[1-4]|i{1,3}|iv)"

_HALF_NOUN = (
    r"(?:halbjahr\w*|jahreshalfte|half(?: of| year)?|halvar\w*|halvaar|helft|pololeti|polrok|polrocze|полуг[оo]д\w*|"
    r"п[iі]вр[iі]чч\w*|moitie|mitad|meta|yari(?:si)?|반기|半年)"
)
_HALF = re.compile(
    rf"(?:the )?{_COUNT}{_HALF_NOUN}|{_HALF_NOUN} {_COUNT_BEHIND}|h(?P<sign>[12])|(?P<digit>[12])h"
)
_QUARTER_NOUN = (
    r"(?:kvartal\w*|trim(?:estre)?(?: de)?|kwarta[a-zł]*|quartal|quarter|negyedev\w*|neljannes\w*|ceyrek|τριμηνο|"
    r"四半期|季度|분기|quy|кв(?:артал\w*)?)"
)
_QUARTER = re.compile(
    rf"第?{_COUNT}{_QUARTER_NOUN}|{_QUARTER_NOUN}\.? {_COUNT_BEHIND}|q(?P<sign>[1-4])|(?P<digit>[1-4])q"
)

_TERM_NOUN = (
    r"(?:semest(?:er|re|ru|r)\w*|sem|term(?:in(?:en|o)?)?|quarter|session|trimester|lukukausi|семестр\w*|"
    r"donemi?|yariyili?|felev\w*|학기|学期|學期|hoc ky)"
)
_WITHIN_A_YEAR = (
    "spring|summer|fall|autumn|sommer|herbst|fruhjahrs?|fruhlings?|printemps|ete|automne|primavera|verano|verao|otono|"
    r"outono|autunno|estate|letni\w*|jarni|wiosenn\w*|jesienn\w*|varens?|var|vor|hosten|host|efterars?|forars?|najaars?|"
    r"voorjaars?|zomer|kevat|syys|bahar|guz|yaz|tavaszi|oszi|осенн\w*|весенн\w*|летн\w*|봄|여름|가을|春季?|夏季?|秋季?"
)
_OVER_NEW_YEAR = r"winter|hiver|invierno|inverno|zimni|zimow\w*|talvi|kis|зимн\w*|겨울|冬季?"
_NAMED_TERMS = "michaelmas|martinmas|hilary|trinity|lent|easter|candlemas|whitsun(?:tide)?"
_OF = r"[\s'’-]*(?:d['’ ]|de |du |of |do )?"


def _terms_of(seasons: str, short_names: str) -> re.Pattern:
    return re.compile(
        rf"(?:{seasons}){_OF}{_TERM_NOUN}|{_TERM_NOUN}{_OF}(?:{seasons})|(?:{short_names})(?: term)?"
    )


_TERM_WITHIN_A_YEAR = _terms_of(_WITHIN_A_YEAR, f"ss|sose|vt|ht|fs|hs|fa|sp|su|{_NAMED_TERMS}")
_TERM_OVER_NEW_YEAR = _terms_of(_OVER_NEW_YEAR, "ws|wise|w/s|学年度?|學年度?|학년도|年度")
_ACADEMIC_YEAR_WORDS = re.compile(
    r"^(?:학년도|学年度?|學年度?|年度?|academic year|ay|a\.y|годa?|년도?)\s*|第"
)
_NUMBERED_TERM = re.compile(rf"{_COUNT}{_TERM_NOUN}|{_TERM_NOUN}\.?\s?{_COUNT_BEHIND}|[st](?P<sign>[1-3])")
_HALF_OF_ACADEMIC_YEAR = re.compile(r"(?P<first>[上前])(?:半?期)|(?P<second>[下後后])(?:半?期)")

_WEEK_SIGN = (
    r"(?:c\.?w\.?|k\.?w\.?|wk|weeknr|week(?: no)?|w|kalenderwoche|woche|uke|uge|vecka|v|viikko|vko|tyden|tydzien|"
    r"semaine|semana|settimana|hafta|недел[яи]|het)"
)
_WEEKS = [
    re.compile(rf"{_WEEK_SIGN}\.?[\s-]?(?P<week>\d{{1,2}})(?:[\s./,-]+|\s?(?:of|av|de|/)\s?)'?(?P<year>\d{{4}}|\d\d)"),
    re.compile(rf"(?P<year>\d{{4}})[\s/,-]*{_WEEK_SIGN}\.?[\s-]?(?P<week>\d{{1,2}})"),
    re.compile(rf"(?P<week>\d{{1,2}})\.?\s?{_WEEK_SIGN}\.?[\s/]*'?(?P<year>\d{{4}}|\d\d)"),
    re.compile(r"(?P<year>\d{4})\s?[년年]\s?제?第?\s?(?P<week>\d{1,2})\s?(?:주차?|周|週)"),
]  # fmt: skip


class YearPart(NamedTuple):
    """A part of a year as EDTF, and its kind: WEEK, HALF, QUARTER or ACADEMIC_TERM."""

    day: str
    kind: str


def part_of_year(text: str, latest_year: int) -> YearPart | None:
    """The part of a year that a folded text names: KW 12/2014, 2. Halbjahr 2019, WS 2012/13; None for another text.

    A year of two digits is the last one up to ``latest_year``.
    """
    text = " ".join(text.split()).strip(" .,")
    if week := _week(text, latest_year):
        return week
    spaced = _SHORT_YEAR_AFTER_LETTERS.sub(" ", text)
    match = _YEAR.search(spaced)
    if not match:
        return None
    rest = " ".join(f"{spaced[: match.start()]} {spaced[match.end() :]}".split())
    rest = re.sub(r"\s(?:of|de|del|des|von|r|г|roku)$|^(?:년|年)(?!度)\s?", "", rest.strip(" .,()/–-")).strip(
        " .,()/–-"
    )
    first = _year_of_ours(match["first"] or match["short"], latest_year)
    return _part(rest, first, second=match["second"] or match["next"] or "") if rest else None


def _part(words: str, year: int, *, second: str) -> YearPart | None:
    """The part of a year by the words beside it; ``second`` is the year after a stroke."""
    if second and int(second[-2:]) != (year + 1) % 100:
        return None
    over = YearPart(f"[{year}..{year + 1}]", ACADEMIC_TERM)
    within = over if second else YearPart(str(year), ACADEMIC_TERM)
    if not second and (half := _HALF.fullmatch(words)):
        return YearPart(f"{year}-{39 + _place_in_year(half)}", HALF) if _place_in_year(half) <= 2 else None
    if not second and (quarter := _QUARTER.fullmatch(words)):
        return YearPart(f"{year}-{32 + _place_in_year(quarter)}", QUARTER)
    if _TERM_WITHIN_A_YEAR.fullmatch(words):
        return within
    if _TERM_OVER_NEW_YEAR.fullmatch(words) or (second and re.fullmatch(_OVER_NEW_YEAR, words)):
        return over  # also winter 2014/15
    is_of_academic_year = bool(_ACADEMIC_YEAR_WORDS.match(words))
    words = _ACADEMIC_YEAR_WORDS.sub("", words)
    if numbered := _NUMBERED_TERM.fullmatch(words):
        return within if _place_in_year(numbered) == 1 and not is_of_academic_year else over
    if half := _HALF_OF_ACADEMIC_YEAR.fullmatch(words):
        return within if half["first"] else over
    return None


def _week(text: str, latest_year: int) -> YearPart | None:
    for pattern in _WEEKS:
        if match := pattern.fullmatch(text):
            year = _year_of_ours(match["year"], latest_year)
            try:
                monday, sunday = (date.fromisocalendar(year, int(match["week"]), day) for day in (1, 7))
            except ValueError:
                return None
            return YearPart(f"[{monday}..{sunday}]", WEEK)
    return None


def _place_in_year(match: re.Match) -> int:
    word = next(filter(None, (match.groupdict().get(name) for name in ("count", "behind", "sign", "digit"))))
    if word.isdecimal():
        return int(word)
    return _ROMAN.get(word) or next(
        number for number, words in _ORDINALS.items() if re.fullmatch(words, word)
    )


def _year_of_ours(year: str, latest_year: int) -> int:
    return int(year) if len(year) == 4 else last_year(int(year), latest_year, OURS)
