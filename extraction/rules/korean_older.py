"""Older agreements in Korean text: “2018년 체결한 협약을 갱신”, and what the newer one does to them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from agreements.choices import AgreementRelationKind as Kind
from extraction.rules.dates import DateMention
from extraction.rules.document import Document

_FORM = (
    r"(?:양해각서|업무 ?협력 ?협약|업무 ?협약|상호 ?협력 ?협약|협력 ?협약|교류 ?협약|협정서?|협약서?|"
    r"약정서?|의정서|합의서|의향서|"
    r"공동 ?선언문?|공동 ?성명|각서|자매 ?결연|MOU|MOA|LOI)(?:\s?\([A-Z]{3}\))?"
)
_WHEN = (
    r"(?P<when>(?:지난\s?)?(?:19|20)\d\d\s?년(?:\s?\d{1,2}\s?월)?(?:\s?\d{1,2}\s?일)?|"
    r"(?:지난해|작년|재작년)(?:\s?\d{1,2}\s?월)?"
    r"(?:\s?\d{1,2}\s?일)?|(?:올해|같은 ?해)\s?\d{1,2}\s?월(?:\s?\d{1,2}\s?일)?|"
    r"지난\s?\d{1,2}\s?월(?:\s?\d{1,2}\s?일)?(?=에|\s)|"
    r"(?<![가-힣])(?:기존|종전|앞서|이전)(?=[의에 ]))"
)
_CONCLUDED = r"(?:체결|맺|서명|조인|합의|채택|수립)"
_OLDER = [
    re.compile(rf"{_WHEN}[^.▲]{{0,45}}?{_CONCLUDED}(?:한|은|된|했던|었던|하였던|됐던)\s[^.,▲]{{0,40}}?(?P<form>{_FORM})"),
    re.compile(rf"{_WHEN}[^.,▲]{{0,40}}?(?P<form>{_FORM})(?:을|를)?\s?{_CONCLUDED}(?:한|은|하고|고|해|한\s?데)?\s?"
        rf"(?=이후|이래|뒤|후|데|이어|[^.]{{0,40}}(?:왔|온\s|해오))"),
    re.compile(rf"{_WHEN}[^.,▲]{{0,45}}?(?P<form>{_FORM})"
        rf"(?P<verb>['’”」』]?(?:을|를)?\s?{_CONCLUDED}(?:한|은|했던|었던)\s(?:바|적|일)이?\s?있)"),
    re.compile(rf"{_WHEN}[^.,▲]{{0,45}}?(?P<form>{_FORM})(?P<verb>(?:을|를)?\s?{_CONCLUDED}(?:했|하였|었)(?:으나|지만|는데|"
        rf"다가|고),?)(?=[^.]{{0,40}}(?:만료|종료|끝났|실효|해지|파기))"),
    re.compile(rf"{_WHEN}에?\s(?:처음(?:으로)?|최초로?)\s[^.,▲]{{0,40}}?(?P<form>{_FORM})"
        rf"(?P<verb>(?:을|를)?\s?(?:{_CONCLUDED}|하고|했|한))"),
    re.compile(rf"{_WHEN}(?:의|에)?\s?(?:[가-힣A-Za-z·]+\s){{0,3}}?(?P<form>{_FORM})(?=의?\s?(?:을|를|에|의|이|와|과|을\s|"
        rf"후속|연장|갱신|개정|기간))"),
]  # fmt: skip
_KINDS = [  # what stands after the older form
    (Kind.FOLLOWS, r"연장선"),
    (Kind.RENEWS, r"갱신|재체결|재협약|다시 (?:체결|맺)"),
    (Kind.EXTENDS, r"연장"),
    (Kind.AMENDS, r"개정|변경|수정|보완|고쳐|고친"),
    (Kind.SUPERSEDES, r"대체|갈음|하나로 합|통합|일원화"),
    (Kind.BASED_ON, r"바탕|기반|토대|근거|기초"),
    (Kind.IMPLEMENTS, r"이행|구체화|실행에 옮"),
    (Kind.UNDER, r"(?<!됨에 )(?<!함에 )(?<!짐에 )따라|따른|의거|의한|에 의해"),
    (Kind.FOLLOWS, r"후속|이어|이은|이후|이래|계기|확대|발전|격상|뒤|후(?=\s)|왔|온\s|해오"),
]  # fmt: skip
_KIND = re.compile("|".join(f"(?P<k{number}>{words})" for number, (_kind, words) in enumerate(_KINDS)))
_REACH = 32  # letters after the older form within which its kind stands
_NEXT_CLAUSE = re.compile(r"(?:하고|치고|이고|으며|하며|면서)\s")
_CHANGE_NOW = re.compile(
    rf"(?P<words>(?:[가-힣A-Za-z·]+\s){{0,2}}?(?P<form>{_FORM}))(?:의?\s?(?:유효)?\s?기간)?(?:을|를|이)?\s?"
    r"(?:\d{1,2}\s?년(?:간)?(?:\s더)?\s)?(?P<what>갱신|재체결|연장|개정)(?:안|본)?"
    r"(?:에 |을 |에서 )?(?:체결|서명|합의|했|하기로|하는|하고|됐|"
    r"식|에 합의|에 서명|하였|한다|키로|$)"
)
_RE_AGREEMENT = re.compile(r"(?P<form>재협약)(?:을|식|에|\s)")
_GOES_ON = re.compile(r"(?:교류|결연|협력)(?:를|을|가|이)?\s(?:[가-힣\d]+까지\s)?(?:연장|늘리)")
_OF_ANOTHER = re.compile(r"(?:도|역시)\s")  # “…와 맺은 협약도 갱신하겠다”: one besides that of the text
_TO_COME = re.compile(
    r"(?:하|되)겠|[할될] |(?:하|되)려|하는 (?:방안|것)|"
    r"(?:을|를)? ?(?:추진|검토|논의|협의|희망|준비|앞두|계획|예정)|하고 싶|하길|하자"
)
_PARTNER = re.compile(r"(?P<name>[가-힣A-Za-z]{2,}?)(?:와|과)의?\s")
_NAMED_AGAIN = 2
_NOTHING_BEFORE = 60  # days before publication within which a day is of the agreement itself
_CERTAIN = {Kind.RENEWS, Kind.EXTENDS, Kind.AMENDS, Kind.SUPERSEDES, Kind.BASED_ON, Kind.FOLLOWS}


@dataclass(frozen=True)
class OlderMention:
    """An older agreement in a sentence by the offsets of its words, with what the newer one does to it."""

    start: int
    end: int
    value: str
    kind: str
    date: DateMention | None
    is_sure: bool
    is_beside_it: bool = False  # a twinning that stands, or one with somebody else, to which nothing is done


def change_of(text: str) -> Kind | None:
    """Effect of a text on an earlier agreement: it renews, extends or amends it."""
    match = _CHANGE_NOW.search(text) or _RE_AGREEMENT.search(text)
    words = match and (match.groupdict().get("what") or "재협약")
    if not match and _GOES_ON.search(text):
        return Kind.EXTENDS
    return next((kind for kind, pattern in _KINDS if words and re.search(pattern, words)), None)


def older_in(text: str, offset: int, dates: list[DateMention], document: Document) -> Iterator[OlderMention]:
    """The older agreements that a sentence names by their year, or as those that there were."""
    taken: list[tuple[int, int]] = []
    for pattern in _OLDER:
        for match in pattern.finditer(text):
            start = match.start("when")
            end = match.end("verb" if "verb" in match.groupdict() else "form")
            day = next((d for d in dates if start <= d.start - offset < match.end("when") + 2), None)
            is_known = day is None or _is_past(day.value, document)
            if not is_known or any(
                start < other_end and other_start < end for other_start, other_end in taken
            ):
                continue
            if day is None and re.match(r"\d|지난|작년|올해|같은", match["when"]):
                continue
            reach = text[end : end + _REACH]
            stop = _NEXT_CLAUSE.search(reach)  # “…를 하나로 합치고 사업의 근거를 추가했다”
            cue = _KIND.search(reach[: stop.end()] if stop else reach)
            if pattern is _OLDER[-1] and not cue:
                continue
            taken.append((start, end))
            if cue and (_OF_ANOTHER.match(text, end) or _TO_COME.match(text, end + cue.end())):
                yield OlderMention(start, end, "", "", None, False)
                continue
            kind = _KINDS[int(cue.lastgroup[1:])][0] if cue else change_of(document.text) or Kind.FOLLOWS
            form = re.sub(r"\s?\([A-Z]+\)", "", match["form"])
            value = f"{day.value[:4]}년 {form}" if day else f"{match['when']} {form}"
            if kind == Kind.FOLLOWS and cue and re.match("왔|온|뒤|후(?!속)|이후|이래", cue[0]):
                kind = change_of(document.text) or kind
            is_sure = (
                bool(cue and day)
                and "결연" not in match["form"]
                and kind in _CERTAIN
                and cue[0] != "이어"  # “… 맺은 데 이어”, which may be with somebody else
                and not _is_with_another(match[0], document)
            )
            is_beside_it = "결연" in match["form"] or bool(
                cue and cue[0] == "이어" and _PARTNER.search(match[0])
            )
            yield OlderMention(start, end, value, kind.value, day, is_sure, is_beside_it)


def changed_in(text: str) -> Iterator[OlderMention]:
    """“협정을 갱신했다”: the agreement that is renewed, extended or amended now, of whatever year."""
    for match in _CHANGE_NOW.finditer(text):
        kind = next(kind for kind, words in _KINDS if re.search(words, match["what"]))
        yield OlderMention(match.start("form"), match.end("form"), match["form"], kind.value, None, False)
    for match in _RE_AGREEMENT.finditer(text):
        yield OlderMention(
            match.start("form"), match.end("form"), match["form"], Kind.RENEWS.value, None, False
        )


def without_older(text: str, older: list[OlderMention]) -> str:
    """A sentence with the words on older agreements blanked: what is left is about the agreement itself."""
    for mention in older:
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return text


def _is_with_another(words: str, document: Document) -> bool:
    """True where an older agreement was concluded with somebody whom the text does not name again."""
    match = _PARTNER.search(words)
    return bool(match) and document.text.count(match["name"]) < _NAMED_AGAIN


def _is_past(value: str, document: Document) -> bool:
    """True for a day well before publication: an earlier year, or two months before it."""
    if not value[:4].isdigit():
        return False
    if not document.day:
        return not document.published or value[:4] < document.published[:4]
    if len(value) == 4:
        return value < document.day[:4]
    last = date.fromisoformat(document.day) - timedelta(days=_NOTHING_BEFORE)
    return value[:7] <= str(last)[:7]
