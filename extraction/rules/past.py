"""Sums and terms that are of something else: told of the past, of another project, or the old of what was changed."""

import re

_CLAUSE = re.compile(
    r"; |, | [–—] | but | and (?=(?:will|shall|would)\b)|(?<=[가-힣])(?:으나|지만|는데|"
    r"며|고),? "
)
_YEARS = re.compile(
    r"(?<!\d)(?:19|20)\d\d ?(?:년|년도)? ?(?:[-–~∼]|to|and|until|through|부터|에서) ?(?P<last>(?:19|"
    r"20)\d\d)(?!\d)"
)
_YEAR = re.compile(r"(?<![\d,.])(?P<year>(?:19|20)\d\d)(?![\d,]\d)(?! ?(?:students|people|명|원))")
_GAVE = re.compile(
    r"(?<!be )(?<!been )(?<!to be )\b(?:gave|granted|received|ran|spent|paid|lent|donated|awarded|"
    r"provided|invested|"
    r"contributed|financed|funded|supported|implemented|carried out|completed)\b|"
    r"(?:지원|투자|출연|기부|제공|투입|시행|수행|추진|집행|부담|후원|진행)(?:했|하였|됐|되었|해\s?왔|했었)"
)
_EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|earlier|formerly|in the past|already|last year|ago|since then|to date|so far|"
    r"until now)\b|"
    r"\bhad (?:\w+ )?(?:given|granted|received|run|spent|paid|lent|donated|awarded|provided|invested|"
    r"contributed|"
    r"financed|funded|supported)\b|지난해|작년|재작년|앞서|그동안|당시|이전에|과거|지금까지|"
    r"[한은] (?:적|바)[은이도]? ?있",
    re.IGNORECASE,
)
_AS_TOLD = re.compile(r"(?:한|은|온|된|했던)\s(?:바|적|일)이?\s?있|해\s?왔(?:다|으)|했었다")
_AWARD = re.compile(
    r"\b(?:[Aa]wards?|[Pp]rizes?|[Mm]edals?)\b(?! of (?:a |the )?(?:contract|grant|tender))|상금|시상|수상|포상|"
    r"대상을 (?:받|차지|거머)"
)
_RAISED_FROM = re.compile(
    r"\b(?:rais|ris|rose|go(?=es)|went|increas|lift|cut|reduc|lower|doubl|tripl|expand|grow|grew|climb|fall|fell|up|down|"
    r"mov)\w*\b[^.;]{0,60}\bfrom $"
)
_RAISED_TO = re.compile(r"\bfrom [^.;]{3,40} to $|\d\s?(?:조|억|만|천)?\s?(?:원|달러|유로|엔)에서 $")
_OLD_SUM = re.compile(r"에서 [^.]{2,20}(?:으로|로)(?: |$)")


def is_of_the_past(text: str, place: int, year: str) -> bool:
    """True for a place in a clause that is about what was given or done before the ``year`` of the text."""
    clause = _clause_at(text, place)
    if any(match["last"] < year for match in _YEARS.finditer(clause)) or _AS_TOLD.search(text[place:]):
        return True
    years = [match["year"] for match in _YEAR.finditer(clause)]
    is_before = bool(years) and max(years) < year
    return bool(_GAVE.search(clause)) and (is_before or bool(_EARLIER.search(clause)))


def is_told_of_before(text: str, year: str) -> bool:
    """True for a sentence whose years are all before that of the text, or that says “earlier”: of what was then."""
    years = [match["year"] for match in _YEAR.finditer(text)]
    return max(years) < year if years and year else bool(_EARLIER.search(text))


def is_given_before(text: str, place: int) -> bool:
    """True in a clause that tells that something was given: of what may be another agreement, or of none."""
    return bool(_GAVE.search(_clause_at(text, place)))


def is_of_award(text: str) -> bool:
    """True for a sentence about a prize: its money is that of the prize."""
    return bool(_AWARD.search(text))


def is_old_sum(text: str, start: int, end: int) -> bool:
    """True for the first sum of “from JPY 800 million to JPY 1.1 billion”."""
    return bool(_RAISED_FROM.search(text[:start]) or _OLD_SUM.match(text, end))


def is_changed_sum(text: str, start: int) -> bool:
    """True for the second of these, which is of the changed agreement, and not of another."""
    return bool(_RAISED_TO.search(text[:start]))


def year_of(published: str, days: list[str]) -> str:
    """The year of a text: that of its publication, or else the last that its signings have; "" if there is none."""
    if published[:4].isdigit():
        return published[:4]
    return max((day[:4] for day in days if day[:4].isdigit()), default="")


def _clause_at(text: str, place: int) -> str:
    """The words between commas, semicolons and conjunctions around a place."""
    cuts = [0, *(match.end() for match in _CLAUSE.finditer(text)), len(text) + 1]
    start = max(cut for cut in cuts if cut <= place)
    return text[start : min(cut for cut in cuts if cut > place)]
