"""Understands how long something lasts, as lists write it: “Auto-renewable after 5 years”, “5년, 자동연장”."""

import re
import unicodedata
from decimal import Decimal

from django.utils.translation import gettext as _

from agreements.choices import Renewal, TermStart
from core import edtf
from interchange.sheets.cells import NotUnderstood, plain
from interchange.sheets.words import UNSTATED

NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1
    )
} | {"fifteen": 15, "twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90, "a": 1, "an": 1}  # fmt: skip
UNITS = {
    "Y": "years?|yrs?|y|개년|년간|년",
    "M": "months?|mos?|mths?|개월간|개월|달",
    "W": "weeks?|wks?|주일|주간|주",
    "D": "days?|일간|일",
}
COUNT = rf"(?P<count>\d{{1,3}}(?:\.5)?|{'|'.join(NUMBERS)})"
MEASURE = rf"{COUNT}\s*(?:\(\s*\w+\s*\)\s*)?[- ]?(?P<unit>{'|'.join(UNITS.values())})(?![a-z])"
LENGTH = re.compile(rf"(?<![\w.]){MEASURE}")
FURTHER = re.compile(rf"\s*(?:and\s+)?{MEASURE}")  # 2 years 6 months
EVERY = re.compile(
    r"\b(?:every|each|per)\s+(?P<unit>year|month)\b|\b(?P<yearly>annual(?:ly)?|yearly)\b|매년|해마다|년 ?단위"
)
ISO = re.compile(r"p(?=\d)(?:\d+y)?(?:\d+m)?(?:\d+w)?(?:\d+d)?")

ENDLESS = re.compile(
    "indefinite(?:ly)?|permanent(?:ly)?|perpetual|in perpetuity|open[- ]?ended|unlimited|no (?:expiry|end|time limit)"
    "(?: date)?|without (?:an )?(?:end|expiry|time limit)|life ?time|no limit|"
    "(?:until|till|unless|upto|up to) (?:it is |they are )?(?:further notice|terminated|(?:mutual(?:ly)? )?"
    "(?:consent|agreed|agreement)|cancelled)|"
    "무기한|영구|영속|기간의? ?(?:정함|제한|제약)이? ?없음|기한 ?없음|무제한|"
    "종료 ?통보 ?시까지|해지 ?시까지|별도 ?(?:통보|합의) ?시까지"
)
AUTOMATIC = re.compile(
    "auto(?:matic(?:ally)?)?[- ]*(?:renew(?:able|ed|al|s)?|exten(?:d(?:ed|able|s)?|sion))|"
    "(?:renew(?:ed|able|s|al)?|extend(?:ed|s)?) automatically|자동 ?(?:으로)? ?(?:연장|갱신)(?:됨|되는|조항)?"
)
NOT_RENEWED = re.compile(
    "non[- ]?renewable|not renewable|no renewal|fixed(?: term)?|연장 ?(?:없음|불가)|갱신 ?(?:없음|불가)"
)
BY_CONSENT = re.compile(
    "renewable|extendable|extensible|renewed|extended|renewal|extension|"
    "합의 ?(?:시|하에)? ?(?:연장|갱신)|연장 ?가능|갱신 ?가능"
)
FROM_SIGNING = re.compile(
    "from (?:the )?(?:date|day) of (?:its )?(?:sign(?:ing|ature)|execution)|from (?:its )?(?:signing|signature)|"
    "(?:서명|체결)(?:일|한 날)?(?:로|으로)?부터"
)
FROM_EFFECT = re.compile(
    "from (?:the )?(?:date|day) of (?:its )?(?:entry into (?:force|effect)|commencement)|"
    "from (?:the )?(?:effective date|entry into force)|(?:발효|효력 ?발생)(?:일|한 날)?(?:로|으로)?부터"
)
UNTIL = re.compile(r"(?:valid )?(?:until|till|up ?to) (?P<date>.+)|(?P<day>.+?) ?까지")
# Words that add nothing to what was found; what is left besides them was not understood.
FILLERS = re.compile(
    r"\b(?:for|a|an|the|of|period|periods?|term|terms|duration|valid(?:ity)?|initial(?:ly)?|first|from|date|time|at|by|"
    r"with|mutual|written|consent|agreement|each|every|per|another|additional|further|successive|same|like|after|"
    r"thereafter|then|and|or|upon|on|unless|if|either|party|parties|notice|prior|advance|in|is|will|be|to|it|its|"
    r"signing|signature|effective|calendar|full|more|minimum|total|subject|mou|months?|years?|days?|basis|year)\b|"
    "간|씩|단위로?|이후|이후에는?|최초|유효|기간|유효기간|으로|로|부터|매|마다|후|시|별도|의사|표시|통보|통지|없을|없는|없으면|한|경우|"
    "서명일|체결일|발효일|협약|계약|상호|합의|서면|전|이의|양측|일방|해지|의|이|가|은|는|을|를|에|에는|하에|됨|됩니다|함|까지|년도?|"
    r"[^\w]"
)


def read_length(cell: str) -> str:
    """An ISO 8601 duration, from “6 months”, “90 days' notice”, “6개월 전”. "" for permanent."""
    text = tidy(cell)
    if ISO.fullmatch(text):
        return text.upper()
    if ENDLESS.fullmatch(text):
        return ""
    length, rest = first_length(text)
    if not length or not is_filler(rest):
        raise NotUnderstood(
            _("“%s” is not a length of time we understand.") % edtf.grammar.quoted(cell),
            _("Write a number and a unit: 6 months, 90 days, 10 years, 6개월."),
        )
    return length


def read_term(cell: str) -> dict[str, str]:
    """The members of a term: length or until, renewal, what it counts from, the words. Empty: nothing is stated."""
    text = tidy(cell)
    if text in UNSTATED:
        return {}
    if ISO.fullmatch(text):
        return {"length": text.upper()}
    if ENDLESS.search(text):
        found, rest = {"renewal": Renewal.INDEFINITE}, ENDLESS.sub(" ", text)
    else:
        found, rest = lasting(text)
    if not found or not is_filler(rest):
        raise NotUnderstood(
            _("“%s” is not a term we understand.") % edtf.grammar.quoted(cell),
            _(
                "Write it like “5 years”, “5 years, renewed automatically”, “until 2027-12-31” or “indefinite”; "
                "or let the column go to the internal note."
            ),
        )
    is_plain = LENGTH.fullmatch(text) and set(found) == {"length"}
    wording = {} if is_plain else {"wording": " ".join(cell.split())[:400]}
    return {name: str(value) for name, value in found.items()} | wording


def lasting(text: str) -> tuple[dict, str]:
    """The members that a text tells, and what is left of it."""
    found: dict = {}
    for renewal, pattern in ((Renewal.AUTOMATIC, AUTOMATIC), (Renewal.FIXED, NOT_RENEWED)):
        if pattern.search(text) and "renewal" not in found:
            found["renewal"], text = renewal, pattern.sub(" ", text)
    renews = "renewal" in found or bool(BY_CONSENT.search(text))
    text = BY_CONSENT.sub(" ", text)
    for start, pattern in ((TermStart.SIGNATURE, FROM_SIGNING), (TermStart.EFFECT, FROM_EFFECT)):
        if pattern.search(text):
            found["starts_with"], text = start, pattern.sub(" ", text)
    if (day := last_day(text)) is not None:
        return found | {"until": day}, ""
    length, text = first_length(text)
    if length:
        found["length"] = length
        second, text = first_length(text)
        if second and renews:
            found["renewal_length"] = second
        elif second:
            return {}, text
    if set(found) == {"starts_with"}:
        return {}, text
    return found, text


def last_day(text: str) -> str | None:
    if not (until := UNTIL.fullmatch(text.strip(" ,."))):
        return None
    try:
        day = edtf.understand(until["date"] or until["day"])
    except edtf.EDTFError:
        return None
    return str(day) if day.shape == "date" else None


def first_length(text: str) -> tuple[str, str]:
    """The first length in a text as an ISO 8601 duration, "2 years 6 months" being one, and the text without it."""
    first = LENGTH.search(text)
    if not first:
        every = EVERY.search(text)
        if not every:
            return "", text
        unit = "M" if every["unit"] == "month" else "Y"
        return f"P1{unit}", f"{text[: every.start()]} {text[every.end() :]}"
    parts, end = [measured(first)], first.end()
    while (further := FURTHER.match(text, end)) and is_finer(measured(further), parts[-1]):
        parts.append(measured(further))
        end = further.end()
    return added(parts), f"{text[: first.start()]} {text[end:]}"


def measured(found: re.Match) -> tuple[Decimal, str]:
    count = NUMBERS.get(found["count"]) or Decimal(found["count"])
    unit = next(sign for sign, names in UNITS.items() if re.fullmatch(names, found["unit"]))
    return Decimal(count), unit


def is_finer(one: tuple[Decimal, str], other: tuple[Decimal, str]) -> bool:
    return list(UNITS).index(one[1]) > list(UNITS).index(other[1])


def added(parts: list[tuple[Decimal, str]]) -> str:
    """Parts as one duration; half a year is six months. "" where there is none: no time, half a month."""
    counts = dict.fromkeys(UNITS, 0)
    for count, unit in parts:
        counts[unit] += int(count)
        if count % 1 and unit == "Y":
            counts["M"] += 6
        elif count % 1:
            return ""
    spelled = "".join(f"{count}{unit}" for unit, count in counts.items() if count)
    return spelled and f"P{spelled}"


def is_filler(rest: str) -> bool:
    return not FILLERS.sub("", rest).strip()


def tidy(cell: str) -> str:
    text = unicodedata.normalize("NFKC", plain(cell)).replace("’", "'").replace("'", " ")
    return " ".join(text.split()).strip(" .")
