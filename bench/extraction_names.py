"""Names that the coder has in Korean, German or Spanish for texts that were restated in English, as such "
"texts have them."""

import re

# Bodies by their English names, and parts of names by what they are in English
_BODIES = {
    "보건복지부": "Ministry of Health and Welfare", "외교부": "Ministry of Foreign Affairs",
    "교육부": "Ministry of Education",
    "식품의약품안전처": "Ministry of Food and Drug Safety", "질병관리청": "Korea Disease Control and Prevention Agency",
    "한국보건산업진흥원": "Korea Health Industry Development Institute",
    "과학기술정보통신부": "Ministry of Science and ICT",
    "국립암센터": "National Cancer Center", "서울대학교병원": "Seoul National University Hospital",
    "국가임상시험지원재단": "Korea National Enterprise for Clinical Trials",
    "고용노동부": "Ministry of Employment and Labor",
    "여성가족부": "Ministry of Gender Equality and Family", "환경부": "Ministry of Environment",
    "산업통상자원부": "Ministry of Trade, Industry and Energy",
    "국토교통부": "Ministry of Land, Infrastructure and Transport",
    "국립보건연구원": "National Institute of Health", "한국국제협력단": "Korea International Cooperation Agency",
    "국민건강보험공단": "National Health Insurance Service",
    "건강보험심사평가원": "Health Insurance Review and Assessment Service",
}  # fmt: skip
_ENDINGS = {
    "대학교병원": "National University Hospital", "대병원": "University Hospital", "대학교": "University",
    "병원": "Hospital",
    "시": "City", "재단": "Foundation", "협회": "Association", "연구원": "Institute",
}  # fmt: skip
_WORDS = {
    "universitätsklinikum": "University Hospital", "ministerio de defensa": "Ministry of Defence", "stadt": "City of",
    "ministerio de sanidad": "Ministry of Health", "ministère de la santé": "Ministry of Health",
    "ministerstvo": "Ministry",
    "bundesministerium für gesundheit": "Federal Ministry of Health", "ministero della salute": "Ministry of Health",
    "ministerio de salud": "Ministry of Health", "klinikum": "Hospital",
}  # fmt: skip
_INITIALS = re.findall(r"\S+", "g kk n d tt r m b pp s ss - j jj ch k t p h")
_VOWELS = re.findall(r"\S+", "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i")
_FINALS = re.findall(r"\S+", "- k k k n n n t l k m p l l p l m p p t t ng t t k t p t")


def in_english(name: str) -> str:
    """The name as English texts have it; "" where it is English already, or not to be told."""
    if name in _BODIES:
        return _BODIES[name]
    if re.fullmatch("[가-힣 ]+", name):
        for ending, english in _ENDINGS.items():
            if name.endswith(ending) and len(name) > len(ending):
                return f"{romanized(name.removesuffix(ending))} {english}".title()
        return romanized(name)
    folded = name.lower()
    return next((folded.replace(word, english) for word, english in _WORDS.items() if word in folded), "")


def romanized(name: str) -> str:
    """Hangul in the Revised Romanization, syllable by syllable."""
    syllables = []
    for sign in name:
        number = ord(sign) - 0xAC00
        if not 0 <= number < 11172:
            syllables.append(sign)
            continue
        parts = _INITIALS[number // 588], _VOWELS[number % 588 // 28], _FINALS[number % 28]
        syllables.append("".join(parts).replace("-", ""))
    return "".join(syllables)
