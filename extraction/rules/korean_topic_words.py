"""Words of Korean topics: what no topic is made of, and which sentences tell what an agreement is about."""

import re

from extraction.rules.korean_names import is_city
from spreadsheets.parsing.countries import find_country_code

_DETERMINER = re.compile(
    r"(?:(?:물론|여러|다양한|각종|모든|이러한|이런|그런|새로운|각|폭넓은|구체적인|실질적인|지속적인|체계적인|"
    r"통한|위한|대한|관한|따른|함께|연계한|포함한|활용한|될|할|[가-힣]{2,3}(?:할|하는|되는)) )+"
)
_PARTICLE_FIRST = re.compile(
    r"^(?:을|를|은|는|이|가|의|에|에서|에게|와|과|로|으로|도|만|까지|부터|께서)(?: |$)"
)
_VERB = (  # stems of which -기, -고, -며 are no nouns, as 항공기, 광고 and 보고 are
    r"(?:하|되|시키|살리|돕|늘리|높이|넓히|줄이|키우|만들|이루|지키|알리|세우|열|찾|맺|나누|돌보|가꾸|다지|이끌|펼치|맞추|"
    r"갖추|막|넘|벗어나|거듭나|나가|모으|얻|보내|이어가|받|주고받|내|쌓|힘쓰|나서|앞당기|끌어올리|풀|잇|돕)"
)
CONNECTIVE = (  # 방문해 and 만나; not 재해 and 피해, which are nouns
    r"(?:[가-힣]{2}(?<![재피침상공장저방이])해|(?:^|(?<= ))(?:찾아|만나|열어|모아|나서|나눠|맺어|벌여))"
)
_VERB_END = re.compile(
    rf"{CONNECTIVE}$|(?:^|[가-힣 ]){_VERB}(?:기|고|며|면서|도록|는|려|자|던)$|"
    r"[했였됐겠]고$|(?:^| )(?:찾아|만나|열어|도와|모아|통해|위해|함께|"
    r"대해|따라|맞아|이어|걸쳐|비롯해|포함해|더해|나아가|관련해|여러|다양한|각종|지금까지|최근|이후|당시|뒤|후|때|등|매우|더욱|특히|"
    r"모두|서로|적극|활발히|긴밀히)$|(?:하여|하는|되는|있는|없는|위한|통한|대한|관한|따른|했던|[가-힣]된|이다|니다|"
    r"[가-힣](?:으며|하며|면서|있고))$|(?:^| )(?:바|적|일)[이은]? (?:있|없)"
)
_NO_NOUN_END = re.compile(  # 듣고, 필요한, 만든; not 광고, 제한, 정원
    r"[가-힣](?<![광보창재금사신최경국원권제참중망상입출문충납여])고$|[가-힣](?<![북남무제권기방대극국유소])한$|"
    r"[가-힣]는$| 간$|[가-힣](?<!가)든$|(?:[맡받많좋같높]은|갖춘|모인|열린|이룬|다룬|키운|세운)$"
)
_OF_REST = re.compile(  # of what else there may be: “그 밖에 서로의 발전에 필요한 분야의 협력”
    r"^\W*(?:[그이] ?(?:밖|외)|기타)(?:에|의)?\s|필요한 (?:분야|사항|사업|협력)|"
    r"관심 ?(?:분야|사항)|상호 ?합의(?:한|하는|된)"
)
_OF_CONCLUDING = re.compile(
    r"체결|서명|지금까지|기념식|사의를|감사|축하|여부|가능성|필요성|중요성|의지|^기타(?: |$)|"
    r"^(?:올해|내년|작년|지난해|금년)(?:로|부터|까지|는|에)?$|"
    r"^(?:자매|우호|자매·우호)\s?(?:도시|결연|학교|대학|관계)$|"
    r"(?:후속 ?조치|상호 ?합의)$|(?:협약|협정|조인|서명)식?$|"
    r"^(?:연구|협력|적용|사업|지원|이행)? ?(?:범위|형태|방식|절차|방법|사항|이행|거버넌스|원칙|기간|비용|조건)$"
)
_FORM_AFTER = re.compile(
    r"(?:에|을|를)?(?:\s?(?:관한|관련|위한|대한))*\s?(?:개정 ?)?(?:MOU|MOA|양해각서|업무 ?협약|약정|"
    r"협정|협약)(?:\s?\([^()]*\))?$"
)
_AGREEMENT = re.compile(r"협약|협정|각서|약정|의정서|결연|계약|협의서|합의서|MOU|MOA|LOI")
_SIDES = re.compile(
    r"(?:양|두|세|네|이들|[2-9]개?)\s?(?:기관|측|국|사|대학|대학교|학교|교|도시|지자체|병원|부처|회사|기업|나라|단체|곳)"
)
_COMMIT = re.compile(
    r"[가-힣]로 (?:했|하였|합의|약속|뜻)|힘을 (?:모으|모은|합치|합친|쏟)|나선다|나서게 된다|할 (?:예정|계획|방침)이|"
    r"(?:협력|추진|지원|진행|운영|시행|공유|활용|교류|실시|제공|확대|강화)(?:한다|하게 된다|해 나간다)"
)
_BULLET = re.compile("[▲△■◆∙▶▷▴▵①-⑳]")
# Talks of heads of state and ministers, what speakers hope and praise, what was done before
_OF_TALKS = re.compile(
    r"정상(?:은|이|들|급|회|간| )|대통령|국왕|총리(?!령)|회담|면담|환담|접견|예방(?=했|해|을 받)|논의(?:했|하였|하고)|"
    r"의견을 (?:나누|나눴|교환)|공감(?:했|하)|평가(?:했|하며)|정책협의회에서"
)
_OF_HEADS = re.compile(
    r"(?:정상|대통령|장관|총리)(?:들)?(?:은|이) .*(?:논의|자고 했|나가자|기대|평가|의견|공감|강조|뜻을 같이)|"
    r"(?:회담|면담|협의회|대화)에서(?:는|도)? "
)
_OF_OTHER_TALKS = re.compile(
    r"(?:논의|협의|이야기)(?:를 ?|을 ?)?(?:했|하였|나눴)|의견을 (?:나눴|나누었|교환했)|"
    r"(?:묶어|두고|갖춰|갖추고) (?:운영|있)|"
    r"분야의 (?:[가-힣]+ ){0,2}(?:연구)?(?:기관|기업|대학|학과|연구소|병원)[을이은]"
)
_BESIDE_IT = re.compile(  # what has long been so, who came, what somebody hopes for, what a meeting takes up
    r"(?<!담고)(?<!포함하고)(?<!로 하고)(?<!맺고) 있다\.?$|[아어해여려와겨나]\s?왔다\.?$|바 있다\.?$|"
    r"(?:참석|자리)(?:했|하였)|나왔다\.?$|자리를 (?:같이|함께)|의제[로는를]|"
    r"(?:바란다|희망한다|희망했다|기대한다|기대했다|기대된다|내다본다|내다봤다|전망이다|전망된다|전망했다|보인다|본다)\.?$"
)
_TALKED = re.compile(r"(?:논의|협의|이야기)(?:를 |을 )?(?:했다|하였다|한다|나눴다|나누었다|할 예정이다)\.?$")
_OF_INSTITUTIONS = re.compile(r"(?:양|두|세|네) ?(?:기관|대학|학교|도시|병원|회사|단체|지자체)")
_BODIES_AFTER = re.compile(  # “외교부, 문화재청 등 정부부처와”
    r"\s?(?:(?!양|두|세|네|이들|각|관련|유관)[가-힣·]+ ){0,1}?(?!양|두|세|네|이들|각|관련|유관)[가-힣·]*"
    r"(?:기관|부처|대학|기업|단체|병원|대표|관계자|전문가|위원)(?:들)?(?:[과와이가은는]|에서)(?=\s)"
)
_PLACES_AFTER = re.compile(
    r"\s?(?:[가-힣]+ ){0,2}?(?:지역(?=에서|의|을|에|으로|\s약|\s?\d|[,.])|"
    r"[가-힣]*도시(?=\s?\d|[를와에은])|\d+여?\s?개(?:국|\s?(?:도시|지역|시군|나라)))"
)
_EVENTS_AFTER = re.compile(  # “사진전, 제막식 등에도 함께하며”
    r"\s?(?:등)?(?:에|에도|을|를|도)?\s?(?:모두 |함께 |같이 |차례로 )?"
    r"(?:함께하|함께했|참석|참가했|참관|관람|둘러|견학|시찰|방문)"
)
_REGION = re.compile(
    r"(?:(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주)"
    r"(?:도|시)? )?(?P<city>[가-힣]{2,6})"
)
_OF_SPEAKERS = re.compile(
    r"말했|강조했|덧붙였|당부했|소감|라며|라면서|라고\s|기대(?:했|하|한다|된다)|설명했|감사를|인사말|바란다|희망(?:했|한)|의의가|전망"
)
_OF_BEFORE = re.compile(
    r"(?:체결|맺|협약)(?:한|은|하고|을 맺은|식을 가진)? ?(?:뒤|이후|이래) |지금까지|그동안|"
    r"해\s?(?:오고|왔)|한 바 있|하고 있다|"
    r"^(?:한편|앞서|이에 앞서)"
)


