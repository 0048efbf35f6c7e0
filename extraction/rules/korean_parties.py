"""Parties in Korean sentences: subjects and partners by their particles, and those of “A–B 간 협약”."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from typing import Any

from agreements.choices import InvolvementRole
from extraction.rules.forms import form_mentions
from extraction.rules.generic_names import is_generic_name
from extraction.rules.korean_names import KoreanName, is_person_name
from extraction.rules.korean_several import EACH
from extraction.rules.korean_words import COMMON, POST, SIGNING, STATES, SUBJECT, WITH
from extraction.suggestions import Suggestion, SuggestionKind
from spreadsheets.matching.organizations import guess_organization_kind
from spreadsheets.parsing.countries import find_country_code

_PAIR = re.compile(
    r"(?<![가-힣A-Za-z])(?P<first>[가-힣A-Za-z]{2,15})\s?[-–]\s?"
    r"(?P<second>[가-힣A-Za-z]{2,15}(?: [가-힣]{2,10})??)(?=\s?간\s|\s(?![가-힣]{2,10}\s?간)|,)"
)
_ARE_PARTIES = re.compile(  # “이번에 협약을 체결한 9곳은 A, B, C다”
    r"(?:체결|참여|맺|서명)(?:한|은)\s(?:\d+개?\s?)?(?:곳|기관|단체|대학|대학교|기업|회사|도시|병원|"
    r"협회|지자체)[은는]\s(?P<list>[^.]+, [^.]+)"
)
_TAKE_PART = re.compile(
    r"(?:협약|협정|각서|MOU)(?:\([A-Z]+\))?에는?\s(?P<list>[^.]+, [^.]+?)(?:가|이)\s(?:함께\s)?참여(?:한다|했|하였|하)"
)
_ENDED = re.compile(r"(?:철회|파기|해지|중단|단절|종료|폐기|취소)(?:했|하였|됐|되었|한다|하기로|하고)")
_STANDING = re.compile(  # “지금까지 강릉, 화천과 결연을 체결한 후 … 오고 있다”: others, with whom agreements stand
    r"(?:지금까지|그동안|현재까지)\s[^.]*(?:체결|맺)|(?:체결|맺)(?:한|은) (?:후|뒤|이후|이래)\s[^.]*(?:왔다|오고 있다)|"
    r"현재\s[^.]*(?:맺고|체결하고)"
)
_TOLD_OF_BEFORE = re.compile(r"(?:한|은)\s(?:바|적)[이은]?\s?있|(?:지난해|작년)에도|앞서\s")
_PERSON = 3  # syllables of nearly all names of people; 이룸 is none
_SUBJECT = re.compile(  # of cooperation, after a party: “와 의료산업 발전과 …을 위해”
    r"(?:발전|혁신|강화|증진|활성화|확대|향상|구축|양성|육성|지원|교류|창출|조성|개선|실현|성장|도약|방산|디지털|농업|무역|투자|교육|문화|관광|"
    r"의료|과학|산업|경제|환경|보건|체육|인재|안전|복지|행정|예술|에너지|확립|제고|유치|발굴|보급|확산|보호|관리|운영|개최|해소|극복|대응|마련|기여|추진)$"
)
_CLAUSE = re.compile(r"[가-힣](?:[한은는던린]|어|아|해|고) |(?:일|것|데|점)로$")  # “낮추어 말한 일로”
_ANY_BODY = re.compile(  # “힘을 쏟는 대학”, “외국 대학”: which, is not told
    r"(?:.* )?(?:외국|해외|국내|국외|현지|유수|여러|다른|상대|세계|외부|관내|인근|명문|참여|유관|해당|"
    r"[가-힣]+[는던된]|[가-힣]{2,}[은한])\s?(?:의 )?(?:대학교?|기관|병원|기업|회사|도시|단체|학교|연구소|업체)들?"
)
_CONCLUDES = re.compile("체결|맺|서명")
_OBJECT = re.compile(r"(?:\([A-Z]+\))?[을를] ")
_ALSO = {"와도", "과도"}  # with whom another agreement was concluded
_VERB = re.compile(r"(?:[었았했됐]다|되자|(?:듣|맺|찾|만나|받|하|되|열|갖|들|살피|둘러보|나누)고)$")
_DELEGATION = re.compile(
    r"(?:대표|방문|사절|시찰|참관|실사)단|(?:(?:외국|해외|국내|각국) )?(?:정부|공공|연구|교육|의료)(?: ?기관|부처)"
)
_SOMEBODY = re.compile(r"(?:들|관계자|임직원|인사|대표단)$")


def korean_parties(
    analysis: Any, known: Mapping[str, int], short_names: Container[str] = ()
) -> Iterator[Suggestion]:
    """Subject and partners of a sentence in which a form is concluded; names before “간” and “의” and a form."""
    text = analysis.own
    if not analysis.forms:
        return
    if match := _ARE_PARTIES.search(text) or _TAKE_PART.search(text):
        listed = [
            n
            for n in analysis.names
            if match.start("list") <= n.start < match.end("list") and n.is_organization
        ]
        yield from (party_suggestion(name, analysis, True, known) for name in listed)
        return
    yield from _pairs(analysis)
    if not (SIGNING.search(text) or _ENDED.search(text)) or _STANDING.search(text):
        return
    is_told = analysis.is_concluded and not _TOLD_OF_BEFORE.search(text)
    first_form = analysis.forms[0].start - analysis.sentence.start
    subjects = _subject_group(analysis.names, text)
    partners = [
        name for group in _partner_groups(analysis.names, subjects, first_form, text) for name in group
    ]
    late = [] if partners else list(_partners_after_form(analysis, subjects, first_form))
    is_told, partners = is_told and not late, partners or late
    is_told = is_told and not any(partner.particle in _ALSO for partner in partners)
    unclear = _unclear_in(subjects)
    is_each_apart = len(partners) > 1 and bool(EACH.search(text))
    for name in [*subjects, *partners]:
        is_partner = (
            name in partners
            or name.text in short_names
            or (subjects == [name] and bool(partners) and _may_be_company(name.text))
        )
        is_for_state = name in subjects and not name.country and any(STATES.search(p.text) for p in partners)
        if name in unclear or may_be_party(name, is_partner=is_partner):
            is_sure = is_told and not unclear and bool(subjects) and bool(len(subjects) > 1 or partners)
            is_named = (
                name.is_organization or bool(name.country) or name.text in known or name.text in short_names
            )
            is_named = is_named or (subjects == [name] and _is_surely_company(name.text, partners))
            yield party_suggestion(
                name,
                analysis,
                is_sure and is_named and not is_for_state and not (is_each_apart and name in partners),
                known,
            )


def _partners_after_form(analysis: Any, subjects: list[KoreanName], form: int) -> Iterator[KoreanName]:
    """Parties of “양해각서를 …와 체결했다”, who stand after the form."""
    text = analysis.own
    verb = _CONCLUDES.search(text, form)
    object_ = _OBJECT.match(text, analysis.forms[0].end - analysis.sentence.start)
    if not verb or not object_:
        return
    for name in (
        name for group in _partner_groups(analysis.names, subjects, verb.start(), text) for name in group
    ):
        shift = max(0, object_.end() - name.start)
        if name.end > object_.end() and name.is_organization:
            yield replace(name, start=name.start + shift, text=name.text[shift:])


def lists_parties(text: str) -> bool:
    """True for a sentence that says who the parties are."""
    return bool(_ARE_PARTIES.search(text) or _TAKE_PART.search(text))


def _may_be_company(name: str) -> bool:
    """True for one word that is no person's name, by which an unknown company concludes something: 한국콜마."""
    return " " not in name and not (len(name) == _PERSON and is_person_name(name))


