"""Terms in text, Korean and English: lengths, renewals and ends, and periods of notice with what the notice is of.

A length beside a sum of money is the period of the money. Notice, or an objection, without which the agreement is
renewed is notice of non-renewal; notice by which it may be ended is notice of termination.
"""

import re
from collections.abc import Iterator

from agreements.choices import NoticeObject, Renewal
from extraction.rules.amounts import Amount, sums_in
from extraction.rules.english_modality import is_denied
from spreadsheets.parsing.cells import CellError
from spreadsheets.parsing.terms import parse_duration_cell

_COUNT = r"(?:(?<!\d)\d{1,2}|(?<![가-힣])(?:일|이|삼|사|오|육|칠|팔|구|십))"  # 5년, 오 년
_LENGTH = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|"
    rf"twenty)(?:[ -]\(\d+\))?[- ](?:(?:more|further|additional) )?(?:years?|months?)|{_COUNT} ?(?:년간?|개년|개월간?)"
)
_NO_ADJECTIVE = r"(?:of|for|in|and|or|to|the|an?|with|on|under|from|by|after|before|old|long|term|since)\b"
_DAYS = r"(?:\d{2}|thirty|sixty|ninety)(?: \(\d+\))? days"
_PERIOD = rf"(?:{_LENGTH}|{_DAYS})"
_TERM = [
    re.compile(rf"\b(?:[Ss]igned|[Cc]oncluded) for (?P<length>{_LENGTH})"),
    re.compile(rf"(?P<length>{_COUNT} ?년)간? ?(?:효력|유효|시행|적용|운영되며)"),
    re.compile(rf"(?P<length>{_COUNT} ?년) ?(?:동안|간) (?:유효|효력|지속|운영|시행)"),
    re.compile(  # a five-year framework agreement, the five year renewable agreement
        rf"(?P<length>{_LENGTH}(?<!s))[- ](?:(?!{_NO_ADJECTIVE})[a-z-]+ ){{1,3}}(?:agreement|mou|memorandum|"
        rf"contract|arrangement|partnership|pact)\b", re.IGNORECASE
    ),
    re.compile(
        rf"(?P<length>{_LENGTH})[- ](?:term|period|agreement|partnership|mou|memorandum|collaboration|"
        rf"initiative|arrangement|contract|deal|programme|program|alliance|pact)", re.IGNORECASE
    ),
    re.compile(rf"(?P<length>{_LENGTH}), [^.;,]{{0,20}}(?:partnership|agreement|programme|initiative)", re.IGNORECASE),
    re.compile(
        rf"\b(?:valid(?:ity)?|in force|in effect|effective|term|runs?|last(?:s|ing)?|remain\w*|period|"
        rf"duration|partnership|agreement|memorandum|mou)\b[^.;:]{{0,40}}?\b(?:for|of|is) (?:a (?:period|"
        rf"term) of )?(?:(?:an initial|the (?:next|coming|first)) )?(?P<length>{_LENGTH})", re.IGNORECASE
    ),
    re.compile(rf"(?:유효 ?기간|협약 ?기간|계약 ?기간|기간)(?:은|는|을)?[^.]{{0,20}}?(?P<length>{_COUNT} ?(?:년|"
        r"개월))(?!\s?\d{1,2}월)"),
    re.compile(rf"(?:체결일|서명일|발효일)(?:로|으로)?부터 (?P<length>{_COUNT} ?(?:년|개월))(?:간)?"),
    re.compile(rf"(?:향후|앞으로) (?P<length>{_COUNT} ?(?:년|개월))간"),
]  # fmt: skip
_FURTHER = (
    r"(?:(?:a |an )?(?:further|additional|successive|consecutive)|another|periods? of|terms? of|a|up to) "
)
_RENEWED = re.compile(
    rf"\b(?:renew\w*|exten\w+|prolong\w*)\b[^.;]{{0,90}}? (?:for|by|in) (?:{_FURTHER}){{0,2}}(?P<length>{_LENGTH})|"
    rf"\bfor a further (?P<further>{_LENGTH})|"
    rf"(?P<korean>{_COUNT} ?(?:년|개월))(?:간|씩| ?단위로?| ?마다)?"
    r"(?: [가-힣]{1,6}){0,2}? ?(?:자동(?:으로)? ?)?(?:연장|갱신)(?=된|되(?!지)|[될할가])",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"\b(?:renew|exten|prolong)\w*\b[^.;]{0,40} (?P<words>annually|yearly|every year|each year|year by year|"
    r"from year to "
    r"year)\b|(?P<korean>매년|해마다) (?:자동(?:으로)? ?)?(?:연장|갱신)",
    re.IGNORECASE,
)
# A renewal that is foreseen, not one that was just agreed
RENEWAL_TO_COME = re.compile(
    r"automatic|tacit|at a time|\bsuccessive\b|\brenewable\b|\bextend[ai]ble\b|\bunless\b|renews (?:itself|for)|"
    r"\b(?:may|can|could|will|shall|is|are|be) (?:then |also |thereafter |\w+ly )*"
    r"(?:be )?(?:renewed|extended|prolonged)\b(?<!is renewed)(?<!is extended)(?<!are extended)(?<!are renewed)|"
    r"\b(?:is|are) (?:renewed|extended)\b(?! (?:for|by) (?:a further|another|an additional))",
    re.IGNORECASE,
)
_NOT_OF_TERM = re.compile(
    r"['’]?s?['’]? ?(?:간 ?)?(?:전|이전|이내|씩|단위|마다)|['’]?s?['’]? (?:before|prior|in advance)"
)
_INITIAL = re.compile(
    r"\b(?:[Ss]igned|[Cc]oncluded) for \S+ \w+, initially[^.;]{0,30}$|"
    r"\bgrace (?:period )?of (?:up to )?$"
)  # what is first tried of a longer term, or in which a loan is not paid back
_ROUGHLY = re.compile(
    r"\b(?:more than|over|at least|up to|nearly|about|almost|around)(?: an?)? $", re.IGNORECASE
)
_STAY = re.compile(  # of students, of works
    r"(?:재학|파견|교육|연수|유학|사업|공사|행사|방문|체류|학업|모집|신청|임상|개발|연구|보증|대여|전시|실습|훈련|복무|근무)\s?$"
)
_INDEFINITE = re.compile(
    r"\b(?:for an )?(?:indefinite(?: (?:time|period|term|duration))?|indefinitely|unlimited (?:time|period))\b|"
    r"무기한(?! ?연기)",
    re.IGNORECASE,
)
_UNLESS = (
    r"\b(?:unless|if neither|if no|provided (?:that )?(?:neither|no)|in the absence of|absent)\b|"
    r"(?:없으면|없을|없는 한|않으면|않는 한|않을 경우|아니하면|않는다면|없다면)"
)
_AUTOMATIC = re.compile(
    r"\b(?:automatic(?:ally)? (?:renew\w*|exten\w+)|(?:renew|exten)\w+ automatically|tacit(?:ly)? renew\w+)|"
    r"자동(?:으로)? ?(?:연장|갱신)|"
    r"\b(?:unless|if neither|if no)\b[^.;]{0,90}\b(?:object|oppos|notice|notif|inform|terminat|cancel)\w*\b[^.;]{0,90}"
    r"\b(?P<english>(?:is|are|shall be|will be|be) (?:renewed|extended|prolonged))|"
    r"\b(?P<before>(?:is|are|shall be|will be) (?:renewed|extended|prolonged))\b[^.;]{0,60}\bunless\b|"
    r"(?:이의|의사|통보|통지|표시|요구)[^.]{0,20}(?:없으면|없을|없는 한|않으면|않는 한|아니하면)[^.]{0,25}?"
    r"(?P<korean>(?:연장|갱신)[된되])",
    re.IGNORECASE,
)
_NOT_SO = re.compile(r"[하되]지 ?(?:는 )?(?:않|못)")
_YEARS = re.compile(
    r"\bfor (?:the (?:years|period) )?(?P<first>(?:19|20)\d\d) ?(?:[-–]|to) ?(?P<last>(?:19|20)\d\d)\b"
)
_SINCE_TO = re.compile(
    r"\b(?:from|between) (?P<first>(?:19|20)\d\d) (?:to|until|and) (?P<last>(?:19|20)\d\d)\b"
)
_NOTICE = [
    re.compile(rf"(?P<length>{_PERIOD})['’]?s?['’]?(?: prior| written| advance| of)* notice", re.IGNORECASE),
    re.compile(
        rf"\b(?:terminat\w+|withdraw\w*|denounc\w+)\b[^.;]{{0,90}}?(?P<length>{_PERIOD}) "
        "(?:after|before|prior|in advance|following)", re.IGNORECASE
    ),
    re.compile(rf"notice (?:period )?of (?:at least )?(?P<length>{_PERIOD})", re.IGNORECASE),
    re.compile(
        rf"\b(?:object|oppos|notif|notice|inform|declar|indicat|express|announc)"
        rf"\w*\b[^.;]{{0,70}}?(?P<length>{_PERIOD}) "
        r"(?:before|prior to|ahead of|in advance of) ", re.IGNORECASE
    ),
    re.compile(
        rf"(?P<length>{_PERIOD}) (?:before|prior to) [^.;,]{{0,40}}\b(?:expir\w+|end|renewal)\b[^.;]{{0,60}}\b"
        r"(?:object|oppos|notif|notice)", re.IGNORECASE
    ),
    re.compile(rf"(?:종료|해지|만료)[^.]{{0,25}}?(?P<length>\d{{1,2}} ?일|{_COUNT} ?개월) ?(?:전|이전)[^.]{{0,15}}"
        r"(?:통보|통지)"),
    re.compile(rf"(?P<length>\d{{1,2}} ?일|{_COUNT} ?개월) ?(?:이)?전(?:까지|에)?[^.]{{0,25}}"
        r"(?:서면|통보|통지|이의|해지 ?의사|종료 ?의사)"),
]  # fmt: skip
_OF_RENEWAL = re.compile(r"\b(?:renew|exten|prolong)|연장|갱신", re.IGNORECASE)
_NOT_TO_RENEW = re.compile(
    r"\bnon-renew|\bnot to (?:be )?(?:renew|exten)|갱신 ?거절|(?:갱신|연장)(?:하지|되지) ?않", re.IGNORECASE
)
_IF_NONE = re.compile(_UNLESS, re.IGNORECASE)
_WHICHEVER = re.compile(  # of several ends of a term, none is the end
    r"\bwhichever\b|\bthe (?:earlier|later|longer|sooner|first|last) (?:of|to occur)\b|"
    r"중 (?:가장 )?(?:먼저|나중|늦|빠른|이른|긴|늦게|일찍)|(?:먼저|나중에|늦게) (?:도래|오는|끝나는)",
    re.IGNORECASE,
)
_UNTIL_PARTICLE = 12  # letters between a sum of money and the years over which it is given


