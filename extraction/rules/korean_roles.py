"""Part of a person in a Korean sentence by the words after the name: signed, witnessed, was present, was quoted."""

import re

from activities.choices import AttendanceRole
from agreements.choices import SignatureAct
from extraction.rules.korean_words import POST

_QUOTED_AFTER = re.compile(
    r"^(?:\s?(?:박사|교수|선생|의원|씨)?님?)?(?:은|는|이|가|도|께서는?)[^.]{0,120}(?:말했다|밝혔다|전했다|강조했다|설명했다|덧붙였다|했다|라며|"
    r"라고|기대했다|당부했다|소감을)"
)
_WITNESSED = re.compile(r"^[^.]{0,80}임석(?:한|하)")
_BETWEEN = re.compile(
    r"^[^.]{0,60}(?:사이에|간에)\s(?:이루어|이뤄|진행|열)"
)  # “서명식은 A와 B 사이에 이루어졌다”
_PRESENT = re.compile(
    r"참석|수석대표로 나|자리(?:를|에)? ?(?:같이|함께|빛|지켰|나)|자리했|함께했|함께한|배석|입회|동석|지켜보|지켜봤|"
    r"(?:체결식|협약식|행사|식)에 (?:나왔|왔|모였)"
)
_SIGNED = re.compile(
    r"^(?:[^.]{0,150})?(?:서명(?:했|하고|한(?!다)|하였|하셨)|직접 체결|협약서에|협약서를 교환|양해각서에 서명)"
)
_CONCLUDES = re.compile(
    r"^(?:\([^()]*\))?(?:은|는|이|가|과|와|,|\s)(?![^.]{0,40}(?:회담|면담|방문))[^.]*"
    r"(?:체결(?:했|하였)|맺었|(?:체결|협약|서명|조인|협정)식을 (?:열었|가졌|갖고|열고|진행했|개최했))"
)
_AS_ONE_OF_TWO = re.compile(r"(?:체결했|맺었)다고\s(?:\d+일\s)?(?:밝혔|전했)다")
_IN_PRESENCE = re.compile(  # “두 기관 관계자들이 자리한 가운데 … 서명했다”, whoever signed it
    r"^(?!님?(?:은|는|이|가|께서는?) (?!(?:함께 |직접 )?(?:참석|참여|자리|배석|동석|참관|입회|지켜보)))"
    r"(?:(?![가-힣](?:이|가|은|는|께서)\s)[^.]){0,100}?(?:[가-힣](?:이|가)\s(?:[가-힣]+\s)?)?"
    r"(?:참석|참여|자리|배석|동석|참관|입회|지켜보)(?:를 (?:같이|함께))?(?:한|하는|는)? ?(?:가운데|아래|하에|속에)"
)
_STOOD_IN_FOR = re.compile(
    r" 대신 나온 |님?(?:을|를)\s?(?:대신|대리|대행)(?:해|하여|한|으로)|의 (?:대리|대신)"
)
_FOLLOWED = re.compile(r"님?[을를]\s(?:따라|수행해|수행한|모시고|동행해|동행한)")
_AT_CEREMONY = re.compile(r"(?:협약식|체결식|서명식|조인식|협정식|행사)에(?:는)? [^.]*$")
_CAME = re.compile(r"(?:나왔|나와|모였|함께했|자리했|참여했)")
_OF_CEREMONY = re.compile(r"협약|협정|체결|서명|조인|각서|MOU")
_CAPTION = re.compile(r"왼쪽|오른쪽|[좌우]측|[좌우]로부터|기념 ?촬영")
_ATTENDED = re.compile(r"^(?:이|가|은|는|도)\s(?:함께 |직접 )?(?:참석|배석|자리)(?:했다|하였다)")
_TALKS = re.compile(
    r"^(?:과|와|이|가|은|는)\s[^.]{0,80}(?:회담|대화|회의|협의)(?:을|를) (?:한다|했|하고|열|갖|가졌|개최|진행)"
)
_WHO_CAME = re.compile(r"(?:참석|참관|배석|임석|입회|동석|자리)(?:한|했던) $")


def _is_of_two(text: str, match: re.Match) -> bool:
    """True for one of two people who are named together: “A 총장과 B 병원장은 …을 체결했다고 밝혔다”."""
    return bool(
        re.match(rf"[과와]\s|[이가]\s[^.,]{{2,25}}(?:{POST})[과와]\s", text[match.end() :])
        or re.search(rf"(?:{POST})(?:[과와]|[이가]) $", text[: match.start()])
    )


def role_of(text: str, match: re.Match, *, has_quotation: bool, is_signing: bool) -> tuple[str, bool]:
    rest = text[match.end() :]
    if _STOOD_IN_FOR.match(rest) or _FOLLOWED.match(rest):
        return "", False  # “원장을 대신해 … 대사가 서명했다”
    before = text[: match.start() + 1]
    # “대학교(총장 김도현)가 서명했다”: its head need not have done it
    is_head = before.count("(") > before.count(")")
    if _IN_PRESENCE.match(rest) and not is_head:
        return AttendanceRole.PRESENT.value, True
    if _SIGNED.search(rest) and not re.search(
        r"참석(?!(?:해|하여|해서)\s(?:[가-힣]+\s)?(?:직접\s)?서명)", rest[:60]
    ):
        return SignatureAct.SIGNED.value, not is_head
    witnessed, between = _WITNESSED.match(rest), _BETWEEN.match(rest)
    if between and not (witnessed and witnessed.end() < between.end()):
        if re.search("서명식|체결식|조인식|협약식", text[: match.start()]):
            return SignatureAct.SIGNED.value, True
    elif witnessed:
        return SignatureAct.WITNESSED.value, True
    if is_head:
        return "", False  # the head of a party, who need not have been there
    words = _AS_ONE_OF_TWO.sub("체결했다", rest) if _is_of_two(text, match) else rest
    if _WHO_CAME.search(text[: match.start()]):
        return AttendanceRole.PRESENT.value, False
    if is_signing and _CONCLUDES.search(words) and not re.search("밝혔|말했|전했|발표|참석", words):
        return SignatureAct.SIGNED.value, False
    if has_quotation and _QUOTED_AFTER.search(rest) and not _ATTENDED.match(rest):
        return AttendanceRole.SPOKE_FOR.value, True
    if _PRESENT.search(rest) or (_AT_CEREMONY.search(before) and _CAME.search(rest)):
        return AttendanceRole.PRESENT.value, True
    if _CAPTION.search(text):
        return AttendanceRole.PRESENT.value, bool(_OF_CEREMONY.search(text))
    if _QUOTED_AFTER.search(rest) and re.search(r"라고|라며|다고", rest):
        return AttendanceRole.SPOKE_FOR.value, True
    if _TALKS.match(rest):
        return AttendanceRole.PRESENT.value, False
    return "", False