def _is_surely_company(name: str, partners: list[KoreanName]) -> bool:
    """True for the one subject that concludes something with organizations, by a name that no person has: 한국콜마."""
    is_name = (
        _may_be_company(name)
        and len(name) > _PERSON
        and not COMMON.match(name)
        and not _SOMEBODY.search(name)
    )
    return is_name and any(partner.is_organization for partner in partners)


def _unclear_in(group: list[KoreanName]) -> list[KoreanName]:
    """Names of several listed with organizations that may be some, too, by no more than their place."""
    if not any(name.is_organization for name in group):
        return []
    return [
        name
        for name in group
        if not may_be_party(name, is_partner=False)
        and may_be_party(name, is_partner=True)
        and not (len(name.text) == _PERSON and is_person_name(name.text))
        and not _SOMEBODY.search(name.text)
    ]


def names_in_lists(analysis: Any) -> Iterator[str]:
    """The names in a sentence about an agreement that may be its parties, without their legal form."""
    if analysis.forms:
        yield from (re.sub(r"㈜|\(주\)|주식회사 ?", "", name.text) for name in analysis.names)


def _pairs(analysis: Any) -> Iterator[Suggestion]:
    """Both of “한국-스웨덴 간 양해각서” and “가람병원-나래대학교 업무협약”."""
    for match in _PAIR.finditer(analysis.sentence.text):
        names = [
            KoreanName(match.start(group), match.end(group), match[group], "-", "", 0, match.end(group))
            for group in ("first", "second")
        ]
        if all(name.country for name in names) or all(name.is_organization for name in names):
            for name in names:
                yield party_suggestion(name, analysis, False, {})


