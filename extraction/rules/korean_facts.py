"""Dates, places, amounts, topics, relations and outcomes in Korean text, as suggestions."""

import re
from collections.abc import Iterator
from typing import Any

from agreements.choices import MilestoneKind
from core.choices import Strength
from core.places import format_place, make_place
from extraction.rules.amounts import sums_in
from extraction.rules.dates import DateMention
from extraction.rules.document import Document
from extraction.rules.gazetteer import city_country
from extraction.rules.korean_modality import is_told
from extraction.rules.korean_older import changed_in
from extraction.rules.korean_several import is_given_by_others
from extraction.rules.korean_words import CONCLUDED, SIGNING
from extraction.rules.past import (
    is_changed_sum,
    is_given_before,
    is_of_award,
    is_of_the_past,
    is_old_sum,
    year_of,
)
from extraction.rules.terms import has_several_ends, notices_in, terms_in
from extraction.suggestions import Suggestion, SuggestionKind

_ACTS = [  # what stands after a date in its clause
    (MilestoneKind.TAKES_EFFECT, r"발효|효력|시행"), (MilestoneKind.EXPIRED, r"만료|종료"), (MilestoneKind.RENEWED,
    r"갱신"),
    (MilestoneKind.EXTENDED, r"연장"), (MilestoneKind.EXCHANGED, r"교환"), (MilestoneKind.CANCELLED, r"취소|파기"),
    (MilestoneKind.NOTICE_GIVEN, r"(?:해지|종료)(?:를|을)? ?(?:통보|통지)"), (MilestoneKind.TERMINATED,
    r"해지"), (MilestoneKind.SIGNED, r"체결|맺|서명|조인|협약식"),
    (MilestoneKind.LAUNCHED, r"(?:출범|개시|착수)(?!한\s)"), ("held", r"개최|열렸|열고|(?:회의|"
    r"회담)(?=[를을]\s|에서|\s?(?:개최|참석))|면담|"
        r"방문(?!\s?(?:중인|한\s|하는\s))|"
        r"만나"), (MilestoneKind.ANNOUNCED, r"밝혔|발표|전했|알렸"),
    ("", r"설립|창립|개원|개관|지정|선정|예정|계획|마감|접수"),
]  # fmt: skip
_CONCLUDING = {"signed", "exchanged", "renewed", "extended", "amended"}
_ENDS = {MilestoneKind.EXPIRED, MilestoneKind.TERMINATED}
_ACT = re.compile("|".join(f"(?P<a{number}>{pattern})" for number, (_role, pattern) in enumerate(_ACTS)))
_PLACE = re.compile(r"(?P<words>(?:[가-힣A-Za-z0-9]+ ){0,5}[가-힣A-Za-z0-9]+)에서(?:\s|,|는)")
_ONLINE = re.compile(
    r"(?P<words>온라인|비대면|화상)(?:으로| 방식으로)\s[^.]{0,60}(?:체결|협약식|체결식|서명|협약을)"
)
# Words before the last of a venue: a floor, a building, an institution
_OF_VENUE = re.compile(
    r"^(?:\d+층|본관|별관|신관|본사|본원|시청|도청|군청|구청|교육청|청와대|대통령실|대학|[가-힣]{2,}(?:대|대학교|대학|캠퍼스|청사|본부|센터|병원|회관|빌딩|타워|관|호텔|시청|도청))$"
)
_OUTCOME = [
    (Strength.AGREED, r"(?:하기로|기로) (?:했다|합의했다|뜻을 모았다|하였다)"), (Strength.DISCUSSED,
    r"(?:논의|협의)(?:했다|하였다)"),
    (Strength.SHARED, r"공유(?:했다|하였다)"), (Strength.REAFFIRMED, r"재확인(?:했다|하였다)"), (Strength.REVIEWED,
    r"점검(?:했다|하였다)"),
]  # fmt: skip
_SIDES = re.compile(r"양국|양측|양 기관|두 기관|양 부처|양 도시")


