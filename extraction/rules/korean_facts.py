"""Dates, places, amounts, topics, relations and outcomes in Korean text, as suggestions."""

import re
from collections.abc import Iterator
from typing import Any

from agreements.choices import AgreementRelationKind as Relation
from agreements.choices import MilestoneKind
from core.choices import Strength
from core.places import format_place, make_place
from extraction.rules.amounts import notices_in, sums_in, terms_in
from extraction.rules.dates import DateMention
from extraction.rules.document import Document
from extraction.rules.gazetteer import city_country
from extraction.rules.korean_words import COMMON, CONCLUDED
from extraction.suggestions import Suggestion, SuggestionKind

_ACTS = [  # what stands after a date in its clause
    (MilestoneKind.TAKES_EFFECT, r"발효|효력|시행"), (MilestoneKind.EXPIRED, r"만료|종료"), (MilestoneKind.RENEWED,
    r"갱신"),
    (MilestoneKind.EXTENDED, r"연장"), (MilestoneKind.EXCHANGED, r"교환"), (MilestoneKind.CANCELLED, r"취소|파기"),
    (MilestoneKind.TERMINATED, r"해지"), (MilestoneKind.SIGNED, r"체결|맺|서명|조인|협약식"),
    (MilestoneKind.LAUNCHED, r"출범|개시|착수"), ("held", r"개최|열린|열렸|열고|회의(?!실)|면담|방문|"
        r"만나"), (MilestoneKind.ANNOUNCED, r"밝혔|발표|전했|알렸"),
    ("", r"설립|창립|개원|개관|지정|선정|예정|계획|마감|접수"),
]  # fmt: skip
_ACT = re.compile("|".join(f"(?P<a{number}>{pattern})" for number, (_role, pattern) in enumerate(_ACTS)))
_OLDER = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s?년\s?(?:\d{1,2}월\s?)?(?:\d{1,2}일\s?)?(?:에\s?)?(?:체결|맺|"
    r"서명)[가-힣]{0,2}\s(?:[가-힣]+ ){0,4}?"
    r"(?P<form>양해각서|업무협약|협약|협정|약정|MOU)(?:\([A-Z]+\))?(?:을|를|의|에|이|가)?\s?(?P<what>연장|"
    r"갱신|개정|대체|기반|바탕|근거|후속|이어|확대)?"
)
_RELATIONS = {
    "연장": Relation.EXTENDS, "갱신": Relation.RENEWS, "개정": Relation.AMENDS, "대체": Relation.SUPERSEDES,
    "기반": Relation.BASED_ON,
    "바탕": Relation.BASED_ON, "근거": Relation.BASED_ON, "후속": Relation.FOLLOWS, "이어": Relation.FOLLOWS,
    "확대": Relation.FOLLOWS,
}  # fmt: skip
_TOPIC_BEFORE = re.compile(
    r"(?P<topic>[가-힣A-Za-z&·\s]{2,30}?)(?:\s?분야)?(?:의)?\s?(?:(?:발전|활성화|강화|확대|증진|추진|개발|"
    r"구축|협력|교류|육성|지원|공동연구|"
    r"상호협력)(?:과|와|을|를|\s및)?\s?)*"
    r"(?:을|를)?\s?위한\s(?:[가-힣]+ ){0,2}$"
)
_BULLETS = re.compile(
    r"[▲△■◆•]\s?(?P<item>[^▲△■◆•.,]{2,40}?)(?=\s?[▲△■◆•]|\s?등[을를의이에]?\b|\s?등[^가-힣]|,|\.|$)"
)
_FIELDS = re.compile(
    r"(?P<list>[가-힣A-Za-z&\s]{2,20}(?:[,·]\s?[가-힣A-Za-z&\s]{2,20}){0,6})\s?(?:등\s)?(?:의\s)?(?:다양한\s)?분야(?:에서|의|에|\s협력|\s업무협력|\s교류|\s상호협력)"
)
_LISTED = re.compile(
    r"(?P<list>[가-힣A-Za-z·]+(?: [가-힣A-Za-z·]+){0,3}(?:, [가-힣A-Za-z·]+(?: [가-힣A-Za-z·]+){0,3})+?)(?: "
    r"등)?(?:에|을|를|에서)\s"
    r"(?:상호 |적극 |긴밀히 |서로 )?(?:협력|주요 내용|내용으로|골자로|추진하기로)"
)
_PLACE = re.compile(r"(?P<words>(?:[가-힣A-Za-z0-9]+ ){0,5}[가-힣A-Za-z0-9]+)에서(?:\s|,|는)")
_MOST_WORDS = 4  # of a topic
_OUTCOME = [
    (Strength.AGREED, r"(?:하기로|기로) (?:했다|합의했다|뜻을 모았다|하였다)"), (Strength.DISCUSSED,
    r"(?:논의|협의)(?:했다|하였다)"),
    (Strength.SHARED, r"공유(?:했다|하였다)"), (Strength.REAFFIRMED, r"재확인(?:했다|하였다)"), (Strength.REVIEWED,
    r"점검(?:했다|하였다)"),
]  # fmt: skip
_SIDES = re.compile(r"양국|양측|양 기관|두 기관|양 부처|양 도시")


