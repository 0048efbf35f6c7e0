"""Modality of clauses in Korean: whether a word of concluding is told as something that took place.

The verb stands last: 체결하지 못했다, 체결할 예정이었으나, 체결이 무산됐다, 체결한 바 없다. What is planned, hoped for,
denied or only reported by others (체결했다고 보도됐다) did not take place.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from extraction.rules.modality import Event

_FORM = r"(?:협약|협정|양해각서|MOU|MOA|약정|의정서|합의|계약)서?(?:\s?\([A-Z]+\))?"
_STEM = re.compile(
    rf"(?P<verb>(?:재?체결|서명|조인|맺|교환(?!학생| ?학생)|갱신|연장(?!선)|개정)(?:식|본|안)?|"
    r"(?<=협약을 )진행|(?<=협약 )진행|(?<=협약)을(?=\s(?:하고|했|하며|하였|가졌|갖고)))|"
    rf"(?P<event>협약식|조인식)|(?P<form>{_FORM})(?=\s|[이은을도]\s|가\s|를\s|는\s)"
)
_SOON = (
    r"(?:(?:본격|적극|공동|아직|여전히|계속|조만간|연내|올해|내년|하반기|상반기|다시|무기한|일단|결국|잠정|끝내|"
    r"최종|돌연|전격|"
    r"당초|오는|이번|다음 ?달|다음 ?주|내달|[가-힣\d]{1,6}까지|[가-힣]{1,4}으?로|"
    r"[가-힣]{1,4}적으로|\d{1,2}월|\d{1,2}일)(?:에|쯤|경)?\s){0,3}"
)
_SOME = r"(?:(?![가-힣]*(?:고|며|면서|해|하여|해서|따라|에서)\s)[가-힣A-Za-z\d]+\s){0,3}"
_FAILED = (
    r"(?:무산|불발|결렬|보류|연기(?=됐|되|했|하|를|가|한|된|\s|$|…)|취소|철회|포기|거부|거절|"
    r"미뤄|미루|미룬|늦춰|실패|좌초|물거품|"
    r"백지화|중단|난항|지연|없던 일|이뤄지지|이루어지지|성사되지|열리지)"
)
_PLANNED = (
    r"(?:예정|계획(?!서)|추진|검토|논의|협의(?!회|체)|협상|앞두|앞둔|"
    r"준비|모색|타진|목표|희망|기대|전망|제안|촉구|요구|여부|방침|"
    r"합의하지|이르지 ?못|열릴|열 )"
)
_UNDONE = re.compile(
    r"(?:하|되|돼)?지(?:는|도|를)?\s?(?:않|못|아니|말)|"
    r"(?:할|될|하게 될)(?=\s|지)|을(?=\s(?:예정|계획|방침|전망|것|수|뻔|때|지))|"
    r"하는\s(?:방안|계획|문제|안[을이은]|데\s(?:뜻|합의|공감)|것을\s(?:목표|추진|검토|제안))|하려|하겠|되겠|하고자|(?:하|되)?기\s?위(?:해|한|하여)|하기로|키로|기로|하자고|하자는|하면(?!서)|되면|으면|하도록|토록|"
    r"되도록|[한된]다면|[했됐]다면|했더라면|됐더라면|되었더라면|"
    r"(?:한|된)다(?!는\s?점)|(?:한|된)\s?(?:바|적|사실|일|것|게)[은는이가도]?\s?(?:전혀 |아직 )?(?:없|아니)|"
    r"(?:한|된|은)\s[^.,]{0,20}[은는이가도]\s(?:아직 |전혀 )?없|"
    r"(?:했|하였|됐|되었|었|았)다(?:고|는)\s[^.]{0,30}(?:보도|알려|전해|소문|주장|의혹|관측|아니|속[이였여]|거짓)|"
    r"(?:한|된)\s?것으로\s(?:알려|전해|보도)|"
    rf"(?:을|를|도|의|까지|에|이|가|은|는)?\s?{_SOON}{_PLANNED}|"
    rf"(?:을|를|도|의|까지|이|가|은|는)?\s?{_SOON}{_FAILED}|(?:을|를|도|이|가|은|는)\s{_SOME}{_FAILED}|"
    rf"에 (?:이르지|실패)|에 대해 논의|을 위한 (?:협의|논의|협상)|는다|"
    rf"(?<=식)(?:을|를)\s{_SOON}(?:갖는다|연다|[가-힣]+한다|[가-힣]+기로|가질|열\s|[가-힣]+할\s)|"
    r"(?<=식)(?:은|이)\s[^.]{0,60}(?:열린다|열릴|[가-힣]된다|[가-힣]될|예정)"
)
_DENIED = re.compile(r"(?:하|되|돼|시키)?지(?:는|도|를)?\s?(?:않|못|아니|말)")
_UNDONE_FORM = re.compile(
    rf"(?:[이은도을]|가|를|는)?\s{_SOON}(?:{_FAILED}|추진|검토|논의(?!된|한)|앞두|준비|제안)|"
    rf"[이은도을가를는]?\s{_SOME}(?:무산|불발|결렬|백지화)"
)
_DONE = re.compile(
    r"(?:했|하였|됐|되었|하고(?!\s?있)|하며|하면서|하셨|하여|해(?=\s|,)|한(?=\s|다는)|된(?=\s))|"
    r"(?<=맺)(?:었|고(?!\s?있)|으며|은(?!\s?지)|어(?!\s(?:온|왔|오|운영)))|"
    r"(?<=식)(?:을|에|이|에는|에서|도|$|…|\s?[·,]\s)|(?<=식)은\s[^.]{0,60}(?:열렸|[가-힣][됐되]었?|이뤄졌|참석[했한해])|"
    r"(?<=체결),\s|(?<=협약을)\s(?:하고|했|하며|하였|가졌|갖고)|(?<=체결|갱신|연장|개정)(?=[\"”’'」]?(?:…|$))"
)
# What an agreement foresees of itself, 자동 연장된다, is no plan: it is undone only where it is told to have failed
_CHANGE = re.compile("갱신|연장|개정")
_CHANGE_UNDONE = re.compile(rf"(?:하|되)지\s?(?:않았|못했)|(?:이|을|은)?\s{_SOME}{_FAILED}(?:됐|되었|했)")
_LETTERS = re.compile(
    r"(?:서|각서|공문|서한|MOU)\s?(?:\([^()]*\))?\s?[를을]?\s?(?:서로 |상호 )?$"
)  # that are exchanged, as views are
_DENIED_BEFORE = re.compile(r"(?:(?:^|\s)(?:안|못)\s|미)$")
_FUTURE = re.compile(r"다음 ?주|다음 ?달|내달|오는 (?!\d{4}년까지)|내년|조만간|곧 ")
_CEREMONY_AND = re.compile(r"을\s(?:갖|열|개최하|진행하)고\s[^.]*기로 했다고 (?P<day>\d{1,2})일")
_DAY = re.compile(r"(?<!\d)(?P<day>\d{1,2})일")
_MOST_DAYS_AHEAD = 9  # of a ceremony that is announced
_WILL = re.compile(rf"{_PLANNED}|(?:할|될)\s|한다")


def is_told(text: str, place: int, *, is_foreseen: bool) -> bool:
    """True where the word of an act that ends here is told as having taken place, or as foreseen where that may be."""
    return not (_DENIED if is_foreseen else _UNDONE).match(text, place)


def korean_events(text: str) -> Iterator[Event]:
    """The events of concluding in a sentence, in order; what is neither told nor denied is none."""
    for match in _STEM.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        if match["form"]:
            if _UNDONE_FORM.match(text, match.end()):
                yield Event(*match.span(), is_done=False)
            continue
        verb = match["verb"] or ""
        if verb.startswith("교환") and not _LETTERS.search(before):
            continue
        is_change = bool(_CHANGE.match(verb))
        undone = (_CHANGE_UNDONE if is_change else _UNDONE).match(text, match.end()) or _DENIED_BEFORE.search(
            before
        )
        done = not undone and _DONE.match(text, match.end())
        if (
            done
            and _FUTURE.search(before)
            and re.match(r"하고|하며|고\s|으며|,", after)
            and _WILL.search(after)
        ):
            done, undone = None, done  # “다음 주 협약을 체결하고 … 추진할 예정이다”
        if done and _is_day_to_come(before, after):
            done, undone = None, done
        if undone or done:
            yield Event(*match.span(), is_done=not undone)


def _is_day_to_come(before: str, after: str) -> bool:
    """True for a ceremony on a day after that on which it was told: “17일 조인식을 갖고 …하기로 했다고 16일 밝혔다”."""
    announced, days = _CEREMONY_AND.match(after), _DAY.findall(before)
    return bool(announced and days) and 0 < int(days[-1]) - int(announced["day"]) <= _MOST_DAYS_AHEAD


_BOUNDARY = re.compile(
    r"(?:으나|지만|는데|은데|던데|다가|[가-힣]고|으며|하며|면서|한 뒤|한 후|가운데|반면|대신),?\s|,\s"
)
_TOPIC = re.compile(r"[가-힣A-Za-z)](?:은|는|이|가|께서)\s")


def korean_undone_clauses(text: str, events: list[Event]) -> list[tuple[int, int]]:
    """The offsets of the clauses of a sentence whose events did not take place; each clause ends with its verb.

    A subject that the next clause shares is left: “A와 B는 5월에 맺으려던 협약을 9일 체결했다”.
    """
    spans, start = [], 0
    ends = [match.end() for match in _BOUNDARY.finditer(text)] + [len(text)]
    for event, following in pairwise([*events, None]):
        end = next(place for place in ends if place > event.start)
        if following:
            end = min(end, following.start)
        if not event.is_done:
            shares = (
                following is not None and following.is_done and not _TOPIC.search(text, end, following.start)
            )
            topics = [match.end() for match in _TOPIC.finditer(text, start, event.start)] if shares else []
            is_within = shares and end >= following.start  # a verb before a noun: 체결하려던 협약
            last = text.find(" ", event.end) if is_within else end
            spans.append((topics[-1] if topics else start, last))
        start = end
    return spans
