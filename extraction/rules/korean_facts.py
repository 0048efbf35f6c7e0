"""Dates, amounts, relations and outcomes in Korean text, as suggestions."""

import re
from collections.abc import Iterator
from typing import Any

from agreements.choices import AgreementRelationKind as Kind
from agreements.choices import MilestoneKind
from core.choices import Strength
from extraction.rules.dates import DateMention, names_day_before
from extraction.rules.document import Document
from extraction.rules.korean_modality import is_told
from extraction.rules.korean_older import changed_in
from extraction.rules.korean_several import is_given_by_others
from extraction.rules.korean_words import CONCLUDED, SIGNING
from extraction.rules.past import is_of_the_past, year_of
from extraction.rules.present_amounts import present_amounts
from extraction.rules.terms import has_several_ends
from extraction.suggestions import Suggestion, SuggestionKind

ACTS = [  # what stands after a date in its clause
    (MilestoneKind.INITIALLED, r"가서명"), (MilestoneKind.TAKES_EFFECT, r"발효|효력|시행"),
    (MilestoneKind.EXPIRED, r"만료|종료"), (MilestoneKind.RENEWED,
    r"갱신(?!하는)"),
    (MilestoneKind.EXTENDED, r"연장(?!하는)"), (MilestoneKind.EXCHANGED, r"교환(?! ?학생| ?교수| ?연구)"),
    (MilestoneKind.CANCELLED, r"취소|파기"),
    (MilestoneKind.NOTICE_GIVEN, r"(?:해지|종료)(?:를|을)? ?(?:통보|통지)"), (MilestoneKind.TERMINATED,
    r"해지|철회"), (MilestoneKind.SIGNED, r"체결|맺|서명|조인|협약식|결연(?:을|를)? ?(?:했|하였|하고|한 )"),
    (MilestoneKind.LAUNCHED, r"(?:출범|개시|착수)(?!한\s)"), ("held", r"개최|열렸|열었|열고|이뤄졌|이루어졌|"
        r"진행됐|진행되었|"
        r"(?:회담|대화|협의)[를을] (?:한다|했|갖|가졌)|(?:회의|"
    r"회담)(?=[를을]\s|에서|\s?(?:개최|참석))|면담|"
        r"방문(?!\s?(?:중인|한\s|하는\s)|(?:해|하여|하고),?\s[^.]*(?:체결|맺))|"
        r"만나(?!\s[^.]*(?:체결|맺))"), (MilestoneKind.ANNOUNCED, r"밝혔|발표|전했|알렸"),
    ("", r"설립|창립|개원|개관|지정|선정|예정|계획|마감|접수"),
]  # fmt: skip
_CONCLUDING = {"signed", "exchanged", "renewed", "extended", "amended"}
_ENDS = {MilestoneKind.EXPIRED, MilestoneKind.TERMINATED}
ACT = re.compile("|".join(f"(?P<a{number}>{pattern})" for number, (_role, pattern) in enumerate(ACTS)))
_OUTCOME = [
    (Strength.AGREED, r"(?:하기로|기로) (?:했다|합의했다|뜻을 모았다|하였다)"), (Strength.DISCUSSED,
    r"(?:논의|협의)(?:했다|하였다)"),
    (Strength.SHARED, r"공유(?:했다|하였다)"), (Strength.REAFFIRMED, r"재확인(?:했다|하였다)"), (Strength.REVIEWED,
    r"점검(?:했다|하였다)"),
]  # fmt: skip
_SIDES = re.compile(r"양국|양측|양 기관|두 기관|양 부처|양 도시")


_ENDED = re.compile(r"(?:자매결연|협정|협약|각서|MOU|계약)(?:을|를)?\s(?:[가-힣]+\s)?(?:철회|파기|해지|폐기)")
_OF_TERM_OR_PARTIES = re.compile(
    r"기간|유효|효력|연장|갱신|협약|협정|각서|계약|자동"
)  # not “3년간 30명을 보낼 계획”
_GIVES = re.compile(r"[은는이가] [^.]*(?:지원|투입|투자|출연|부담|기부|제공)(?:한다|하며|할|하기로)")
_OF_EVENT = re.compile(
    r"^\W*일 ?시(?: ?[·‧・/및] ?장소)?\)? ?:? ?$"
)  # in a text that has a signing take place
_AS_LEARNED = re.compile(r"\s?(?:취재 ?결과|[가-힣 ]{1,12}(?:에|에게) 따르면)")
AFTER_TALKS = re.compile(  # “14일 … 회담을 갖고 … 서명했다”
    r"[^.]*?(?:회담|회의|면담|오찬|만찬)[을를] (?:갖고|하고|열고|가진 뒤|한 뒤|마친 뒤|마치고)"
    r"[^.]*(?:체결했|체결하였|서명했|서명하였|맺었)"
)
CEREMONY_BEFORE = re.compile(
    r"(?:(?:협약|체결|서명|조인|협정|약정|결연)식[은이]|^(?:업무 ?)?(?:협약|협정|체결|서명|조인)[은이]) [^.]{0,40}$"
)  # “협약식은 지난 10일 …에서 열렸으며”
_UNTIL = re.compile(r"(?:\s?일|\s?말)?까지(?P<term>(?:의)? ?(?:\d+년간 )?(?:유효|효력))?")
_FURTHER = re.compile(r"까지\s(?:[가-힣]+\s){0,2}(?:연장|늘리|늘린|늘렸|이어)")
_OF_TERM = re.compile(r"기간[은는이을]?\s[^.]{0,40}$|(?:연장|갱신)[^.]{0,20}$|유효")
_DAY = 10  # letters of a date that is a day, without which a meeting is one of the past
_OF_EFFECT = re.compile(r"생산액|부가가치|매출|(?:파급|경제|생산|고용) ?(?:유발 ?)?효과|내다본|내다봤")
_GIVING = re.compile(
    r"규모|투자|들여|들인|쓰는|지원|출연|기부|투입|사업비|예산|계약금|부담|기금|후원|전달|조성"
)