def korean_places(analysis: Any) -> Iterator[Suggestion]:
    text = analysis.sentence.text
    for match in _PLACE.finditer(text):
        rest = text[match.end() :]
        act = _ACT.search(rest)
        role = str(_ACTS[int(act.lastgroup[1:])][0]) if act else ""
        if role not in ("signed", "exchanged", "held", "announced") or re.search(
            r"분야|사업|과정|부문", match["words"]
        ):
            continue
        role = "signed" if role == "announced" and re.search("체결|협약식", rest) else role
        words = match["words"].split()
        place, start = _place_of_words(words)
        if place:
            offset = match.start() + len(" ".join(words[:start])) + bool(start)
            yield Suggestion(
                SuggestionKind.PLACE.value, format_place(place), analysis.sentence.start + offset,
                analysis.sentence.start + match.end("words"), role, sure=role == "signed" and not place["venue"],
                agreement=None if role == "held" else 0,
            )  # fmt: skip


def _place_of_words(words: list[str]) -> tuple[dict | None, int]:
    """The place that words before 에서 name, and the number of the first of them: a city, and a venue in it."""
    for number, word in enumerate(words):
        city = re.sub(r"(?:특별시|광역시|시)$", "", word)
        code = city_country(word) or city_country(city)
        if code:
            venue = " ".join(words[number + 1 :])
            known = word if city_country(word) else city
            return make_place(city=known, country=code.strip("?"), venue=venue), number
    last = words[-1]
    if re.search(
        r"(?:호텔|청사|본관|본원|회의실|대회의실|캠퍼스|센터|대학교|병원|관저|본사|컨벤션|회의장|대강당|강당|홀)$",
        last,
    ):
        start = (
            len(words) - 2
            if len(words) > 1 and not re.search(r"(?:일|월|은|는|이|가)$", words[-2])
            else len(words) - 1
        )
        return make_place(venue=" ".join(words[start:])), start
    return None, 0


def korean_amounts(analysis: Any) -> Iterator[Suggestion]:
    kinds = (
        (sums_in, SuggestionKind.MONEY),
        (terms_in, SuggestionKind.TERM),
        (notices_in, SuggestionKind.NOTICE),
    )
    for finder, kind in kinds:
        for amount in finder(analysis.sentence.text, analysis.sentence.start):
            yield Suggestion(
                kind.value, amount.value, amount.start, amount.end, amount.role, details=dict(amount.details)
            )


def korean_relations(analysis: Any) -> Iterator[Suggestion]:
    for match in _OLDER.finditer(analysis.sentence.text):
        if match["what"]:
            base = analysis.sentence.start
            yield Suggestion(
                SuggestionKind.RELATION.value, f"{match['year']}년 {match['form']}", base + match.start(),
                base + match.end("form"),
                _RELATIONS[match["what"]].value,
            )  # fmt: skip


