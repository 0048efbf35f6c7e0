"""Sums of money in text, Korean and English."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from agreements.choices import ContributionSpan
from core.choices import Comparison
from core.currencies import CURRENCIES

_SCALES = {
    "thousand": 10**3, "k": 10**3, "million": 10**6, "mln": 10**6, "mio": 10**6, "mn": 10**6,
    "bln": 10**9, "m": 10**6, "billion": 10**9, "bn": 10**9,
    "b": 10**9, "trillion": 10**12, "crore": 10**7, "lakh": 10**5, "천": 10**3, "만": 10**4, "백만": 10**6,
    "천만": 10**7, "억": 10**8, "십억": 10**9, "조": 10**12,
}  # fmt: skip
_SIGNS = {
    "US$": "USD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD",
    "NT$": "TWD", "R$": "BRL", "$": "USD", "€": "EUR", "£": "GBP", "₩": "KRW", "¥": "JPY", "₹": "INR", "Rs.": "INR",
    "Rs": "INR", "RM": "MYR", "RMB": "CNY",
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
        rf"(?<!\w)(?P<sign>{_SIGN}) ?{_NUMBER}(?:[ -]?{_SCALE})?(?![\w%]|[.,]\d)",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?P<code>[A-Z]{{3}}) ?{_NUMBER}(?:[ -]?{_SCALE})?(?![\w%]|[.,]\d)"),
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
# The same sum in another currency: “RMB100 million (approx. US$14.6 million)”
_CONVERTED = re.compile(
    r"\d[\d,.]*\s?\w{0,8} \((?:approx(?:imately|\.)?|about|around|or|some|equivalent to|약)?\s?$",
    re.IGNORECASE,
)
_BY_MONTH = re.compile(
    r"\s?(?:per|a|/)\s?(?:month|week|user|reader)\b", re.IGNORECASE
)  # a subscription, a wage
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:compar\w+|revenue|turnover|market|GDP|trade volume|worldwide sales|budget of the)\b|매출|시장 ?규모",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Amount:
    """A sum, a length or another member of a term, by its offsets, with its role and further details."""

    start: int
    end: int
    value: str
    role: str = ""
    details: tuple[tuple[str, str], ...] = ()
    is_sure: bool = True


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
            if _CONVERTED.search(text[: match.start()]) or _BY_MONTH.match(text, match.end()):
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
