"""Parsers of durations and terms as lists write them: “Auto-renewable after 5 years”, “5년, 자동연장”."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from agreements.choices import Renewal, TermStart
from core import edtf
from spreadsheets.messages import message as _
from spreadsheets.parsing.cells import CellError, normalize_cell
from spreadsheets.parsing.dates import date_readings
from spreadsheets.parsing.renewals import renewal_by_consent, renewal_in_words, states_automatic_renewal
from spreadsheets.parsing.word_lists import NO_END, is_unstated, pattern_of, strip_until

_NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1
    )
} | {"fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90, "a": 1, "an": 1}  # fmt: skip
_MOST_DIGITS = 3
_UNIT_PATTERNS = {
    "Y": "years?|yrs?|y|개년|년간|년|ans?|annees?|jahren?|jahre?|anos?|ann[io]|jaar|jaren|ar|lata?|let|"
    "rok[uiy]?|лет|года?|рок(?:и|ів|iв|у)?|р[іi]к|年間|年|nam|yil|tahun|ev|ani|vuotta|aastat?|godina|ปี|ετη|"
    "χρονια|سنوات|سنة|سال",
    "M": "months?|mos?|mths?|개월간|개월|달|mois|monaten?|monate?|mes(?:es|i|e)?|maand(?:en)?|manader|maneder|"
    "miesiecy|"
    "mesicu|месяц(?:а|ев)?|[かヶケカ]月間?|[个個]月|thang|ay|bulan|luni|honap|kuukautta|เดือน|شهرا?|أشهر|ماه",
    "W": "weeks?|wks?|주일|주간|주|semaines?|wochen?|semanas?|недел[ьи]",
    "D": "days?|일간|일|jours?|tagen?|tage?|dias?|giorni|dagen|дней|天|日間",
}
_COUNT = rf"(?P<count>\d{{1,3}}(?:\.5)?|{'|'.join(_NUMBER_WORDS)})"
_MEASURE = rf"{_COUNT}\s*(?:\(\s*\w+\s*\)\s*)?[- ]?(?P<unit>{'|'.join(_UNIT_PATTERNS.values())})(?![a-z])"
_LENGTH = re.compile(rf"(?<![\w.]){_MEASURE}")
_NEXT_LENGTH = re.compile(rf"\s*(?:and\s+)?{_MEASURE}")  # 2 years 6 months
_ADDED_LENGTH = re.compile(rf"\+\s*{_MEASURE}")
_EVERY = re.compile(
    r"\b(?:every|each|per)\s+(?P<unit>year|month)\b|\b(?P<yearly>annual(?:ly)?|yearly)\b|매년|해마다|년 ?단위"
)
_ISO_DURATION = re.compile(r"p(?=\d)(?:\d+y)?(?:\d+m)?(?:\d+w)?(?:\d+d)?")

_HAN_YEARS = re.compile("[一二三四五六七八九十](?=[年个個])")
_INDEFINITE = re.compile(
    "indefinite(?:ly)?|permanent(?:ly)?|perpetual|in perpetuity|open[- ]?ended|unlimited|no (?:expiry|end|time limit)"
    "(?: date)?|without (?:an )?(?:end|expiry|time limit)|life ?(?:time|long)|no limit|"
    "(?:until|till|unless|upto|up to) (?:it is |they are )?(?:further notice|terminated|(?:mutual(?:ly)? )?"
    "(?:consent|agreed|agreement)|cancelled)|"
    "무기한|영구|영속|기간의? ?(?:정함|제한|제약)이? ?없음|기한 ?없음|무제한|"
    "종료 ?통보 ?시까지|해지 ?시까지|별도 ?(?:통보|합의) ?시까지|"
    "unbefristet|(?:duree |prazo |tempo )?indetermin(?:ee|ado|ato)|(?:tiempo )?indefinid[oa]|onbepaalde (?:tijd|"
    "duur)|"
    "tillsvidare"
    rf"|{pattern_of([NO_END])}"
)
_EVERGREEN = re.compile(r"\b(?:evergreen|rolling)\b")
_FROM_SIGNING = re.compile(
    "from (?:the )?(?:date|day) of (?:its )?(?:sign(?:ing|ature)|execution)|from (?:its )?(?:signing|signature)|"
    "(?:서명|체결)(?:일|한 날)?(?:로|으로)?부터|(?:締結|調印|署名|[签簽][署订訂])(?:の?日)?(?:から|より|之日起|日起)"
)
_FROM_EFFECT = re.compile(
    "from (?:the )?(?:date|day) of (?:its )?(?:entry into (?:force|effect)|commencement)|"
    "from (?:the )?(?:effective date|entry into force)|(?:발효|효력 ?발생)(?:일|한 날)?(?:로|으로)?부터"
)
_NOTICE_NAMES = (
    "kundigungsfrist|kundigung|preavis|preaviso|preavviso|opzegtermijn|wypowiedzeni[ae]|vypovedni lhut|felmondasi|"
    "uppsagning|opsigelse|oppsigelse|irtisanomis|уведомлени|해지 ?통보|해지 ?예고|予告|通知"
)
# A length that is not that of the term: of a notice, of the most that renewals come to
_NOTICE = re.compile(
    rf"(?:with |at |by |on |giving )?(?:a |an )?{_MEASURE}\s*(?:prior |advance |written |termination |of )*notice|"
    rf"notice(?: period)?(?: of| is|:)? {_MEASURE.replace('<count>', '<c2>').replace('<unit>', '<u2>')}|"
    rf"{_MEASURE.replace('<count>', '<c3>').replace('<unit>', '<u3>')}\s*(?:before|prior to|전)(?:까지|에)?|"
    rf"{_MEASURE.replace('<count>', '<c4>').replace('<unit>', '<u4>')}\s*(?:de |di |pro |zum )?(?:{_NOTICE_NAMES})|"
    rf"(?:{_NOTICE_NAMES})[^\W\d]*[^\d,;()]{{0,12}}{_MEASURE.replace('<count>', '<c5>').replace('<unit>', '<u5>')}"
)
_NOTICE_WORDS = re.compile(r"\b(?:before|expiry|expiration|end|termination|writing|clear)\b|만료|종료|해지")
_UNLESS_TERMINATED = re.compile("unless (?:it is |they are |earlier )?(?:terminated|cancelled)(?: earlier)?")
_AT_MOST = re.compile(
    rf"(?:up to|at most|(?:to )?(?:a )?max(?:imum|\.)?(?: of)?|not exceeding|최대) ?{_MEASURE}"
)
_LIMITS = re.compile("up to|at least|at most|이내|이상|이하|최대|최소|미만|초과")
# A remainder with such words may change what was parsed
_QUALIFIERS = re.compile(
    rf"\d|(?<![a-z])(?:{'|'.join(word for word in _NUMBER_WORDS if len(word) > 2)}|not|no|more|less|than|"
    "between|before|until|till|except|max(?:imum)?|min(?:imum)?|plus|only if|half|quarter)(?![a-z])|"
    "또는|까지|마다"
)
# Words that add nothing to what was parsed; anything left besides them was not understood.
_FILLERS = re.compile(
    r"\b(?:for|a|an|the|of|period|periods?|term|terms|duration|valid(?:ity)?|initial(?:ly)?|first|from|date|"
    "time|at|by|"
    r"with|mutual|written|consent|agreement|each|every|per|another|additional|further|successive|same|like|after|"
    r"thereafter|then|once|twice|times?|may|can|possible|option(?:al)?|shall|this|which|last|both|parties|yrs?|"
    "and|or|upon|on|unless|if|either|party|parties|notice|prior|advance|in|is|will|be|to|it|its|"
    r"signing|signature|effective|calendar|full|more|minimum|total|subject|mou|por|tempo|periodo|prazo|duree|pour|durata|mutuo|acordo|acuerdo|accord|automaticamente|months?|years?|days?|basis|year)\b|"
    "간|씩|단위로?|이후|이후에는?|최초|유효|기간|유효기간|으로|로|부터|매|마다|후|시|별도|의사|표시|통보|통지|"
    "없을|없는|없으면|한|경우|"
    "서명일|체결일|발효일|협약|계약|상호|합의|서면|전|이의|양측|일방|해지|의|이|가|은|는|을|를|에|에는|하에|됨|"
    "됩니다|함|까지|년도?|"
    r"[^\w]"
)


def bare_number(cell: str) -> str:
    """The number of a cell that has nothing else, in digits or as an English word; "" for any other cell."""
    text = _normalize_text(cell)
    if text.isdecimal():
        return str(int(text)) if len(text) <= _MOST_DIGITS else ""
    return str(_NUMBER_WORDS[text]) if text in _NUMBER_WORDS and len(text) > _MOST_DIGITS - 1 else ""


def parse_duration_cell(cell: str) -> str:
    """An ISO 8601 duration, from “6 months”, “90 days' notice”, “6개월 전”. "" for permanent. Raises CellError."""
    text = _normalize_text(cell)
    if _ISO_DURATION.fullmatch(text):
        return text.upper()
    if _INDEFINITE.fullmatch(text):
        return ""
    length, rest = _extract_duration(text)
    if not length or not _is_filler(_NOTICE_WORDS.sub(" ", rest)):
        raise CellError(
            _("“%s” is not a length of time we understand.") % edtf.grammar.abbreviate(cell),
            _("Write a number and a unit: 6 months, 90 days, 10 years, 6개월."),
        )
    return length