def korean_topics(analysis: Any) -> Iterator[Suggestion]:
    text, base = analysis.sentence.text, analysis.sentence.start
    spans = [(match.start("item"), match["item"]) for match in _BULLETS.finditer(text)]
    for match in _FIELDS.finditer(text):
        start, listed = match.start("list"), match["list"]
        lead = re.match(
            r"^.*(?:따르면|최근|[가-힣](?:은|는|이|가|을|를|과|와|에|간|의|로|년|해)) ",
            re.split("[,·]", listed)[0],
        )
        start += lead.end() if lead else 0
        listed = listed[lead.end() :] if lead else listed
        for part in re.finditer(r"[^,·]+", listed):
            spans.append((start + part.start(), part[0]))
    for match in _LISTED.finditer(text):
        for part in re.finditer(r"[^,]+", match["list"]):
            spans.append((match.start("list") + part.start(), part[0]))
    for form in analysis.forms:
        before = text[: form.start - base]
        if match := _TOPIC_BEFORE.search(before):
            lead = re.match(r"^(?:.*\S)?(?:와|과|간|의)\s", match["topic"])
            shift = lead.end() if lead else 0
            spans.append((match.start("topic") + shift, match["topic"][shift:]))
    for start, words in spans:
        lead = len(words) - len(words.lstrip())
        topic = re.sub(r"\s?(?:등(?:[을를의이에]\S*)?|분야)$", "", words.strip())
        topic = re.sub(r"^.*\S(?:은|는|에서|으로)\s", "", topic)
        topic = re.sub(r"(?:을|를)?\s위한.*$", "", topic)
        kept = re.sub(r"^(?:내|및|등|관련)\s", "", topic)
        if len(kept.split()) > _MOST_WORDS:
            continue
        shift = words.lstrip().find(kept)
        if (
            2 <= len(kept) <= 25
            and not COMMON.match(kept)
            and not re.search(
                r"(?:은|는|이|가|했다|하고|하며|와|"
                r"과)$",
                kept.split()[0],
            )
        ):
            begin = base + start + lead + shift
            yield Suggestion(SuggestionKind.TOPIC.value, kept, begin, begin + len(kept))


def korean_outcomes(analysis: Any) -> Iterator[Suggestion]:
    text = analysis.sentence.text
    sides = _SIDES.search(text)
    if not sides:
        return
    for strength, pattern in _OUTCOME:
        if match := re.search(pattern, text):
            words = re.sub(r"^(?:은|는|이|가)\s", "", text[sides.end() : match.start()]).strip(" ,")
            if len(words) > 4:
                begin = analysis.sentence.start + text.index(words, sides.end())
                yield Suggestion(
                    SuggestionKind.OUTCOME.value,
                    words,
                    begin,
                    begin + len(words),
                    strength.value,
                    agreement=None,
                )
            return


def _act_after(analysis: Any, mention: DateMention) -> str:
    """The role of the first act after a date, since Korean verbs stand last; that of signing goes before telling."""
    rest = analysis.sentence.text[mention.end - analysis.sentence.start :]
    if CONCLUDED.search(rest) and re.match(r"[^.]*열린", rest):
        return MilestoneKind.SIGNED.value
    match = _ACT.search(rest)
    return str(_ACTS[int(match.lastgroup[1:])][0]) if match else ""


def korean_acts(sentences: list[Any], document: Document, *, has_signing: bool) -> Iterator[Suggestion]:
    is_dated, last = False, None
    for analysis in sentences:
        this_day = re.search(r"이날", analysis.sentence.text)
        if (
            this_day
            and last
            and not analysis.dates
            and has_signing
            and CONCLUDED.search(analysis.sentence.text)
        ):
            start = analysis.sentence.start + this_day.start()
            yield Suggestion(
                SuggestionKind.DATE.value,
                last.value,
                start,
                start + 2,
                MilestoneKind.SIGNED.value,
                stated=not last.is_counted,
            )
            is_dated = True
        last = analysis.dates[-1] if analysis.dates else last
        for mention in analysis.dates:
            role = _act_after(analysis, mention)
            if (
                not role
                or (role in ("signed", "exchanged") and not has_signing)
                or _OLDER.match(document.text[mention.start :])
            ):
                continue
            is_dated = is_dated or role in ("signed", "exchanged")
            yield Suggestion(
                SuggestionKind.DATE.value, mention.value, mention.start, mention.end, role,
                sure=role == "signed" and mention.value[:1] != "X" and bool(analysis.forms),
                stated=not mention.is_counted,
                agreement=None if role == "held" else 0,
            )  # fmt: skip
    if is_dated or not document.day or not has_signing:
        return
    for analysis in sentences:
        if match := CONCLUDED.search(analysis.sentence.text):
            base = analysis.sentence.start
            yield Suggestion(
                SuggestionKind.DATE.value, f"[..{document.day}]", base + match.start(), base + match.end(), "signed",
                sure=True, stated=False,
            )  # fmt: skip
            return
