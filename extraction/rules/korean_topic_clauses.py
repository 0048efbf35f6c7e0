"""Clauses of Korean sentences that say what an agreement is for: what is done under it, what its form is named after.

“…을 지원하기로 했다”, “복수학위 협정”, “…에 관한 양해각서”. Never sure.
"""

import re
from collections.abc import Iterator
from typing import Any

from extraction.rules.korean_topic_words import goes_on_as_places, is_of_heads, is_of_other_talks

_WORD = r"[가-힣A-Za-z0-9&·]+"
_ENDS_BEFORE = (
    r"(?<![은는을를의에며고])(?<!에서)(?<!으로)(?<!하여)(?<!위해)"
    r"(?<!통해)(?<!따라)(?<!관한)(?<!위한)(?<!대한)"
)
_NOUNS = (
    rf"{_WORD}(?:\([^()]{{1,20}}\))?(?:(?:{_ENDS_BEFORE}|(?<=[와과])) {_WORD}(?:\([^()]{{1,20}}\))?){{0,5}}"
)
_DOES = (
    r"지원|제공|추진|개발|운영|공유|나누|나눌|나눈|고도화|수여|책임|협력|강화|키우|키운|확대|실시|진행|구축|마련|양성|발굴|조성|"
    r"개최|활성화|촉진|증진|교류|협조|넓히|넓혀|늘리|늘려|도입|접목|보급|확산|모색|개선|전수|파견|설치|설립|수행|이전|도모|시행|교환|"
    r"높이|높여|돕|펼치|벌이|하기로|하고|해 나|힘쓰|힘을 (?:모으|모은|합치|합친|쏟)|손(?:을 )?잡|"
    r"나서|나선|하며|하면서|하는|한다|뒷받침|함께 ?하|공동 ?대응|대응|참여|맡|만들|"
    r"찾아|이어 ?가|다지|정례화|이행|보호|관리|예방|해소|해결|연구|기획|활용|보내|맞추|없애|탐지|해 주|해 준|주고받"
)
_HOW = (
    r"(?:(?:[가-힣]+(?:적으로|하게)|공동으로|상호|서로|함께|적극|활발히|긴밀히|꾸준히|지속적으로|더욱|더|체계적으로|앞으로|새로|계속|"
    r"빨리|같이|힘껏|해마다|우선|중점|전반에|모두|널리) ){0,3}"
)
_OBJECT = re.compile(
    rf"(?<![가-힣A-Za-z0-9])(?P<list>{_NOUNS}(?:(?:, ?| 및 |, 및 ){_NOUNS}){{0,6}}?)(?:\s등)?(?:을|를|"
    rf"에|에서|에도|도|에 대해)\s{_HOW}(?:{_DOES})"
)
_SUCH_AS = re.compile(  # “금융지원과 운전자금 대출 같은 방안”
    rf"(?<![가-힣A-Za-z0-9])(?P<list>{_NOUNS}(?:(?:, ?| 및 ){_NOUNS}){{0,6}}?)(?: 같은|(?:을|를) 비롯한) (?!\d)"
)
_PLACES = re.compile(r"(?:지역|국가|도시|나라|현장|자리)$")  # where it is done
_PARTS = re.compile(r", ?| 및 |(?<=[가-힣]{2})[와과] ")
_UNDER_IT = re.compile(
    r"협약|협정|각서|약정|의정서|결연|계약|합의|MOU|MOA|(?:양|두|세|네|이들) ?(?:기관|측|국|사|대학|"
    r"학교|도시|지자체|병원|부처|회사|나라|곳)|"
    r"이(?:를|에) (?:위해|통해|따라)|이에 따라|이로써|앞으로|향후|아울러|구체적으로|또한?\s|사업[은는]|내용[은는]"
)
_WITH_N = "".join(
    chr(0xAC00 + 28 * place + 4) for place in range(399)
)  # 한, 된, 선: of a verb in the present
_SUBJECT = re.compile(r"^(?:\S+ ){0,3}?\S*[가-힣](?:은|는|이|가|에서는)(?:,)? ")
_FORESEES = re.compile(
    r"기로|(?:할|될|갈|칠|울|줄|눌|릴|낼|둘) (?:예정|계획|방침|수 있|것)|한다|된다|킨다|운다|친다|진다|"
    r"눈다|준다|간다|돕는다|잇는다|만든다|맡는다|쌓는다|게 된다|것이다|"
    rf"[{_WITH_N}]다\.?$|골자|내용이?다|내용으로|내용을|주요|위해|위한|하려|목적"
)
_OF_ITSELF = re.compile(
    r"말했|강조했|덧붙였|당부했|소감|라며|라면서|라고\s|기대(?:했|하|한다|된다)|설명했|바란다|희망|전망|"
    r"평가|해\s?(?:오고|왔)|한 바 있|"
    r"하고 있다|돌아가고|^(?:한편|앞서)"
)
_GENERIC = (
    r"(?:업무|상호|우호|교류|협력|체결|기본|공동|양자|삼자|3자|다자|포괄적?|전략적?|이번|새로운|관련|간|기관|사업|분야|발전|강화|증진|위한|공식|"
    r"재|신규|정식|최종|같은|이|그|해당|두|첫|두번째|지난|기존|양국|국제|산학|관학|민관|합동|학술|자매|자매결연|자매도시|우호도시|한|등|및|각|제)"
)
_AFTER_FORM = re.compile(
    rf"(?:^|[\s'‘“\"「『`])(?P<topic>(?:(?:{_WORD}){_ENDS_BEFORE} ){{0,3}}{_WORD}?)['’”\"」』]?"
    rf"(?P<generic>(?: ?{_GENERIC})*)\s?$"
)
_ABOUT = re.compile(
    rf"(?:^|[\s'‘“\"「『`])(?P<topic>{_NOUNS}(?:(?:, ?| 및 |, 및 ){_NOUNS}){{0,4}}?)['’”\"」』]?"
    r"(?:(?:에|와|과)\s(?:관한|대한|관련(?:한|된)?)|[을를]\s(?:다루는|담은|위한|[가-힣]{0,4}[하히리우기짓]는)|\s관련(?:한|된)?)"
    rf"\s['‘“\"「『]?(?:{_WORD} ){{0,3}}$"
)
_PARTICLE_END = re.compile(
    r"(?:은|는|을|를|의|에|에서|으로|와|과|며|고|해|이번|맺는|체결한|하는|맺은|년|월|일|차|개|명)$"
)


