"""People in Korean text: 조규홍 보건복지부 장관, 보건복지부 조규홍 장관, 한국보건산업진흥원(원장 차순도)."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from extraction.rules.korean_names import split_particle
from extraction.rules.korean_people_patterns import ANYBODY, COUNTRY_BETWEEN, PATTERNS, POST_FIRST
from extraction.rules.korean_roles import role_of
from extraction.rules.korean_words import COMMON, NAME, NOT_OF_NAMES, ORGANIZATION_END, POST
from spreadsheets.parsing.countries import find_country_code

_NO_BLANKS = re.compile("[가-힣]{80}")
_FUSED_POST = re.compile(
    r"(?:(?<=\d)?\d?차[장관]|[가-힣]{0,8}대학원장|병원장|원장|부총장|총장|청장|시장|군수|구청장|도지사|이사장|부회장|회장|위원장|센터장|소장|본부장|처장)$"
)
_MINISTRIES = {"식품의약품안전", "인사혁신", "국가보훈", "법제", "기획예산", "국민안전", "재정기획"}
_HEADS_OF_UNITS = frozenset(
    ["원장", "부원장", "부총장", "총장", "소장", "센터장", "본부장", "실장", "단장", "국장", "팀장", "부장"]
)
_VICE = re.compile("(?:수석|상임|명예|선임|공동)?부?")
_OF_STATE = re.compile("(?:장관|차관|대통령|총리)$")  # of which nobody is one without a ministry or a country
_OFFICES = {"처장", "본부장", "소장", "센터장", "원장", "부원장", "위원장"}
_ORGANIZATION_NAME = re.compile(
    r"(?:부|청|처|장관|차관|대|대학|대학교|병원|재단|그룹|정부|전자|제약|바이오|센터|협회|[가-힣]{3,}과)$"
)
_WITH_PARTICLE = re.compile(
    r"(?:(?:[가-힣]{2}해|찾아|만나)|[가-힣]{1,8}(?:에는|에서는|에서|에게|께서는?|으로|측은|[을를])|[가-힣]{2,8}[은는에의]|(?:"
    rf"{POST})[와과]) "
)
_COMMON_SURNAMES = "김이박최정강조윤장임한오서신권황송류홍"
_WHOLE_NAME = 3  # syllables of nearly all names
_POST_ALONE = re.compile(rf"(?:{POST})[가-힣]?")  # 장관과, whose first syllable is a surname
_DELEGATION = re.compile(r"(?:단장|수석대표|대표단)")
_NO_PART_OF_NAME = re.compile(  # of a name that no surname tells: with a particle, or a word for people and bodies
    r"[은는을를의에과와된온며및등]$|[가-힣]{2}[한인던고]$|^(?:중인|각|두|양|세|네|관련|해당|전|현|신임|이)$|"
    r"(?:회|단체|업체|기업|부서|담당|실무|임원|동문|직원|공무원|시민|주민|군민|도민|학생|교사|교수|가족|단원|위원|의원|전문가|관계|"
    r"참여|소속|현지|주요|각계|내외|분과|지점|사업|학과|학부|기관|정부|노조)$"
)
_NO_NAME_OF_THREE = re.compile("(?:회|단|청|팀|계|민|업|측)$")  # 이사회, 기자단
_NOT_NAMES = frozenset(
    re.findall(
        r"\w+",
        "이에 이와 이를 이어 이로 이후 이처럼 한편 또한 비롯 함께 이외 "
        "이번 이날 양국 정부 주요 공동 전국 국제 신임 조직 한국 인천 서울 부산 주한 전임 현직 초대 "
        "지역 지방 경영 연구 우리 기존 이후 기관 고위 장기 노동 여성 유럽 소속 강원 경기 경남 경북 "
        "전남 전북 충남 충북 제주 세종 대구 광주 대전 울산 성남 수원 안산 안양 양산 진주 포항 ",
    )
)


@dataclass(frozen=True)
class KoreanPerson:
    """A person in a sentence by the offsets of the name, with post, organization and role."""

    start: int
    end: int
    name: str
    post: str
    post_start: int
    post_end: int
    organization: str
    role: str
    is_sure: bool


def korean_people(
    text: str, parties: Container[str] = (), *, has_quotation: bool, is_signing: bool, whole: str = ""
) -> Iterator[KoreanPerson]:
    """The people of a sentence whose role its words tell.

    ``parties``: names of organizations in the text; ``whole``: the text, in which foreign names may stand again.
    """
    if _NO_BLANKS.search(text):
        return  # no names can be told apart, and the patterns would take seconds
    people = _people_of_patterns(text, parties, has_quotation, is_signing, whole)
    yield from sorted(people, key=lambda person: person.start)


def _people_of_patterns(
    text: str, parties: Container[str], has_quotation: bool, is_signing: bool, whole: str
) -> Iterator[KoreanPerson]:
    taken: list[tuple[int, int]] = []
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            if (
                find_country_code(match["name"])
                or _POST_ALONE.fullmatch(match["name"])
                or _is_common(match["name"])
            ):
                continue
            if pattern is POST_FIRST and not match["org"] and len(match["name"]) != _WHOLE_NAME:
                continue  # 대표 제품은, 장관 성명은
            if match["name"].startswith("주") and find_country_code(match["name"][1:]):
                continue  # 주몽골 대사
            if match["name"].split()[0] in _NOT_NAMES or _ORGANIZATION_NAME.search(match["name"]):
                continue
            if pattern is ANYBODY and not _may_be_anybody(match["name"]):
                continue
            short = match.groupdict().get("short")
            if short and not _is_named_apart(short, match["name"], whole):
                continue
            if pattern is COUNTRY_BETWEEN and not find_country_code(match["org"].split()[0]):
                continue
            taken.append((start, end))
            person = _person(text, match, whole, has_quotation=has_quotation, is_signing=is_signing)
            if person and (
                person := _without_other_words(_with_first_name(person, text, parties), parties, whole)
            ):
                yield replace(person, is_sure=person.is_sure and pattern is not ANYBODY)


def _may_be_anybody(name: str) -> bool:
    """True for words that can be a name of any people: none has a particle, is a post or leads to a name."""
    words = name.split()
    if len(words) == 1:
        return not _NO_NAME_OF_THREE.search(name)
    return not any(
        _NO_PART_OF_NAME.search(word)
        or COMMON.match(word)
        or NOT_OF_NAMES.search(word)
        or word in _NOT_NAMES
        or re.search(f"(?:{POST}|{ORGANIZATION_END})$", word)
        for word in words
    )


def _is_named_apart(short: str, name: str, whole: str) -> bool:
    """True for a word after a name that the text has elsewhere without it, as it has 코이카, and not half of a name."""
    is_other = NOT_OF_NAMES.search(short) or COMMON.match(short)
    return not is_other and whole.count(short) > whole.count(f"{name} {short}")


def _with_first_name(person: KoreanPerson, text: str, parties: Container[str]) -> KoreanPerson:
    """The person with the word before a name of two syllables, which is half a foreign one: 조나단 하퍼."""
    before = re.search(r"(?<![가-힣])(?P<word>[가-힣]{2,4}) $", text[: person.start])
    if len(person.name) == _WHOLE_NAME - 1 and re.search(r"(?<![가-힣])[가-힣] $", text[: person.start]):
        return replace(person, is_sure=False)  # 응우옌 반 하이
    if len(person.name) != _WHOLE_NAME - 1 or not before or before["word"] in parties:
        return person
    word = before["word"]
    is_other = (
        NOT_OF_NAMES.search(word) or COMMON.match(word) or word in _NOT_NAMES or split_particle(word)[1]
    )
    if is_other or re.search(f"(?:{ORGANIZATION_END}|{POST})$", word) or find_country_code(word):
        return person
    return replace(person, start=before.start("word"), name=f"{word} {person.name}")


def _without_other_words(person: KoreanPerson, parties: Container[str], whole: str) -> KoreanPerson | None:
    """The person by the words of the name alone: neither “협약식에는” before it nor “메디링크” before the post is one.

    A Korean name before a word that is no party known may be a whole one, or half of a foreign one: not sure,
    unless the text has the two words together again, or in Latin letters beside them.
    """
    if before := _WITH_PARTICLE.match(person.name):
        person = replace(person, start=person.start + before.end(), name=person.name[before.end() :])
    first, _blank, rest = person.name.partition(" ")
    if rest and re.search("(?:에는|에서|에게|께서|으로|[을를])$", rest):
        return None
    is_name = bool(re.fullmatch(NAME, rest))
    if is_name and first in parties:
        return replace(person, start=person.start + len(first) + 1, name=rest, organization=first)
    if is_name and re.search(
        "(?:[시도지]회|중앙회|협의회|위원회|조합|병원|대학교?|재단|협회|공단|공사|센터|연구원|진흥원|의료원)$",
        first,
    ):
        return replace(person, start=person.start + len(first) + 1, name=rest, organization=first)
    if not rest or not re.fullmatch(NAME, first) or len(first) < _WHOLE_NAME:
        is_whole_name = is_name and len(rest) == _WHOLE_NAME and rest[0] in _COMMON_SURNAMES
        return replace(person, is_sure=person.is_sure and not is_whole_name)  # 두루푸드 한재석, perhaps
    if rest in parties or re.search(f"{ORGANIZATION_END}$", rest):
        organization = f"{rest} {person.organization}".strip()
        return replace(person, end=person.start + len(first), name=first, organization=organization)
    is_whole = whole.count(person.name) > 1 or re.search(rf"{re.escape(person.name)}\s?\([A-Z]", whole)
    return replace(person, is_sure=person.is_sure and (bool(is_whole) or first[0] not in _COMMON_SURNAMES))


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


def _person(
    text: str, match: re.Match, whole: str, *, has_quotation: bool, is_signing: bool
) -> KoreanPerson | None:
    groups = match.groupdict()
    organization, post, post_start = (
        (groups.get("org") or groups.get("short") or "").strip(),
        groups.get("post") or "",
        0,
    )
    if fused := groups.get("fused"):
        post = _FUSED_POST.search(fused)[0]
        organization = _of_fused(fused, post)
        if post in _OFFICES and not organization:
            post = fused  # 국제처장, 의료원장, 조직위원장
        if post == "병원장" and organization and len(organization) > len(post):
            post = fused  # 알파대서울병원장
        post_start = match.end("fused") - len(post)
    else:
        post_start = match.start("post")
    stem = re.search(r"[가-힣A-Za-z]*$", text[:post_start])[0]
    if post in ("병원장", "의료원장") and stem and organization.endswith(stem):
        organization += post[:-1]
    if stem and (_VICE.fullmatch(stem) or _heads_unit_of_its_word(stem, post, whole)):
        post, post_start = stem + post, post_start - len(stem)
        organization = organization.removesuffix(post[:-1]).removesuffix(stem).strip()
    name, end = match["name"], match.end("name")
    first, _blank, ministry = organization.partition(" ")
    is_of_name = len(first) > 1 and ministry.endswith("부") and not find_country_code(first)
    if (
        is_of_name and _OF_STATE.search(post) and text.startswith(f" {first} ", end)
    ):  # 마리아 산체스 교통부차관
        name, end, organization = f"{name} {first}", end + 1 + len(first), ministry
    if post == "지사" and organization.endswith("도"):
        post, post_start = "도지사", post_start - 1
    if organization and _OF_STATE.search(post) and text[:post_start].rstrip().endswith(organization):
        post_start = text.rindex(organization, 0, post_start)
        post = text[post_start : match.end("post")]
    if post == "청장" and organization.endswith("구"):
        post, post_start = "구청장", post_start - 1
    role, is_sure = role_of(text, match, has_quotation=has_quotation, is_signing=is_signing)
    if not role:
        return None
    return KoreanPerson(
        match.start("name"), end, name, post, post_start, post_start + len(post),
        organization, role, is_sure,
    )  # fmt: skip


def _heads_unit_of_its_word(stem: str, post: str, whole: str) -> bool:
    """True for a post in one word with the unit that it heads, 연구부원장; none of a body in the text."""
    if post == "원장" and stem.endswith("대학"):
        return True  # 국제대학원장
    if post not in _HEADS_OF_UNITS or re.search(rf"{stem}{post[:-1]}(?!{post[-1]})", whole):
        return False
    return not re.search("(?:병원|대학교|대학|재단|협회|공단|공사|시|군)$", stem)


def _of_fused(fused: str, post: str) -> str:
    """The organization in a word that joins it with its head: 한국보건산업진흥원장 is of 한국보건산업진흥원."""
    stem = fused[: -len(post)]
    if post == "처장" and stem not in _MINISTRIES:
        return ""  # 국제교류처장
    if re.search(r"\d", post) or len(stem) < 3:
        return ""  # 국무2차장
    return (
        stem + post[:-1]
        if post in ("원장", "청장", "처장", "시장", "센터장", "본부장", "병원장", "위원장", "소장")
        else stem
    )