def _subject_group(names: list[KoreanName], text: str) -> list[KoreanName]:
    """The first names that are listed up to a particle of the subject: “A와 B는”."""
    group: list[KoreanName] = []
    for name in names:
        if group and not _is_linked(group[-1], name, text):
            group = []
        group.append(name)
        if name.particle in SUBJECT:
            return group if not COMMON.match(name.text) else []
    return []


def _partner_groups(
    names: list[KoreanName], subjects: list[KoreanName], form: int, text: str
) -> Iterator[list[KoreanName]]:
    """Names listed up to 와 or 과 before the form, which follows them without another name that is linked to them."""
    group: list[KoreanName] = []
    for name in names:
        if name in subjects or name.start >= form:
            group = []
            continue
        if group and not _is_linked(group[-1], name, text):
            group = []
        group.append(name)
        is_between = re.match(r"\s?(?:간|사이)(?:의)?\s", text[name.closes :]) or name.particle == "의"
        if name.particle == "의" and re.match(r"의?\s(?:수도|주도|도시|제\d)", text[name.closes :]):
            group = []  # “가봉의 수도 리브르빌시”: whose capital it is
            continue
        if (name.particle in WITH and not _list_goes_on(names, name, form, text)) or (
            is_between and len(group) > 1
        ):
            yield group
            group = []


def _list_goes_on(names: list[KoreanName], name: KoreanName, form: int, text: str) -> bool:
    """True where what follows 와 is another organization of the list, and not the form."""
    following = next((other for other in names if other.start > name.start), None)
    return (
        following is not None
        and following.start < form
        and _is_linked(name, following, text)
        and following.is_organization
    )


def _is_linked(name: KoreanName, following: KoreanName, text: str) -> bool:
    between = text[max(name.closes, name.end) : following.start]
    if re.search(r"\s등", between):
        return False
    return (
        (name.particle in {*WITH, ",", "·", "ㆍ", "‧", "/", "및"})
        and len(re.sub(r"[\s,·ㆍ‧/가-힣]", "", between)) == 0
        and len(between) < 6
    )


def may_be_party(name: KoreanName, *, is_partner: bool) -> bool:
    """True for a name that can be of a party; ``is_partner``: it stands where only parties do."""
    if (
        COMMON.match(name.text)
        or _DELEGATION.fullmatch(name.text)
        or _ANY_BODY.fullmatch(name.text)
        or _VERB.search(name.text)
        or re.search(rf"(?:{POST})$(?<![가-힣]{{2}}공사)(?<!전통시장)", name.text)
        or form_mentions(name.text)
    ):
        return False
    if not name.is_organization and (_SUBJECT.search(name.text) or _CLAUSE.search(name.text)):
        return False
    if re.search(
        r"(?:환영|개막|기념|축하|발대|출범)식$|(?:간담|토론|설명|박람|전시|발표|보고|강연|연주)회$", name.text
    ):
        return False
    if re.search(r"\d|협약|협력|양해각서|기술|사업$|분야$|연구$|개발$|서비스$", name.text):
        return name.is_organization and not re.search(r"협약|양해각서", name.text)
    return name.is_organization or bool(name.country) or bool(name.inside) or is_partner


def party_suggestion(name: KoreanName, analysis: Any, is_sure: bool, known: Mapping[str, int]) -> Suggestion:
    details: dict[str, Any] = {"language": "ko"}
    if code := name.country:
        details |= {"country": code, "kind": "state"}
    else:
        kind = guess_organization_kind(name.text)
        details |= {"kind": kind} if kind != "other" else {}
        first = name.text.split()[0]
        if len(name.text.split()) > 1 and (code := find_country_code(first)):
            details["country"] = code
    if re.fullmatch(r"[A-Z][A-Za-z&-]{1,11}", name.inside.removeprefix("이하 ")):
        details["acronym"] = name.inside.removeprefix("이하 ")
    if is_generic_name(name.text) and not details.get("country"):
        details["text_country"] = _country_beside(name.text, analysis.whole)
    elif record := known.get(name.text):
        details["record"] = record
    base, text, start = analysis.sentence.start, name.text, name.start
    if details.get("kind") not in (None, "state", "ministry", "government") and details.get("country"):
        start += len(text.split()[0]) + 1  # “일본 도쿄대학교” is 도쿄대학교 of Japan
        text = text.split(" ", 1)[1]
    return Suggestion(
        SuggestionKind.ORGANIZATION.value, text, base + start, base + name.end,
        InvolvementRole.PARTY.value, sure=is_sure, details=details,
    )  # fmt: skip


def _country_beside(name: str, whole: str) -> str:
    """The country of a generic name, 보건부: that beside it elsewhere in the text, or else the Republic of Korea."""
    before = re.findall(rf"([가-힣]{{2,8}}) {re.escape(name)}", whole)
    return next(filter(None, map(find_country_code, before)), "KR")