def _is_ended(analysis: Any) -> bool:
    """True for a sentence that ends an agreement, of which no day of signing follows from that of the news."""
    return bool(analysis.forms and _ENDED.search(analysis.sentence.text))


def _names_own(analysis: Any) -> bool:
    """True for a sentence that names the agreement, and no older one only."""
    return any(not analysis.is_of_older(form.start) for form in analysis.forms)


def korean_amounts(
    analysis: Any, *, is_sure: bool, agreement: int, year: str, parties: list[str], has_several: bool = False
) -> Iterator[Suggestion]:
    """Sums, terms and notices; ``parties``: the names of the parties so far, since what others give is doubtful."""
    text, base = analysis.sentence.text, analysis.sentence.start
    for kind, amount, is_of_other in present_amounts(text, base, year):
        if kind == SuggestionKind.MONEY and _OF_EFFECT.search(text):
            continue  # which it may bring some day
        is_other = (
            is_of_other or agreement or has_several or is_given_by_others(analysis, amount.start, parties)
        )
        gives = _GIVES.search(text) or (_names_own(analysis) and (amount.role or _GIVING.search(text)))
        is_own = {
            SuggestionKind.MONEY: gives and not is_other,
            SuggestionKind.TERM: analysis.forms or _OF_TERM_OR_PARTIES.search(text),
        }.get(kind, True)
        yield Suggestion(
            kind.value, amount.value, amount.start, amount.end, amount.role,
            sure=is_sure and amount.is_sure and bool(is_own), agreement=agreement, details=dict(amount.details),
        )  # fmt: skip


def korean_relations(analysis: Any, *, has_older: bool) -> Iterator[Suggestion]:
    """Relations to older agreements, and the days on which these were signed; ``has_older``: the text names one."""
    base = analysis.sentence.start
    for mention in filter(lambda each: each.kind, analysis.older):
        if not (mention.kind == Kind.FOLLOWS and mention.is_beside_it):
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
    if _OF_EVENT.search(analysis.sentence.text[: mention.start - analysis.sentence.start]):
        return MilestoneKind.SIGNED.value
    if _AS_LEARNED.match(rest):
        return ""  # the day of the report
    if CONCLUDED.search(rest) and re.match(r"[^.]*열린", rest):
        return MilestoneKind.SIGNED.value
    match = ACT.search(rest)
    role = str(ACTS[int(match.lastgroup[1:])][0]) if match else ""
    is_foreseen = role in (MilestoneKind.TAKES_EFFECT, MilestoneKind.EXPIRED)
    if role == "held" and AFTER_TALKS.match(rest):
        return MilestoneKind.SIGNED.value
    if role == "held" and CEREMONY_BEFORE.search(
        analysis.sentence.text[: mention.start - analysis.sentence.start]
    ):
        return MilestoneKind.SIGNED.value
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


def _may_be_of_another_day(sentences: list[Any], known: str) -> bool:
    """True where the text names a day that may be that of the signing, of older agreements aside."""
    days = (
        mention.value for each in sentences for mention in each.dates if not each.is_of_older(mention.start)
    )
    return names_day_before(days, known)


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
                is_further = analysis.forms and _FURTHER.match(document.text[mention.end :])
                if (
                    until["term"]
                    or is_further
                    or _OF_TERM.search(document.text[analysis.sentence.start : mention.start])
                ):
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
                or (role == "held" and len(mention.value) < _DAY)
                or (role in _CONCLUDING and document.text.startswith("부터", mention.end))
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
    if is_dated or not document.day or not has_signing or any(_is_ended(a) for a in sentences):
        return
    for analysis in sentences:
        match = CONCLUDED.search(analysis.own) or SIGNING.search(analysis.own)
        if match and analysis.is_concluded:
            if _may_be_of_another_day(sentences, told_on or document.day):
                return
            if any(day.value[:4] < document.day[:4] for day in analysis.dates if day.value[:1] != "X"):
                return  # 1993년 자매결연을 맺고
            base = analysis.sentence.start
            yield Suggestion(
                SuggestionKind.DATE.value, f"[..{min(told_on or document.day, document.day)}]",
                base + match.start(), base + match.end(), "signed",
                sure=True, stated=False,
            )  # fmt: skip
            return
