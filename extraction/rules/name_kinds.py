"""Kinds of names: organizations, countries, cities and others, with what brackets after a name say of it."""

import re
from dataclasses import dataclass, replace

from extraction.rules.english_words import ABSTRACT, NOT_ORGANIZATIONS, ORGANIZATION
from extraction.rules.gazetteer import city_country, country_code, is_adjective
from extraction.rules.korean_words import ORGANIZATION_END

ORGANIZATION_KIND, COUNTRY, CITY, OTHER = "O", "C", "L", "X"
TERRITORIES = {
    "City",
    "Province",
    "County",
    "Prefecture",
    "Municipality",
    "State",
}  # City of Pskov, Saitama City
_HEADLINE_WORDS = {"major", "leading", "local", "several", "various"}  # begin no name
_LEGAL_FORMS = {"plc", "gmbh"}
_COMPOUND = re.compile(r"-(?:based|led|headquartered|backed|funded|born|style|wide)$")  # Switzerland-based
_TICKER = re.compile(r"[A-Z]{2,}(?:[A-Za-z]*)(?:[:,] ?[A-Z0-9.]+)+")  # NASDAQ:BNTX, which only companies have
_HYPHENATED = re.compile(r"[A-Z]+-[A-Z]+")  # C-DAC, IIT-M
_PARENTHESIS = re.compile(r" ?\(([^()]{2,90})\)")


@dataclass(frozen=True)
class Mention:
    """A name in the text by its offsets, with its kind, country, other name in brackets, and whether it owns."""

    start: int
    end: int
    text: str
    kind: str
    country: str = ""
    other: str = ""  # acronym or full name in brackets after it
    is_possessive: bool = False
    opens: int = -1  # where the country that owns it begins: China's National Commission
    closes: int = 0  # the end of the brackets after it that belong to it; otherwise ``end``


def is_capitalized(word: str) -> bool:
    """True for words with a capital in front or within, and for 4EU+."""
    if word in _LEGAL_FORMS:
        return True
    if re.match("[가-힣]{4,}", word):
        return True
    if _COMPOUND.search(word):
        return False
    return word[0].isupper() or bool(re.search(r"[A-Z]", word[1:]))


def is_acronym_like(word: str) -> bool:
    """True for KHIDI, KoNECT and MTPConnect; not for MoU, AI and other abbreviations of things."""
    capitals = sum(sign.isupper() for sign in word)
    plain = word.strip(".+")
    return (
        capitals >= 2 and len(word) >= 2 and plain not in NOT_ORGANIZATIONS and not re.search(r"[-/]", word)
    )


def classify(name: str, words: list[str], *, is_first: bool = False) -> tuple[str, str]:
    """Kind and country of a name; "" for what is none."""
    if re.match("[가-힣]", name):
        return (ORGANIZATION_KIND, "") if re.search(ORGANIZATION_END + "$", name) else ("", "")
    folded = {word.lower() for word in words}
    if code := country_code(name):
        return COUNTRY, code
    if len(words) == 1 and words[0] in NOT_ORGANIZATIONS:
        return "", ""
    if words[0].lower() in _HEADLINE_WORDS:
        return "", ""
    if len(words) > 1 and (words[0] in TERRITORIES or (words[-1] in TERRITORIES and not city_country(name))):
        return ORGANIZATION_KIND, ""
    if name.isupper() and (code := city_country(name.title())):
        return CITY, code
    if folded & ORGANIZATION and len(words) > 1:
        return ORGANIZATION_KIND, ""
    if code := city_country(name):
        return CITY, code
    if len(words) == 1 and is_acronym_like(words[0]):
        return ORGANIZATION_KIND, ""
    if len(words) == 1 and (is_adjective(words[0]) or words[0].lower() in ORGANIZATION | ABSTRACT):
        return "", ""
    if len(words) == 1 and is_first and not is_acronym_like(words[0]):
        return "", ""
    return OTHER, ""


def with_brackets(text: str, mention: Mention) -> Mention:
    """The mention with the acronym, the full name or the country that brackets after it give."""
    match = _PARENTHESIS.match(text, max(mention.end, mention.closes))
    if not match:
        return mention
    inside = match[1].strip()
    if _TICKER.fullmatch(inside):
        return replace(
            mention, kind=ORGANIZATION_KIND if mention.kind == OTHER else mention.kind, closes=match.end()
        )
    first = re.split(r"[,;]", inside)[0].strip()
    if code := country_code(inside):
        return replace(mention, country=mention.country or code, closes=match.end())
    if re.fullmatch("[가-힣 ]{4,}", inside) and re.search(ORGANIZATION_END + "$", inside):
        return replace(mention, kind=ORGANIZATION_KIND, other=inside, closes=match.end())
    is_hyphenated = bool(_HYPHENATED.fullmatch(first)) and first not in NOT_ORGANIZATIONS
    is_short = (is_acronym_like(first) or is_hyphenated) and " " not in first
    if is_short and mention.kind in (ORGANIZATION_KIND, OTHER):
        return replace(mention, kind=ORGANIZATION_KIND, other=first, closes=match.end())
    is_long = inside[0].isupper() and " " in inside and is_acronym_like(mention.text.split()[-1])
    if is_long and _is_expansion(mention.text.split()[-1], inside):
        return replace(mention, kind=ORGANIZATION_KIND, other=inside, closes=match.end())
    return mention


def _is_expansion(acronym: str, name: str) -> bool:
    """True where the letters of an acronym stand in a name in their order, and its first begins it."""
    letters = iter(name.lower())
    return (
        all(letter in letters for letter in acronym.lower() if letter.isalpha())
        and name[0] == acronym[0].upper()
    )