def korean_places(analysis: Any) -> Iterator[Suggestion]:
    text = analysis.sentence.text
    if match := _ONLINE.search(analysis.own):
        start = analysis.sentence.start + match.start("words")
        value, end = format_place(make_place(is_online=True)), start + len(match["words"])
        yield Suggestion(SuggestionKind.PLACE.value, value, start, end, MilestoneKind.SIGNED.value)
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
        if place and analysis.is_of_older(analysis.sentence.start + match.end("words")):
            continue
        if place:
            offset = match.start() + len(" ".join(words[:start])) + bool(start)
            yield Suggestion(
                SuggestionKind.PLACE.value, format_place(place), analysis.sentence.start + offset,
                analysis.sentence.start + match.end("words"), role, sure=role == "signed",
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
        r"(?:호텔|청사|본관|본원|회의실|대회의실|캠퍼스|센터|대학교|병원|관저|본사|컨벤션|회의장|대강당|강당|홀|[가-힣]실|대학본부|본부|신관|별관|체육관|대학|궁|"
        r"도서관|박물관|대사관|시청|도청|군청|구청|관사|광장|청와대)$",
        last,
    ):
        start = len(words) - 1
        while start and _OF_VENUE.search(words[start - 1]):
            start -= 1
        return make_place(venue=" ".join(words[start:])), start
    return None, 0


_AS_LEARNED = re.compile(r"\s?(?:취재 ?결과|[가-힣 ]{1,12}(?:에|에게) 따르면)")
_UNTIL = re.compile(r"(?:\s?일|\s?말)?까지(?P<term>(?:의)? ?(?:\d+년간 )?(?:유효|효력))?")
_OF_TERM = re.compile(r"기간[은는이을]?\s[^.]{0,40}$|(?:연장|갱신)[^.]{0,20}$|유효")
_GIVING = re.compile(r"규모|투자|지원|출연|기부|투입|사업비|예산|계약금|부담|기금|후원|전달|조성")


def korean_amounts(
    analysis: Any, *, is_sure: bool, agreement: int, year: str, parties: list[str], has_several: bool = False
) -> Iterator[Suggestion]:
    """Sums, terms and notices; ``parties``: the names of the parties so far, since what others give is doubtful."""
    kinds = (
        (sums_in, SuggestionKind.MONEY),
        (terms_in, SuggestionKind.TERM),
        (notices_in, SuggestionKind.NOTICE),
    )
    for finder, kind in kinds:
        text, base = analysis.sentence.text, analysis.sentence.start
        for amount in finder(text, base):
            start, end = amount.start - base, amount.end - base
            is_money = kind == SuggestionKind.MONEY
            if is_of_the_past(text, start, year) or (is_money and is_old_sum(text, start, end)):
                continue
            is_other = (
                is_given_before(text, start)
                or is_changed_sum(text, start)
                or is_of_award(text)
                or agreement
                or has_several
                or is_given_by_others(analysis, amount.start, parties)
            )
            gives = not is_money or ((amount.role or _GIVING.search(text)) and not is_other)
            yield Suggestion(
                kind.value, amount.value, amount.start, amount.end, amount.role,
                sure=is_sure and amount.is_sure and bool(gives), agreement=agreement, details=dict(amount.details),
            )  # fmt: skip