def without_determiner(words: str) -> str:
    """Words without “various”, “each” and the like before the subject."""
    match = _DETERMINER.match(words)
    return words[match.end() :] if match else words


def without_form(words: str) -> str:
    """Words without the form of an agreement that they are the subject of: “무역에 관한 MOU(개정)”."""
    return _FORM_AFTER.sub("", words)


def is_of_other_talks(text: str) -> bool:
    """True for a sentence on what was talked about, or on what an institution is made of."""
    return bool(_OF_OTHER_TALKS.search(text)) and not _SIDES.search(text)


def is_beside_it(text: str) -> bool:
    """True for a sentence without a form that tells of what was before, of hopes, guests or other talks."""
    is_of_talks = _TALKED.search(text.strip()) and not _OF_INSTITUTIONS.search(text)
    return is_of_other_talks(text) or bool(is_of_talks or _BESIDE_IT.search(text.strip()))


def is_of_rest(words: str) -> bool:
    """True for an item on whatever else both sides may agree on, which is no field."""
    return bool(_OF_REST.search(words))


def goes_on_as_places(text: str, end: int) -> bool:
    """True where what stands after a list has it be of places, bodies or events that somebody goes to."""
    return any(pattern.match(text, end) for pattern in (_PLACES_AFTER, _BODIES_AFTER, _EVENTS_AFTER))


def is_place_name(words: str) -> bool:
    """True for a country, or cities with or without their province."""
    names = [_REGION.fullmatch(part.strip()) for part in re.split("[·,]", words)]
    return bool(find_country_code(words)) or all(name and is_city(name["city"]) for name in names)


def may_be_topic(words: str) -> bool:
    """False for words that begin with a particle or end in a verb, an adverb or a determiner: 살리기, 넓히고, 여러."""
    return not any(
        pattern.search(words) for pattern in (_PARTICLE_FIRST, _VERB_END, _NO_NOUN_END, _OF_CONCLUDING)
    )


def tells_contents(text: str) -> bool:
    """True for a sentence that says what an agreement holds: it names it, or both sides commit themselves.

    False for talks of heads of state, for what speakers say and hope, and for what was done before.
    """
    if _OF_TALKS.search(text) or _OF_SPEAKERS.search(text) or _OF_BEFORE.search(text):
        return False
    is_of_sides = _SIDES.search(text) or _BULLET.search(text)
    return bool(_AGREEMENT.search(text) or (is_of_sides and _COMMIT.search(text)))


def is_of_heads(text: str) -> bool:
    """True for a sentence on what heads of state or ministers talked about."""
    return bool(_OF_HEADS.search(text))
