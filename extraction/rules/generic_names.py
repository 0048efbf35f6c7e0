"""Generic names, which bodies of many countries have: Ministry of Health, National University, 보건부, 국립대학교."""

import re

from extraction.rules.english_words import ABSTRACT, ORGANIZATION

_BETWEEN = frozenset(
    [
        "of",
        "the",
        "for",
        "and",
        "on",
        "in",
        "&",
        "national",
        "state",
        "central",
        "federal",
        "royal",
        "general",
        "public",
        "new",
    ]
)
_FIELDS = (
    "보건|복지|가족|교육|외교|통상|국방|재무|재정|기획|경제|산업|상업|무역|자원|농업|농림|축산|식품|수산|"
    "해양|환경|기후|에너지|"
    "교통|국토|건설|인프라|과학|기술|정보|통신|문화|체육|관광|노동|고용|여성|청소년|내무|행정|안전|법무|"
    "사법|통일|수자원|물|"
    "항만|항공|철도|도로|보안|소방|산림|"
    "의료|질병|관리|통계|관세|국세|경찰|개발|투자|혁신|디지털"
)
_KOREAN = re.compile(
    rf"(?:국립|중앙|국가|연방|왕립|공립|시립)?(?:{_FIELDS})*"
    r"(?:부|청|처|성|위원회|은행|대학교|대학|병원|의회|도서관|박물관|연구원|연구소|센터|공사)"
)


def is_generic_name(name: str) -> bool:
    """True for a name of kinds and fields alone: whose body it is, only its country tells."""
    if re.search("[가-힣]", name):
        return bool(_KOREAN.fullmatch(name))
    words = re.findall(r"[\w&]+", name.lower())
    return len(words) > 1 and set(words) <= _BETWEEN | ORGANIZATION | ABSTRACT