@dataclass(frozen=True)
class TermReading:
    """The members of a term that a cell gives (none: not stated), and whether words of it were not understood."""

    members: dict[str, str]
    is_partial: bool = False


def parse_term_cell(cell: str) -> TermReading:
    """The term of a cell: length or until, renewal, starts_with; wording where there is more to it than a length.

    What is not understood is kept as wording alone.
    """
    text = _normalize_text(cell)
    if is_unstated(cell):
        return TermReading({})
    if _ISO_DURATION.fullmatch(text):
        return TermReading({"length": text.upper()})
    plain = _NOTICE.sub(" ", text)
    if _INDEFINITE.search(plain) and not _LENGTH.search(plain) and not states_automatic_renewal(text):
        members, rest = {"renewal": Renewal.INDEFINITE}, _INDEFINITE.sub(" ", plain)
    elif _EVERGREEN.search(text) and not _LENGTH.search(text):
        members, rest = {"renewal": Renewal.EVERGREEN}, _EVERGREEN.sub(" ", text)
    else:
        members, rest = _parse_term_text(_UNLESS_TERMINATED.sub(" ", text))
    left = _FILLERS.sub(" ", rest).strip()
    is_limited = _LIMITS.search(rest) or _INDEFINITE.search(rest)
    if _QUALIFIERS.search(left) or is_limited or set(members) <= {"starts_with"}:
        members = {}
    is_plain = _LENGTH.fullmatch(text) and set(members) == {"length"}
    wording = {} if is_plain else {"wording": " ".join(cell.split())[:400]}
    members = {name: str(value) for name, value in members.items()}
    return TermReading(members | wording, is_partial=not members or bool(left))


