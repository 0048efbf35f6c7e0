"""Sums of money, terms and periods of notice in text, Korean and English."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from agreements.choices import ContributionSpan, NoticeObject, Renewal
from core.choices import Comparison
from core.currencies import CURRENCIES
from spreadsheets.parsing.cells import CellError
from spreadsheets.parsing.terms import parse_duration_cell

_SCALES = {
    "thousand": 10**3, "k": 10**3, "million": 10**6, "mn": 10**6, "m": 10**6, "billion": 10**9, "bn": 10**9,
    "b": 10**9, "trillion": 10**12, "crore": 10**7, "lakh": 10**5, "천": 10**3, "만": 10**4, "백만": 10**6,
    "천만": 10**7, "억": 10**8, "십억": 10**9, "조": 10**12,
}  # fmt: skip
_SIGNS = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD",
    "NT$": "TWD", "R$": "BRL", "$": "USD", "€": "EUR", "£": "GBP", "₩": "KRW", "¥": "JPY", "₹": "INR", "Rs.": "INR",
    "Rs": "INR", "RM": "MYR",
}  # fmt: skip
_WORDS = {
    r"(?:US |U\.S\. |American )?dollars?": "USD", r"Australian dollars?": "AUD", r"Canadian dollars?": "CAD",
    r"euros?": "EUR", r"pounds?(?: sterling)?": "GBP", r"(?:Korean )?won": "KRW", r"yen": "JPY",
    r"yuan|renminbi": "CNY",
    r"(?:Indian )?rupees?": "INR", r"ringgit": "MYR", r"Swiss francs?": "CHF", r"dirhams?": "AED",
    r"(?:Saudi )?riyals?": "SAR",
    r"kroner?": "DKK", r"미국? ?달러|달러|불": "USD", r"유로": "EUR", r"파운드": "GBP",
    r"원": "KRW", r"엔": "JPY", r"위안": "CNY",
}  # fmt: skip
_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
_SCALE = rf"(?P<scale>{'|'.join(sorted((s for s in _SCALES if s.isascii()), key=len, reverse=True))})"
_SIGN = "|".join(sorted(map(re.escape, _SIGNS), key=len, reverse=True))
_WORD = "|".join(filter(str.isascii, _WORDS))
_MONEY = [
    re.compile(
        rf"(?<!\w)(?P<sign>{_SIGN}) ?{_NUMBER}(?:[ -]?{_SCALE})?(?![\w%])",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<code>[A-Z]{{3}}) ?{_NUMBER}(?:[ -]?{_SCALE})?(?![\w%])"),
    re.compile(rf"(?<![\w.,]){_NUMBER}(?:[ -]?{_SCALE})? (?P<after>[A-Z]{{3}})\b"),
    re.compile(
        rf"(?<![\w.,]){_NUMBER}(?:[ -]?{_SCALE})?[ -](?P<word>{_WORD})\b",
        re.IGNORECASE,
    ),
]  # fmt: skip
_KOREAN_MONEY = re.compile(
    r"(?P<parts>(?:\d[\d,.]*\s?(?:조|억|천만|백만|만|천)\s?)+|\d[\d,]{3,})\s?(?P<word>미국? ?달러|달러|유로|파운드|"
    r"원|엔|위안)(?![가-힣]*(?:장|인|생))"
)
_KOREAN_PART = re.compile(r"(?P<number>\d[\d,.]*)\s?(?P<scale>조|억|천만|백만|만|천)")
_SHARE = re.compile(
    r"\b(?:each(?: side| party| country| partner| of [^.;]{0,30})?(?: will)?(?: commit\w*| contribut\w*| "
    r"provid\w*| pay\w*)?|per party)\W*$|각각? ?$",
    re.IGNORECASE,
)
_TOTAL_BEFORE = re.compile(
    r"\b(?:total(?:l?ing)?(?: of)?|altogether|combined|worth|overall)\W*(?:up to )?$|총 ?$", re.IGNORECASE
)
_TOTAL_AFTER = re.compile(
    r"^ ?(?:in total|overall|in all|altogether|partnership|initiative|programme|program|fund)\b",
    re.IGNORECASE,
)
_COMPARISON = [
    (Comparison.UP_TO, re.compile(r"\b(?:up to|at most|maximum of|not exceeding)\W*$|최대 ?$", re.IGNORECASE)),
    (Comparison.ABOUT, re.compile(r"\b(?:about|around|approximately|some|nearly|almost)\W*$|약 ?$", re.IGNORECASE)),
    (Comparison.AT_LEAST, re.compile(r"\b(?:at least|minimum of)\W*$|최소 ?$", re.IGNORECASE)),
    (Comparison.MORE_THAN, re.compile(r"\b(?:more than|over|exceeding)\W*$", re.IGNORECASE)),
]  # fmt: skip
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:compar\w+|revenue|turnover|market|GDP|trade volume|worldwide sales|budget of the)\b|매출|시장 ?규모",
    re.IGNORECASE,
)

_LENGTH = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|"
    r"twenty)(?:[ -]\(\d+\))?[- ](?:years?|months?)|\d{1,2} ?(?:년간?|개년|개월간?)"
)
_TERM = [
    re.compile(rf"\b(?:[Ss]igned|[Cc]oncluded) for (?P<length>{_LENGTH})"),
    re.compile(rf"\bfor a further (?P<length>{_LENGTH})", re.IGNORECASE),
    re.compile(r"(?<!\d)(?P<length>\d{1,2} ?년)간? ?(?:효력|유효|시행|적용|운영되며)"),
    re.compile(r"(?<!\d)(?P<length>\d{1,2} ?년) ?(?:동안|간) (?:유효|효력|지속|운영|시행)"),
    re.compile(rf"(?:million|billion|thousand|\d{{3}}) over (?:the next )?(?P<length>{_LENGTH})", re.IGNORECASE),
    re.compile(
        rf"(?P<length>{_LENGTH})[- ](?:term|period|agreement|partnership|mou|memorandum|collaboration|"
        rf"initiative|arrangement|contract|deal|programme|program|alliance|pact)", re.IGNORECASE
    ),
    re.compile(rf"(?P<length>{_LENGTH}), [^.;,]{{0,20}}(?:partnership|agreement|programme|initiative)", re.IGNORECASE),
    re.compile(
        rf"\b(?:valid(?:ity)?|in force|in effect|effective|term|runs?|last(?:s|ing)?|remain\w*|period|"
        rf"duration|partnership|agreement|memorandum|mou)\b[^.;:]{{0,40}}?\b(?:for|of|is) (?:a (?:period|"
        rf"term) of )?(?:an initial )?(?P<length>{_LENGTH})", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?:renew\w*|exten\w+)\b[^.;]{{0,90}} (?:for|by) (?:a further |another |a |an additional "
        rf")?(?P<renewed>{_LENGTH})", re.IGNORECASE
    ),
    re.compile(r"(?:유효 ?기간|협약 ?기간|계약 ?기간|기간)(?:은|는|을)?[^.]{0,20}?(?<!\d)(?P<length>\d{1,2} ?(?:년|"
        r"개월))(?!\s?\d{1,2}월)"),
    re.compile(r"(?:체결일|서명일|발효일)(?:로|으로)?부터 (?P<length>\d{1,2} ?(?:년|개월))(?:간)?"),
    re.compile(r"(?:향후|앞으로) (?P<length>\d{1,2} ?(?:년|개월))간"),
]  # fmt: skip
_INITIAL = re.compile(
    r"\b(?:[Ss]igned|[Cc]oncluded) for \S+ \w+, initially[^.;]{0,30}$"
)  # what is first tried of a longer term
_INDEFINITE = re.compile(
    r"\b(?:for an )?(?:indefinite(?: (?:time|period|term|duration))?|indefinitely|unlimited (?:time|period))\b|무기한",
    re.IGNORECASE,
)
_AUTOMATIC = re.compile(
    r"\b(?:automatic(?:ally)? (?:renew\w*|exten\w+)|(?:renew|exten)\w+ automatically|tacit(?:ly)? renew\w+)|"
    r"자동(?:으로)? ?(?:연장|갱신)",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"\bfor (?:the (?:years|period) )?(?P<first>(?:19|20)\d\d) ?(?:[-–]|to) ?(?P<last>(?:19|20)\d\d)\b"
)
_SINCE_TO = re.compile(
    r"\b(?:from|between) (?P<first>(?:19|20)\d\d) (?:to|until|and) (?P<last>(?:19|20)\d\d)\b"
)
_NOTICE = [
    re.compile(
        rf"(?P<length>{_LENGTH}|(?:\d{{2}}|thirty|sixty|ninety)(?: \(\d+\))? days)['’]?s?['’]?(?: prior| "
        rf"written| advance)* notice", re.IGNORECASE
    ),
    re.compile(
        rf"\b(?:terminat\w+|withdraw\w*|denounc\w+)\b[^.;]{{0,90}}?(?P<length>{_LENGTH}|(?:\d{{2}}|thirty|"
        rf"sixty|ninety)(?: \(\d+\))? days) "
        "(?:after|before|prior|in advance|following)",
        re.IGNORECASE,
    ),
    re.compile(rf"notice (?:period )?of (?:at least )?(?P<length>{_LENGTH}|(?:\d{{2}}|thirty|sixty|"
        rf"ninety)(?: \(\d+\))? days)", re.IGNORECASE),
    re.compile(r"(?:종료|해지|만료)[^.]{0,25}?(?P<length>\d{1,2} ?(?:개월|일)) ?(?:전|이전)[^.]{0,15}(?:통보|통지)"),
    re.compile(r"(?P<length>\d{1,2} ?(?:개월|일)) ?전(?:까지|에)?[^.]{0,20}(?:서면|통보|통지)"),
]  # fmt: skip


@dataclass(frozen=True)
class Amount:
    """A sum, a length or another member of a term, by its offsets, with its role and further details."""

    start: int
    end: int
    value: str
    role: str = ""
    details: tuple[tuple[str, str], ...] = ()


def sums_in(text: str, offset: int) -> Iterator[Amount]:
    """Sums of money in a sentence, with share or total and what is said of their size."""
    if _OF_SOMETHING_ELSE.search(text):
        return
    seen: list[tuple[int, int]] = []
    for pattern in [*_MONEY, _KOREAN_MONEY]:
        for match in pattern.finditer(text):
            amount, currency = _sum(match)
            if not currency or any(match.start() < end and start < match.end() for start, end in seen):
                continue
            seen.append(match.span())
            before, after = text[: match.start()], text[match.end() :]
            details = [("currency", currency)]
            details += [("comparison", code.value) for code, words in _COMPARISON if words.search(before)][:1]
            role = ContributionSpan.SHARE.value if _SHARE.search(before) else ""
            if not role and (_TOTAL_BEFORE.search(before) or _TOTAL_AFTER.match(after)):
                role = ContributionSpan.TOTAL.value
            yield Amount(match.start() + offset, match.end() + offset, amount, role, tuple(details))


def _sum(match: re.Match) -> tuple[str, str]:
    groups = match.groupdict()
    if "parts" in groups:
        parts = [(p["number"], p["scale"]) for p in _KOREAN_PART.finditer(match["parts"])]
        parts = parts or [(match["parts"], "")]
        total = sum(
            Decimal(number.strip(",.").replace(",", "")) * _SCALES.get(scale, 1) for number, scale in parts
        )
        return str(int(total)), _of_word(match["word"])
    number = Decimal(match["number"].replace(",", "")) * _SCALES.get((match["scale"] or "").lower(), 1)
    sign, code = groups.get("sign") or "", groups.get("code") or groups.get("after") or ""
    currency = next((c for s, c in _SIGNS.items() if s.lower() == sign.lower()), "") if sign else ""
    if code and code in CURRENCIES:
        currency = code
    if groups.get("word"):
        currency = _of_word(match["word"])
    return str(int(number)) if number == int(number) else str(number.normalize()), currency


def _of_word(word: str) -> str:
    return next((code for pattern, code in _WORDS.items() if re.fullmatch(pattern, word, re.IGNORECASE)), "")


def terms_in(text: str, offset: int) -> Iterator[Amount]:
    """Lengths, renewals and ends of terms in a sentence; no length of a notice, a plan or a project."""
    notices = [span for pattern in _NOTICE for span in (m.span("length") for m in pattern.finditer(text))]
    for pattern in _TERM:
        for match in pattern.finditer(text):
            group = "length" if "length" in match.groupdict() else "renewed"
            if any(match.start(group) < end and start < match.end(group) for start, end in notices):
                continue
            if _INITIAL.search(text[: match.start(group)]):
                continue
            if value := _duration(match[group]):
                is_further = "automatically" in match[0]
                role = "renewal_length" if is_further else "length"
                yield Amount(match.start(group) + offset, match.end(group) + offset, value, role)
    for pattern, value in ((_INDEFINITE, Renewal.INDEFINITE), (_AUTOMATIC, Renewal.AUTOMATIC)):
        if match := pattern.search(text):
            yield Amount(match.start() + offset, match.end() + offset, value.value, "renewal")
    for pattern in (_YEARS, _SINCE_TO):
        if (match := pattern.search(text)) and match["first"] < match["last"]:
            for role, group in (("starts_on", "first"), ("until", "last")):
                yield Amount(match.start(group) + offset, match.end(group) + offset, match[group], role)


def notices_in(text: str, offset: int) -> Iterator[Amount]:
    """Periods of notice in a sentence."""
    for pattern in _NOTICE:
        if (match := pattern.search(text)) and (value := _duration(match["length"])):
            yield Amount(
                match.start("length") + offset,
                match.end("length") + offset,
                value,
                NoticeObject.TERMINATION.value,
            )
            return


_NUMBERS = {"thirty": "30", "sixty": "60", "ninety": "90", "fourteen": "14", "forty-five": "45"}


def _duration(words: str) -> str:
    words = re.sub(
        r"[a-z-]+(?= days)", lambda match: _NUMBERS.get(match[0].lower(), match[0]), words, flags=re.I
    )
    try:
        return parse_duration_cell(words.replace("-", " "))
    except CellError:
        return ""
