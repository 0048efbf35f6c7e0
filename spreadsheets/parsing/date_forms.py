"""Forms of dates of single languages: eras by one sign, Chinese numerals, seasons and quarters, Levantine months."""

import re

from core.edtf.natural import MONTH_NUMBERS
from core.text import fold

_SEASONS = {
    "봄": "春", "여름": "夏", "가을": "秋", "겨울": "冬",
    "spring": "fruhling, fruhjahr, printemps, "
    "primavera, voorjaar, lente, wiosna, jaro, весна, весной, ilkbahar, var",
    "summer": "sommer, ete, verano, verao, estate, "
    "zomer, lato, leto, лето, летом, yaz, sommar, kesa, nyar",
    "autumn": "herbst, automne, otono, "
    "outono, autunno, herfst, najaar, jesien, podzim, осень, осенью, guz, host, hosten",
    "winter": "hiver, invierno, inverno, zima, зима, зимой, kis, vinter, talvi, tel",
}  # fmt: skip
_SEASON_NAMES = {word: name for name, words in _SEASONS.items() for word in words.split(", ")}
_LATIN_SEASON = "|".join(sorted((word for word in _SEASON_NAMES if len(word) > 1), key=len, reverse=True))
_SEASON = re.compile(rf"(?<![^\W\d_])(?:{_LATIN_SEASON})(?= \d{{4}}$)|[春夏秋冬](?=季?$)")
_QUARTER = re.compile(
    r"(?P<number>iv|i{1,3}|[1-4])(?:er|eme|e|o|º|°|-?й|st|nd|rd|th)?[. -]*"
    r"(?:кв(?:артал[а]?)?|kw(?:arta[lł])?|quartal|trim(?:estre)?|ctvrtleti)\.? ?(?P<year>\d{4})(?: ?г(?:\.|ода)?)?"
)
_VIETNAMESE_QUARTER = re.compile(r"quy (?P<number>iv|i{1,3}|[1-4])[ /-]+(?:nam )?(?P<year>\d{4})")
_ROMAN_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MONTH = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
_TWO_MONTHS = re.compile(rf"(?P<first>{_MONTH})\.? ?[/-] ?(?P<last>{_MONTH})\.? (?P<year>\d{{4}})")
ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMAN_AND_YEAR = re.compile(rf"(?P<roman>{'|'.join(ROMAN_MONTHS)})[ ./-]+(?P<year>\d{{4}})")
_VIETNAMESE_MONTH = re.compile(r"thang (?P<month>\d{1,2})(?: ?[/-] ?| nam )(?P<year>\d{4})")
ERA_YEARS = {  # our year before the first of each
    "令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911, "r": 2018, "h": 1988, "s": 1925,
}  # fmt: skip
_YEARS_BY_SIGN = {era[0]: year for era, year in ERA_YEARS.items()}
_ERA_SIGN = re.compile(r"^(?P<sign>[令平昭大民])(?P<year>\d{1,3})(?=[./-]\d{1,2}(?:[./-]\d{1,2})?$)")
_HAN_DIGITS = "〇一二三四五六七八九"
_HAN_NUMBER = re.compile("[〇零一二三四五六七八九十]+(?=[年月日号])")
_LEVANTINE = {
    fold(name): number
    for number, name in enumerate(
        (
            "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول",
            "تشرين الثاني", "كانون الأول",
        ),
        start=1,
    )
}  # fmt: skip
_LEVANTINE_MONTH = re.compile(
    rf"(?:(?P<day>\d{{1,2}}) )?(?P<name>{'|'.join(sorted(_LEVANTINE, key=len, reverse=True))}) (?P<year>\d{{4}})"
)
_ABOUT = re.compile(r"^(?:ok|cca|okolo|około|около|ungefahr|omstreeks|noin|cirka)\.?\s+(?=.*\d{4})")
_BEFORE = re.compile(
    r"^(?:vor|avant|antes de|prima del?|voor|przed|pred|до|inainte de|innan|ennen)\s+(?=.*\d{4})"
)
_AFTER = re.compile(r"^(?:nach|apres|despues de|dopo il|depois de|после|efter|etter)\s+(?=.*\d{4})")


def plain_form(text: str) -> str:
    """A folded date in a form that is read elsewhere; any other text as it is."""
    text = re.sub('[«»"“”„]', "", text)
    text = re.sub(r"(?<=\d{4}) ?م$", "", text)  # of our years
    text = re.sub(r"^(?:公元|西元|西[暦曆历])\s*| yili$", "", text)  # words for “year” or for our calendar
    text = re.sub(r"(?<=\d)\s*\(?(?:g\.? ?c|a\.? ?d|c\.? ?e)\.?\)?$", "", text)
    text = _ABOUT.sub("about ", text.replace("元月", "1月"))
    text = _AFTER.sub("after ", _BEFORE.sub("before ", text))
    text = _HAN_NUMBER.sub(_digits_of_han, text)
    text = _ERA_SIGN.sub(lambda era: str(_YEARS_BY_SIGN[era["sign"]] + int(era["year"])), text)
    text = _SEASON.sub(lambda season: _SEASON_NAMES[season[0]], text).removesuffix("季")
    if quarter := _QUARTER.fullmatch(text) or _VIETNAMESE_QUARTER.fullmatch(text):
        return f"q{_ROMAN_QUARTERS.get(quarter['number'], quarter['number'])} {quarter['year']}"
    if month := _ROMAN_AND_YEAR.fullmatch(text):
        return f"{month['year']}-{ROMAN_MONTHS.index(month['roman']) + 1:02}"
    if month := _VIETNAMESE_MONTH.fullmatch(text):
        return f"{month['year']}-{int(month['month']):02}"
    if month := _LEVANTINE_MONTH.fullmatch(text):
        day = f"-{int(month['day']):02}" if month["day"] else ""
        return f"{month['year']}-{_LEVANTINE[month['name']]:02}{day}"
    return text


def in_one_of_two_months(text: str) -> str:
    """“may / june 2014” as a day in one of them; any other text as it is."""
    months = _TWO_MONTHS.fullmatch(" ".join(text.split()))
    if not months:
        return text
    first, last = (f"{months['year']}-{MONTH_NUMBERS[months[end]]}" for end in ("first", "last"))
    return f"[{first}..{last}]" if first < last else text


def _digits_of_han(number: re.Match) -> str:
    """二〇一四 is 2014, 十五 is 15."""
    signs = number[0].replace("零", "〇")
    if "十" not in signs:
        return "".join(str(_HAN_DIGITS.index(sign)) for sign in signs)
    tens, _ten, ones = signs.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return number[0]
    return str(10 * (_HAN_DIGITS.index(tens) if tens else 1) + (_HAN_DIGITS.index(ones) if ones else 0))
