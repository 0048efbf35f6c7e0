"""People in Korean text: 조규홍 보건복지부 장관, 보건복지부 조규홍 장관, 한국보건산업진흥원(원장 차순도)."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from extraction.rules.korean_names import split_particle
from extraction.rules.korean_people_patterns import ANYBODY, PATTERNS
from extraction.rules.korean_person_names import NOT_NAMES, WHOLE_NAME, is_name_of_person, without_body
from extraction.rules.korean_roles import role_of
from extraction.rules.korean_words import COMMON, NAME, NOT_OF_NAMES, ORGANIZATION_END, POST
from spreadsheets.parsing.countries import find_country_code

_HANJA = re.compile(r"(?<=[가-힣])\([一-龥]{2,5}\)")
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
_WHOLE_POSTS = {"병원장", "청장", "차장"}  # whole with the body that they head
_WITH_PARTICLE = re.compile(
    r"(?:(?:[가-힣]{2}해|찾아|만나|찾은|만난|나온|나선)|[가-힣]{1,8}(?:에는|에서는|에서|에게|께서는?|으로|측은|[을를])|[가-힣]{2,8}[은는에의]|(?:"
    rf"{POST})[와과]) "
)
_LONGEST_POST = 8  # letters, beyond which it has a body in it
_COMMON_SURNAMES = "김이박최정강조윤장임한오서신권황송류홍"
_DELEGATION = re.compile(r"(?:단장|수석대표|대표단)")


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
    plain, places = _without_hanja(text)
    people = _people_of_patterns(plain, parties, has_quotation, is_signing, whole)
    for person in sorted(people, key=lambda person: person.start):
        spans = (person.start, person.end - 1, person.post_start, person.post_end - 1)
        start, last, post_start, post_last = (places[place] for place in spans)
        yield replace(person, start=start, end=last + 1, post_start=post_start, post_end=post_last + 1)


def _without_hanja(text: str) -> tuple[str, list[int]]:
    """A sentence without names in Chinese characters, 홍길동(洪吉童), with the offset in it of each letter."""
    taken = {place for match in _HANJA.finditer(text) for place in range(*match.span())}
    places = [place for place in range(len(text)) if place not in taken]
    return "".join(text[place] for place in places), places


def _people_of_patterns(
    text: str, parties: Container[str], has_quotation: bool, is_signing: bool, whole: str
) -> Iterator[KoreanPerson]:
    taken: list[tuple[int, int]] = []
    for pattern in PATTERNS:
        place = 0
        while match := pattern.search(text, place):
            start, end = match.span("name")
            is_taken = any(start < other_end and other_start < end for other_start, other_end in taken)
            if is_taken or not is_name_of_person(pattern, match, whole):
                place = match.start() + 1  # another may begin within what is none
                continue
            place = match.end()
            taken.append((start, end))
            person = _person(text, match, whole, has_quotation=has_quotation, is_signing=is_signing)
            if person and (
                person := _without_other_words(_with_first_name(person, text, parties), parties, whole)
            ):
                yield replace(
                    person, is_sure=person.is_sure and (pattern is not ANYBODY or _is_clearly_named(person))
                )


def _is_clearly_named(person: KoreanPerson) -> bool:
    """True for a Korean name of three syllables with a post that is not one word with its body."""
    is_name = len(person.name) == WHOLE_NAME and bool(re.fullmatch(NAME, person.name))
    return is_name and len(person.post) <= _LONGEST_POST


def _with_first_name(person: KoreanPerson, text: str, parties: Container[str]) -> KoreanPerson:
    """The person with the word before a name of two syllables, which is half a foreign one: 조나단 하퍼."""
    before = re.search(r"(?<![가-힣])(?P<word>[가-힣]{2,4}) $", text[: person.start])
    if len(person.name) == WHOLE_NAME - 1 and re.search(r"(?<![가-힣])[가-힣] $", text[: person.start]):
        return replace(person, is_sure=False)  # 응우옌 반 하이
    if len(person.name) != WHOLE_NAME - 1 or not before or before["word"] in parties:
        return person
    word = before["word"]
    is_other = NOT_OF_NAMES.search(word) or COMMON.match(word) or word in NOT_NAMES or split_particle(word)[1]
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
        "(?:[가-힣]{2}대|[시도지]회|중앙회|협의회|위원회|조합|병원|대학교?|재단|협회|공단|공사|센터|연구원|진흥원|의료원)$",
        first,
    ):
        return replace(person, start=person.start + len(first) + 1, name=rest, organization=first)
    if not rest or not re.fullmatch(NAME, first) or len(first) < WHOLE_NAME:
        is_whole_name = is_name and len(rest) == WHOLE_NAME and rest[0] in _COMMON_SURNAMES
        return replace(person, is_sure=person.is_sure and not is_whole_name)  # 두루푸드 한재석, perhaps
    if rest in parties or re.search(f"{ORGANIZATION_END}$", rest):
        organization = f"{rest} {person.organization}".strip()
        return replace(person, end=person.start + len(first), name=first, organization=organization)
    is_whole = whole.count(person.name) > 1 or re.search(rf"{re.escape(person.name)}\s?\([A-Z]", whole)
    return replace(person, is_sure=person.is_sure and (bool(is_whole) or first[0] not in _COMMON_SURNAMES))


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
        if post in _WHOLE_POSTS:
            post = fused  # 알파대서울병원장, 산림청장
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
    is_of_state = ministry.endswith("부") or bool(ministry and find_country_code(ministry.split()[0]))
    is_of_name = len(first) > 1 and is_of_state and not find_country_code(first)
    if (
        is_of_name and _OF_STATE.search(post) and text.startswith(f" {first} ", end)
    ):  # 마리아 산체스 교통부차관, 오카노 마사타카 일본 외무성 사무차관
        name, end, organization = f"{name} {first}", end + 1 + len(first), ministry
    if (own := without_body(name)) != name:
        organization = f"{name[len(own) + 1 :]} {organization}".strip()  # 통룬 시술릿 라오스 외교부 장관
        name, end = own, end - len(name) + len(own)
    if post == "지사" and text[post_start - 1 : post_start] == "도":
        post, post_start = "도지사", post_start - 1
    if organization and _OF_STATE.search(post) and text[:post_start].rstrip().endswith(organization):
        post_start = text.rindex(organization, 0, post_start)
        post = text[post_start : match.end("post")]
    if post == "청장" and organization.endswith("구"):
        post, post_start = "구청장", post_start - 1
    if post in ("병원장", "학장") and (stem := re.search(r"[가-힣]+$", text[:post_start])):
        post, post_start = stem[0] + post, stem.start()
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