def korean_relations(analysis: Any, *, has_older: bool) -> Iterator[Suggestion]:
    """Relations to older agreements, and the days on which these were signed; ``has_older``: the text names one."""
    base = analysis.sentence.start
    for mention in filter(lambda each: each.kind, analysis.older):
        yield Suggestion(
            SuggestionKind.RELATION.value, mention.value, base + mention.start, base + mention.end, mention.kind,
            sure=mention.is_sure,
        )  # fmt: skip
        if mention.date:
            yield Suggestion(
                SuggestionKind.DATE.value, mention.date.value, mention.date.start, mention.date.end,
                MilestoneKind.SIGNED.value, stated=not mention.date.is_counted, agreement=1,
            )  # fmt: skip
    if analysis.is_concluded and not has_older:
        for mention in changed_in(analysis.own):
            yield Suggestion(
                SuggestionKind.RELATION.value,
                mention.value,
                base + mention.start,
                base + mention.end,
                mention.kind,
            )


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
    if _AS_LEARNED.match(rest):
        return ""  # the day of the report
    if CONCLUDED.search(rest) and re.match(r"[^.]*열린", rest):
        return MilestoneKind.SIGNED.value
    match = _ACT.search(rest)
    role = str(_ACTS[int(match.lastgroup[1:])][0]) if match else ""
    is_foreseen = role in (MilestoneKind.TAKES_EFFECT, MilestoneKind.EXPIRED)
    return role if match and is_told(rest, match.end(), is_foreseen=is_foreseen) else ""


def _is_sure_act(role: str, mention: DateMention, analysis: Any) -> bool:
    """True for a signing, and for the day on which one was told, in a sentence that has it take place."""
    if mention.value[:1] == "X" or not analysis.forms:
        return False
    return role == "signed" or (role == MilestoneKind.ANNOUNCED and analysis.is_concluded)


def year_of_text(sentences: list[Any], document: Document) -> str:
    """The year of a text: of its publication, or else the last in which something was concluded."""
    days = [day.value for analysis in sentences if analysis.is_concluded for day in analysis.dates]
    return year_of(document.published, days)


def korean_acts(
    sentences: list[Any], document: Document, *, plans: set[int], has_signing: bool
) -> Iterator[Suggestion]:
    is_dated, last, told_on = False, None, ""
    year = year_of_text(sentences, document)
    for analysis in sentences:
        this_day = re.search(r"이날", analysis.sentence.text)
        if this_day and last and not analysis.dates and has_signing and analysis.is_concluded:
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
        own = [mention for mention in analysis.dates if not analysis.is_of_older(mention.start)]
        own = [mention for mention in own if _act_after(analysis, mention) != MilestoneKind.ANNOUNCED] or own
        last = own[-1] if own else last
        for mention in analysis.dates:
            if until := _UNTIL.match(document.text[mention.end :]):
                if until["term"] or _OF_TERM.search(document.text[analysis.sentence.start : mention.start]):
                    yield Suggestion(
                        SuggestionKind.TERM.value,
                        mention.value,
                        mention.start,
                        mention.end,
                        "until",
                        sure=has_signing
                        and analysis.sentence.start not in plans
                        and not has_several_ends(analysis.sentence.text),
                    )
                continue
            role = _act_after(analysis, mention)
            place = mention.start - analysis.sentence.start
            is_past = role not in _CONCLUDING and is_of_the_past(analysis.sentence.text, place, year)
            if (
                not role
                or is_past
                or (role in ("signed", "exchanged") and not has_signing)
                or analysis.is_of_older(mention.start)
            ):
                continue
            is_dated = is_dated or role in _CONCLUDING
            told_on = mention.value if role == MilestoneKind.ANNOUNCED else told_on
            yield Suggestion(
                SuggestionKind.DATE.value, mention.value, mention.start, mention.end, role,
                sure=_is_sure_act(role, mention, analysis),
                stated=not mention.is_counted,
                agreement=None if role == "held" else int(role in _ENDS and bool(analysis.older)),
            )  # fmt: skip
    if is_dated or not document.day or not has_signing:
        return
    for analysis in sentences:
        match = CONCLUDED.search(analysis.own) or SIGNING.search(analysis.own)
        if match and analysis.is_concluded:
            base = analysis.sentence.start
            yield Suggestion(
                SuggestionKind.DATE.value, f"[..{min(told_on or document.day, document.day)}]",
                base + match.start(), base + match.end(), "signed",
                sure=True, stated=False,
            )  # fmt: skip
            return
