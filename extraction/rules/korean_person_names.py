"""Words that can be the name of a person in Korean text, and those that only stand where one does."""

import re

from extraction.rules.korean_people_patterns import ANYBODY, COUNTRY_BETWEEN, POST_FIRST
from extraction.rules.korean_words import COMMON, NAME, NOT_OF_NAMES, ORGANIZATION_END, POST
from spreadsheets.parsing.countries import find_country_code

WHOLE_NAME = 3  # syllables of nearly all names
_ORGANIZATION_NAME = re.compile(
    r"(?:부|청|처|장관|차관|대|대학|대학교|병원|재단|그룹|정부|전자|제약|바이오|센터|협회|[가-힣]{3,}과)$"
)
_POST_ALONE = re.compile(rf"(?:{POST})[가-힣]?")  # 장관과, whose first syllable is a surname
_NO_PART_OF_NAME = re.compile(  # of a name that no surname tells: with a particle, or a word for people and bodies
    r"[은는을를의에과와된온며및등]$|[가-힣]{2}[한인던고]$|^(?:중인|각|두|양|세|네|관련|해당|전|현|신임|이)$|"
    r"(?:회|단체|업체|기업|부서|담당|실무|임원|동문|직원|공무원|시민|주민|군민|도민|학생|교사|교수|가족|단원|위원|의원|전문가|관계|"
    r"참여|소속|현지|주요|각계|내외|분과|지점|사업|학과|학부|기관|정부|노조)$"
)
_NO_NAME_OF_THREE = re.compile("(?:회|단|청|팀|계|민|업|측)$")  # 이사회, 기자단
NOT_NAMES = frozenset(
    re.findall(
        r"\w+",
        "이에 이와 이를 이어 이로 이후 이처럼 한편 또한 비롯 함께 이외 "
        "이번 이날 양국 정부 주요 공동 전국 국제 신임 조직 한국 인천 서울 부산 주한 전임 현직 초대 "
        "지역 지방 경영 연구 우리 기존 이후 기관 고위 장기 노동 여성 유럽 소속 강원 경기 경남 경북 "
        "전남 전북 충남 충북 제주 세종 대구 광주 대전 울산 성남 수원 안산 안양 양산 진주 포항 ",
    )
)


def is_name_of_person(pattern: re.Pattern[str], match: re.Match[str], whole: str) -> bool:
    """True for the words that a pattern has for a name, where they can be one; ``whole``: the text."""
    name = match["name"]
    if find_country_code(name) or _POST_ALONE.fullmatch(name) or _is_common(name):
        return False
    if pattern is POST_FIRST and not match["org"] and len(name) != WHOLE_NAME:
        return False  # 대표 제품은, 장관 성명은
    if len(name) == WHOLE_NAME and find_country_code(name[:2]):
        return False  # 한국실 큐레이터
    if re.search("[시군구도]$", name) and re.match(" ?의회", match.string[match.end("name") :]):
        return False  # 고성군 의회 의장
    if name.startswith("주") and find_country_code(name[1:]):
        return False  # 주몽골 대사
    if name.split()[0] in NOT_NAMES or _ORGANIZATION_NAME.search(without_body(name)):
        return False
    if pattern is ANYBODY and not _may_be_anybody(without_body(name)):
        return False
    short = match.groupdict().get("short")
    if short and not _is_named_apart(short, name, whole):
        return False
    return pattern is not COUNTRY_BETWEEN or bool(find_country_code(match["org"].split()[0]))


def without_body(name: str) -> str:
    """A name of two words or more without the body or country after it: 바트볼드 간바타르 다르항올도 지사."""
    first, _blank, last = name.rpartition(" ")
    is_body = " " in first and bool(find_country_code(last) or re.search(f"{ORGANIZATION_END}$", last))
    return first if is_body else name


def _may_be_anybody(name: str) -> bool:
    """True for words that can be a name of any people: none has a particle, is a post or leads to a name."""
    words = name.split()
    if len(words) == 1:
        return not _NO_NAME_OF_THREE.search(name)
    return not any(
        _NO_PART_OF_NAME.search(word)
        or COMMON.match(word)
        or NOT_OF_NAMES.search(word)
        or word in NOT_NAMES
        or re.search(f"(?:{POST}|{ORGANIZATION_END})$", word)
        for word in words
    )


def _is_named_apart(short: str, name: str, whole: str) -> bool:
    """True for a word after a name that the text has elsewhere without it, as it has 코이카, and not half of a name."""
    is_other = NOT_OF_NAMES.search(short) or COMMON.match(short)
    return not is_other and whole.count(short) > whole.count(f"{name} {short}")


def _is_common(name: str) -> bool:
    if name.endswith("의") and (
        COMMON.match(name[:-1]) or name[:-1] in ("도시", "학교", "단체", "지역", "부처", "양측")
    ):
        return True
    if re.search("(?:[가-힣]회|업계|업체|단체|노조|조합|연합|본부|지부)$", name) and not re.fullmatch(
        NAME, name
    ):
        return True
    return bool(COMMON.match(name) or re.search("(?:연구|위|의|직|임|회|조합)원$", name))
