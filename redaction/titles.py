"""Titles, forms of address and particles that stand with a name, without a space in Korean, Chinese and Japanese."""

import re

# What follows a name in Korean and Japanese without a space: a form of address, then a particle.
_ADDRESS = "(?:씨|님|군|양)?"
_PARTICLES = (
    "은 는 이 가 을 를 의 에 도 만 와 과 로 께 나 랑 야 아 여 에게 에게서 에서 께서 께서는 께서도 으로 으로서 "
    "으로써 로서 로써 이나 이랑 이라 이라고 이라는 라고 라는 이며 이고 이다 이었다 였다 과의 와의 에게는 에게도 "
    "에는 에도 까지 부터 마저 조차 보다 처럼 하고 한테 이여 だけ は が を の に と も へ で から まで より さん 様"
)
_ENDING = re.compile(f"{_ADDRESS}(?:{'|'.join(sorted(_PARTICLES.split(), key=len, reverse=True))})?")
TITLES = (
    "씨|님|부?총장|부?교수|학장|원장|장관|차관|대표|이사장?|회장|사장|처장|실장|국장|과장|부장|팀장|소장|단장|관장|"
    "위원장?|센터장|박사|선생|시장|지사|의원|대사|총리|대통령|작가|변호사|"
    # in Han, also after a name in Hangul or Latin letters
    "氏|君|様|樣|殿|先生|女士|小姐|[敎教]授|博士|代表|大使|知事|次官|律[师師]|[辯弁][護护]士|[議议][員员]|主席|主任|"
    "(?:[會会社總総总學学院部次局課所室市校團団館馆理]|理事|委[員员])[長长]|理事|委[員员]|長官|[總総总]理|大統領|"
    "ceo|pd|prof|dr|mr|ms|mrs"
)
_TITLE = re.compile(f"(?:{TITLES})(.*)", re.DOTALL)


def is_ending(folded: str) -> bool:
    """A particle or form of address, or both, that may follow a name without a space."""
    return bool(_ENDING.fullmatch(folded))


def is_title(folded: str) -> bool:
    """A title, with or without a particle: 교수, 교수는, 氏."""
    return bool((title := _TITLE.match(folded)) and (not title[1] or is_ending(title[1])))