# Words that are no noun: with a particle, of verbs, adverbs; and nouns that say nothing by themselves
_NO_NOUN = re.compile(
    r"(?:(?<!마)(?<!가)을|를|는|은(?<!은은)|에서|에는|에도|에|까지|부터|따르면|[했됐었]고|하고|[가-힣]적인|[가-힣]{3}할|[가-힣]{2}(?<!가능)한|"
    r"이어|지난|끝난|열린|맺은|꾸려|끝나|내용의|와는|과는|[가-힣]{2}과|[가-힣]{2}와|으로)$|^(?:수|뒤|온|것|데|이미|다시|주요|현재|특히|이번|당시|약|총|모두|"
    r"이날|오는|새|각각|동안|전|후|등|대행|업무협|곳|네|세|두|양|회사|기관|사항|측|위)$|\d+(?:개|곳|명|건)|[가-힣]\d+$"
)
_SAYS_NOTHING = re.compile(
    r"(?:정보|지식|이해|개발|우호|활성화|개정|경제보완|공여|능력|수준|협력|교류|방안|이행방안|의제|"
    r"새 의제|조항|단서 조항|"
    r"계획|개최|보완|체계|기반|자료|"
    r"[A-Za-z &]+(?<![A-Z]{2})|[A-Z]+\([가-힣]+\)|.*(?:기반|의견)|"
    r".*(?:수준|능력|전문성|강점|노하우|경험|위상|경쟁력|만족도|품질|인지도)|"
    r".*(?:협약|협정|양해각서|약정|MOU).*)"
)


_REACH = 160  # letters before a form in which its subject stands


def is_noun_phrase(words: str) -> bool:
    """True for words none of which has a particle or is a verb, and which say something."""
    return not any(_NO_NOUN.search(word) for word in words.split()) and not _SAYS_NOTHING.fullmatch(words)


def is_of_parties(analysis: Any, start: int, value: str) -> bool:
    """True for who concludes it: “부산대, 전남대”, “카운실 간 협력의향서”."""
    if re.match(r"\s?간(?:의|\s)", analysis.own[start + len(value) :]):
        return True
    return any(
        name.is_organization and value.endswith("대") and re.fullmatch(rf"{value}(?:학교|학)?", name.text)
        for name in analysis.names
    )


def goes_on_with_it(analysis: Any) -> bool:
    """True for a sentence that goes on with the one before: without a subject of its own, or of what a body does."""
    subject = _SUBJECT.search(analysis.own)
    is_body = subject and any(
        name.is_organization and subject.start() <= name.start < subject.end() for name in analysis.names
    )
    return bool(not subject or is_body) and not _OF_ITSELF.search(analysis.own)


def done_under_it(text: str, *, goes_on: bool = False) -> Iterator[tuple[int, str]]:
    """Topics of what a sentence says is done under the agreement, with places. ``goes_on``: so did the one before."""
    is_under_it = bool(_UNDER_IT.search(text)) or goes_on
    if not (is_under_it and _FORESEES.search(text)) or _OF_ITSELF.search(text):
        return
    if is_of_heads(text) or is_of_other_talks(text):
        return
    yield from objects_of(text)


def objects_of(text: str) -> Iterator[tuple[int, str]]:
    """Things that are done, shared or supported by the words of a sentence, and such things."""
    for match in [*_OBJECT.finditer(text), *_SUCH_AS.finditer(text)]:
        if goes_on_as_places(text, match.end("list")) or _PLACES.search(match["list"]):
            continue
        yield from _parts_of_list(match.start("list"), match["list"])


def subjects_of_forms(text: str, forms: list[int]) -> Iterator[tuple[int, str]]:
    """Words before a form that say its subject: “복수학위 협정”, “보건 및 의학에 관한 양해각서”."""
    for place in forms:
        begin = max(0, place - _REACH)
        before = text[begin:place]
        if match := _ABOUT.search(before):
            yield from _parts_of_list(begin + match.start("topic"), match["topic"])
        elif match := _AFTER_FORM.search(before):
            words = match["topic"].split()
            while words and (_PARTICLE_END.search(words[0]) or re.fullmatch(_GENERIC, words[0])):
                words = words[1:]
            topic = " ".join(words)
            if len(topic) > 1 and not re.fullmatch(rf"(?:{_GENERIC} ?)+", topic):
                yield begin + match.start("topic") + match["topic"].rindex(topic), topic


def _parts_of_list(start: int, words: str) -> Iterator[tuple[int, str]]:
    at = 0
    for cut in [*_PARTS.finditer(words), None]:
        end = cut.start() if cut else len(words)
        yield start + at, words[at:end]
        at = cut.end() if cut else end
