"""Patterns of names beside posts in Korean text: 조규홍 보건복지부 장관, 보건복지부 조규홍 장관, 원장 차순도."""

import re

from extraction.rules.korean_words import FOREIGN_NAME, NAME, ORGANIZATION_END, POST

_WORD = r"(?:(?![가-힣]*(?:한|된|은|는|을|를|에|며|데|에서|과|와|인|장|관)\s)[가-힣A-Za-z&·]+ )"
_ORGANIZATION = rf"{_WORD}{{0,2}}?[가-힣A-Za-z&·]*{ORGANIZATION_END}"
_END = r"(?=님|은|는|이|가|과|와|을|를|의|도|께서|에게|,|\s|·|\.|[()]|$|등)"
_TITLE_AFTER = r"(?:\s?(?:박사|교수|선생|의원|씨)?(?:님)?)"
_ABROAD = (
    r"주\s?[가-힣]{1,10}?\s?(?:(?:대한민국|한국|특명전권|대표부)\s?){0,2}"
    r"(?:대사대리|대리대사|대사|총영사|부총영사|영사|공사)"
)
_UNIT_POST = (  # heads of units, in one word with what they head
    r"(?:[가-힣A-Za-z]{1,10}(?:국장|실장|단장|팀장|본부장|처장|부장|과장|센터장|부원장|부총장|부병원장|정책관|기획관|협력관|심의관|교육원장|연구소장)|"
    r"학과장|학부장|대학장|사업단장|추진단장)"
)
PATTERNS = [
    re.compile(  # 고영림 산학협력단장, 원도연 외교부 개발협력국장
        rf"(?<![가-힣])(?P<name>{NAME}(?<=[가-힣]{{3}})|{FOREIGN_NAME}\([A-Z][\w .-]+\))\s"
        rf"(?:(?P<org>(?:[가-힣A-Za-z&]+(?<![은는을를이가에과와의며고])\s)?[가-힣A-Za-z&]+(?<![은는을를에와의며고]))\s)?(?P<post>{_UNIT_POST}){_END}"
    ),
    re.compile(  # 박선욱 경제부지사, who is of no 경제부
        rf"(?<![가-힣])(?P<name>{NAME})\s(?P<post>(?:[가-힣]{{2,4}})?[12]?부(?:지사|시장|군수|구청장|교육감)){_END}"
    ),
    re.compile(rf"(?<![가-힣])(?P<name>{NAME})\s(?P<post>{_ABROAD}){_END}"),  # 정우진 주르완다 대사
    re.compile(rf"(?<![가-힣])(?P<post>{_ABROAD})\s(?P<name>{NAME})(?=은|는|이|가|과|와|께서|도|,|·|등)"),
    re.compile(  # 르완다 측에서는 사빈 은산지마나 보건부 장관이
        rf"측(?:에서는|에서|은|의)?\s(?P<name>[가-힣]{{1,7}}(?: [가-힣]{{1,7}}){{1,3}}?) (?P<org>[가-힣A-Za-z]*"
        rf"{ORGANIZATION_END})\s?(?P<post>{POST}){_END}"
    ),
    re.compile(
        rf"측(?:에서는|에서|은|의)?\s(?P<name>(?:[가-힣]{{1,6}}(?<![은는을를에해고며년월일의])\s){{1,2}}[가-힣]{{2,6}})\s"
        rf"(?P<post>{POST}){_END}"
    ),
    re.compile(  # 알파대학교 총장 홍길동과; the name before its post goes before: 홍길동 총장
        rf"(?:(?P<org>{_ORGANIZATION})\s)?(?<![가-힣])(?P<post>(?:{POST}))\s(?P<name>{NAME}){_TITLE_AFTER}"
        r"(?=(?:은|는|이|가|과|와|께서|께서는|도|,|·|등)(?:\s|$)|,)"
    ),
    re.compile(
        rf"(?:(?<=[,과와]\s)|^)(?P<name>[가-힣]{{1,6}}(?: [가-힣]{{1,6}}){{1,3}}) (?P<org>[가-힣]{{2,7}} "
        rf"[가-힣A-Za-z]*{ORGANIZATION_END})"
        rf"\s?(?P<post>{POST}){_END}"
    ),
    re.compile(rf"(?<![가-힣])(?P<name>{NAME})\s(?P<org>{_ORGANIZATION})\s?(?P<post>{POST}){_END}"),
    re.compile(
        rf"(?<![가-힣])(?P<name>{NAME})\s(?P<fused>[가-힣A-Za-z0-9]{{2,15}}?(?:차장|차관|원장|총장|병원장|청장|시장|군수|"
        rf"구청장|도지사|이사장|회장|"
        rf"위원장|센터장|소장|본부장|처장))(?![가-힣]*대학){_END}"
    ),
    re.compile(  # 장관과 로메로 공공행정부장관, whose names have no surname of ours
        rf"(?:(?<=(?:장관|차관|총장|사장|시장)[과와]\s)|(?<=[과와] )|(?<=, ))"
        rf"(?P<name>[가-힣]{{2,6}}(?<![은는을를에의])(?: [가-힣]{{2,6}}){{0,2}}) "
        rf"(?P<org>(?![은는이가])[가-힣]{{1,8}}부)\s?(?P<post>장관|차관){_END}"
    ),
    re.compile(
        rf"(?P<org>[가-힣]{{2,7}} [가-힣A-Za-z]*{ORGANIZATION_END})\s"
        rf"(?P<name>[가-힣]{{2,7}}(?: [가-힣]{{1,7}}){{0,2}}?)\s"
        rf"(?P<post>{POST}){_END}"
    ),
    re.compile(
        rf"(?<=[과와,] )(?P<name>[가-힣]{{2,6}} [가-힣]{{2,6}})\s"
        rf"(?P<post>총장|부총장|학장|장관|대사|회장|시장|원장|대표이사|대표|이사장){_END}"
    ),
    re.compile(  # 장원삼 코이카 이사장, of a body that the text names elsewhere
        rf"(?<![가-힣])(?P<name>{NAME}(?<=[가-힣]{{3}}))\s(?P<short>[가-힣A-Za-z]{{2,10}}(?<![은는을를이가에과와의며고]))"
        rf"(?:\s[가-힣]{{2,10}}(?<![은는을를이가에과와의며고]))?\s(?P<post>(?:사무)?(?:{POST})){_END}"
    ),
    re.compile(rf"(?P<org>{_ORGANIZATION})\s(?P<name>{NAME})\s(?P<post>{POST}){_END}"),
    re.compile(rf"(?<![가-힣])(?P<name>{NAME})\s(?P<post>{POST}){_END}"),
    re.compile(
        rf"\((?:이하 [^(),]+,\s?)?(?P<post>(?:[가-힣]+ )?(?:{POST}))\s(?P<name>{NAME}|{FOREIGN_NAME}|"
        rf"[A-Z][\w.]+(?: [A-Z][\w.]+){{1,3}})(?:[,/][^()]*)?\)"
    ),
    re.compile(
        rf"(?P<name>[가-힣]{{2,7}}(?: [가-힣]{{1,7}}){{1,2}})\((?P<latin>[A-Z][\w.]+(?: "
        rf"[A-Z][\w.-]+){{1,3}})\)\s(?P<org>{_ORGANIZATION}|[가-힣]{{2,10}}(?=\s(?:대통령|총리|국왕|제\d부총리)))?\s?"
        rf"(?P<post>(?:제\d)?부총리 겸 [가-힣]+장관|{POST}){_END}"
    ),
    re.compile(
        rf"(?<![가-힣])(?P<name>[가-힣]{{2,6}} [가-힣]{{2,6}}(?: "
        rf"[가-힣]{{2,6}})?)\s주한\s?(?P<org>[가-힣]+)\s?(?P<post>대사){_END}"
    ),
]  # fmt: skip
POST_FIRST, COUNTRY_BETWEEN = PATTERNS[6:8]
_HEAD = (
    r"[가-힣A-Za-z]{1,14}(?<!시)(?<!현)(?<!공)(?<!매)(?<!입)(?<!확)(?<!성)(?<!주)"
    r"(?<!포)(?<!보)(?<!극)(?<!농)(?<!연)장"
)
# Anybody listed between others, with words that end in the head of something: 왕 유 질병예방통제중심장, 백두현 고성군수
ANYBODY = re.compile(
    rf"(?:(?<=[과와] )|(?<=[과와]\n)|(?<=, )|(?<=[은는을한] )|(?<=[에]는 )|(?<=에서 )|(?<=측 )|^)"
    rf"(?P<name>{NAME}(?<=[가-힣]{{3}})|[가-힣]{{1,6}}(?: [가-힣]{{1,6}}){{1,2}}|"
    rf"[가-힣]{{2,6}}(?=\())(?:\([^()]{{2,30}}\))?\s"
    rf"(?P<org>(?:[가-힣A-Za-z·&]+(?:(?<![은는을를이가과와의며고에해])|(?<=[외내학]과)) ){{0,3}}?)(?P<post>(?:{_HEAD}|"
    rf"[가-힣]{{0,6}}(?:{POST}|군수|도지사)))"
    rf"(?: ?\([가-힣]{{2,4}}\))?{_END}"
)
PATTERNS.append(ANYBODY)