def terms_in(text: str, offset: int) -> Iterator[Amount]:
    """Lengths, renewals and ends of terms in a sentence; no length of a notice, of money, of a plan or a project."""
    taken = [span for pattern in _NOTICE for span in (m.span("length") for m in pattern.finditer(text))]
    taken += list(_of_money(text))
    for start, end, role, is_sure in [*_renewed(text), *_lengths(text)]:
        if any(start < other_end and other < end for other, other_end in taken):
            continue
        if value := duration(text[start:end]):
            taken.append((start, end))
            is_own = is_sure and not has_several_ends(text)
            yield Amount(start + offset, end + offset, value, role, is_sure=is_own)
    if match := _YEARLY.search(text):
        group = "words" if match["words"] else "korean"
        yield Amount(match.start(group) + offset, match.end(group) + offset, "P1Y", "renewal_length")
    for pattern, value in ((_INDEFINITE, Renewal.INDEFINITE), (_AUTOMATIC, Renewal.AUTOMATIC)):
        match = pattern.search(text)
        if match and not (is_denied(text[: match.start()]) or _NOT_SO.match(text, match.end())):
            start, end = match.span(match.lastgroup or 0)
            yield Amount(start + offset, end + offset, value.value, "renewal")
    for pattern in (_YEARS, _SINCE_TO):
        if (match := pattern.search(text)) and match["first"] < match["last"]:
            for role, group in (("starts_on", "first"), ("until", "last")):
                yield Amount(match.start(group) + offset, match.end(group) + offset, match[group], role)