def _parse_term_text(text: str) -> tuple[dict, str]:
    """The members of a term that a text gives, and what is left of the text."""
    members: dict = {}
    text = _NOTICE.sub(" ", text)
    renewal, text = renewal_in_words(text)
    if renewal:
        members["renewal"] = renewal
    can_be_renewed, text = renewal_by_consent(text)
    renews = bool(renewal) or can_be_renewed
    if _ADDED_LENGTH.search(text):
        return {}, text  # 4 years + 4 years: the second may be a renewal, an option, or none
    for start, pattern in ((TermStart.SIGNATURE, _FROM_SIGNING), (TermStart.EFFECT, _FROM_EFFECT)):
        if pattern.search(text):
            members["starts_with"], text = start, pattern.sub(" ", text)
    if (day := _parse_until(text)) is not None:
        return members | {"until": day}, ""
    if renews and (most := _AT_MOST.search(text)):
        members["maximum_length"] = _iso_duration([_count_and_unit(most)])
        text = _AT_MOST.sub(" ", text)
    length, text = _extract_duration(text)
    if length:
        members["length"] = length
        second, text = _extract_duration(text)
        if second and renews:
            members["renewal_length"] = second
        elif second and second != length:  # “5 years (five years)”
            return {}, text
    return members, text


def _parse_until(text: str) -> str | None:
    last = strip_until(text)
    if last == text:
        return None
    try:
        readings = date_readings(last, latest_year=timezone.localdate().year + 50)
        day = edtf.parse(readings.only or "")
    except edtf.EDTFError:
        return None
    return str(day) if day.shape == "date" else None


def _extract_duration(text: str) -> tuple[str, str]:
    """The first length in a text as an ISO 8601 duration, "2 years 6 months" being one, and the text without it."""
    first = _LENGTH.search(text)
    if not first:
        every = _EVERY.search(text)
        if not every:
            return "", text
        unit = "M" if every["unit"] == "month" else "Y"
        return f"P1{unit}", f"{text[: every.start()]} {text[every.end() :]}"
    parts, end = [_count_and_unit(first)], first.end()
    while (further := _NEXT_LENGTH.match(text, end)) and _is_finer_unit(_count_and_unit(further), parts[-1]):
        parts.append(_count_and_unit(further))
        end = further.end()
    return _iso_duration(parts), f"{text[: first.start()]} {text[end:]}"


def _count_and_unit(measure: re.Match) -> tuple[Decimal, str]:
    count = _NUMBER_WORDS.get(measure["count"]) or Decimal(measure["count"])
    unit = next(sign for sign, names in _UNIT_PATTERNS.items() if re.fullmatch(names, measure["unit"]))
    return Decimal(count), unit


def _is_finer_unit(part: tuple[Decimal, str], other: tuple[Decimal, str]) -> bool:
    return list(_UNIT_PATTERNS).index(part[1]) > list(_UNIT_PATTERNS).index(other[1])


def _iso_duration(parts: list[tuple[Decimal, str]]) -> str:
    """Parts as one duration; half a year is six months. "" where there is none: no time, half a month."""
    counts = dict.fromkeys(_UNIT_PATTERNS, 0)
    for count, unit in parts:
        counts[unit] += int(count)
        if count % 1 and unit == "Y":
            counts["M"] += 6
        elif count % 1:
            return ""
    spelled = "".join(f"{count}{unit}" for unit, count in counts.items() if count)
    return spelled and f"P{spelled}"


def _is_filler(rest: str) -> bool:
    return not _FILLERS.sub("", rest).strip()


def _normalize_text(cell: str) -> str:
    text = unicodedata.normalize("NFKC", normalize_cell(cell)).replace("’", "'").replace("'", " ")
    text = _HAN_YEARS.sub(lambda numeral: str("〇一二三四五六七八九十".index(numeral[0])), text)
    return " ".join(text.split()).strip(" .")