def has_several_ends(text: str) -> bool:
    """True for a term that ends with the first or last of several events: “until … or …, whichever is earlier”."""
    return bool(_WHICHEVER.search(text))


def _renewed(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Lengths by which a term is renewed; sure where it renews itself; a plain length where it was just agreed."""
    is_to_come = bool(RENEWAL_TO_COME.search(text))
    for match in _RENEWED.finditer(text):
        group = match.lastgroup or "length"
        if match["korean"] or is_to_come:
            yield *match.span(group), "renewal_length", bool(_AUTOMATIC.search(text))
        else:
            yield *match.span(group), "length", True


def _lengths(text: str) -> Iterator[tuple[int, int, str, bool]]:
    for pattern in _TERM:
        for match in pattern.finditer(text):
            start, end = match.span("length")
            is_sure = not _ROUGHLY.search(text[:start])
            if not (
                _INITIAL.search(text[:start])
                or _STAY.search(text[: match.start()])
                or _NOT_OF_TERM.match(text, end)
            ):
                yield start, end, "length", is_sure


def _of_money(text: str) -> Iterator[tuple[int, int]]:
    """The spans of lengths over which money is given: “GBP 3 million over three years”, “5년간 총 100억원”."""
    sums = [(amount.start, amount.end) for amount in sums_in(text, 0)]
    for match in re.finditer(_LENGTH, text, re.IGNORECASE):
        for start, end in sums:
            before, after = text[end : match.start()], text[match.end() : start]
            is_given_over = end <= match.start() and re.fullmatch(
                r"[^.;,]{0,30}\b(?:over|for|within|across|during|in|spread over)(?: the| a| next| period| of)* |"
                rf"(?:을|를|의|씩)?[^.;,]{{0,{_UNTIL_PARTICLE}}}", before
            )  # fmt: skip
            is_told_first = match.end() <= start and re.fullmatch(
                r"(?:간|동안)?(?:에 걸쳐)?,?\s?(?:총|약|최대|매년|연간|해마다|모두|각각|연)?\s?(?:총|약)?\s?",
                after,
            )
            if is_given_over or is_told_first:
                yield match.span()


def notices_in(text: str, offset: int) -> Iterator[Amount]:
    """Periods of notice in a sentence: of termination, or of non-renewal where without it the agreement is renewed."""
    for pattern in _NOTICE:
        if (match := pattern.search(text)) and (value := duration(match["length"])):
            clause = _clause_around(text, match.start("length"))
            is_against = _OF_RENEWAL.search(clause) and _IF_NONE.search(clause)
            is_against = is_against or _NOT_TO_RENEW.search(clause)
            notice_of = NoticeObject.NON_RENEWAL if is_against else NoticeObject.TERMINATION
            yield Amount(match.start("length") + offset, match.end("length") + offset, value, notice_of.value)
            return


def _clause_around(text: str, place: int) -> str:
    """The words between semicolons in which a period of notice stands."""
    start = text.rfind(";", 0, place) + 1
    end = text.find(";", place)
    return text[start : end if end >= 0 else len(text)]


_NUMBERS = {"thirty": "30", "sixty": "60", "ninety": "90", "fourteen": "14", "forty-five": "45"}
_KOREAN_NUMBERS = "일이삼사오육칠팔구십"


def duration(words: str) -> str:
    """A length in words as an ISO 8601 duration; "" where it is none."""
    words = re.sub(r" (?:more|further|additional)(?= )", "", words, flags=re.IGNORECASE)
    words = re.sub(
        r"[a-z-]+(?= days)", lambda match: _NUMBERS.get(match[0].lower(), match[0]), words, flags=re.I
    )
    words = re.sub(
        f"^[{_KOREAN_NUMBERS}](?= ?(?:년|개))", lambda match: str(_KOREAN_NUMBERS.index(match[0]) + 1), words
    )
    try:
        return parse_duration_cell(words.replace("-", " "))
    except CellError:
        return ""
