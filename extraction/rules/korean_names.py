"""Names in Korean text by their particles: who (은, 는, 이, 가) with whom (와, 과), listed with commas and dots."""

import re
from dataclasses import dataclass, field

from extraction.rules.gazetteer import city_country
from extraction.rules.korean_words import COMMON, NOT_OF_NAMES, ORGANIZATION_END, PARTICLES, SURNAMES
from spreadsheets.parsing.countries import find_country_code

_TOKEN = re.compile(r"[^\s,·ㆍ‧/()\[\]<>〈〉‘’“”'\"「」『』▲△■◆○●:;]+|[,·ㆍ‧/()▲△■]")
_LATIN = re.compile(r"[A-Za-z][\w&.+-]*$")
_QUOTES = tuple("’'”\"」』》〉>")
_OURS = re.compile(r"(?:우리 ?(?:대학교?|학교|병원|시)|본교|본원)$")
_MOST_TOKENS = 5  # of a name
_AND_OTHERS = re.compile(r"등(?P<particle>과|이|은|을)")
_TAKEN_TOGETHER = re.compile(
    r"(?:양|두|세|네) ?(?:기관|측|대학|대학교|학교|도시|병원|단체|부처|회사)(?P<particle>은|는|이|가)(?=\s)|"
    r"(?P<among>(?:간|사이)(?:의|에)?)(?=\s)|(?P<rest>등)(?=\s(?:현지 |국내 |해외 |지역 |총 )?\d)"
)
_DESCRIBING = re.compile(
    r"[가-힣]*(?:기업|업체|회사|스타트업|제약사|운용사|(?:대|기관|단체|공동체|병원|도시|재단|법인|협회|국)인)|소재|산하|위치한"
)  # “바이오 벤처기업 셀비온”
_NOUN = re.compile(  # that ends as names of organizations do
    r"(?:연구|지원|봉사|실시|조사|검사|전시|교사|행사|제도|지도|신청|요청|기부|복원|인구|도시|확대)$"
)
_BRACKETS = re.compile(r"\s?\((?P<inside>[^()]{1,80})\)")


@dataclass(frozen=True)
class KoreanName:
    """A name by its offsets, with the particle after it and what brackets after it hold."""

    start: int
    end: int
    text: str
    particle: str  # a particle, or the sign or word that links it with the next: “,”, “·”, “및”, “-”
    inside: str = ""
    inside_start: int = 0
    closes: int = field(default=0, compare=False)

    @property
    def is_organization(self) -> bool:
        """Its last word is one that names of organizations end with, or it is an acronym with brackets."""
        last = self.text.split()[-1]
        if _NOUN.search(last):
            return False
        return bool(re.search(rf"{ORGANIZATION_END}$|^㈜|㈜$", last)) or bool(
            re.fullmatch("[A-Z][A-Z&]{2,}", last)
        )

    @property
    def country(self) -> str:
        """The code of the country that it is, where it is one."""
        return find_country_code(self.text) if len(self.text) > 1 else ""


def korean_names(text: str) -> list[KoreanName]:
    """The names of a sentence, in order: each run of words without particles that ends in one with a particle."""
    result: list[KoreanName] = []
    run: list[tuple[int, int, str]] = []
    for word, start, closes, inside, inside_start in _words_of(text):
        bare, particle = split_particle(word)
        if word in PARTICLES and text[:start].endswith(_QUOTES):  # ‘2026 포럼’에서, whose name ends before it
            name = _name_of(run, word, inside, inside_start, closes) if run else None
            result += [name] if name else []
            run = []
            continue
        if run and (group := _TAKEN_TOGETHER.match(text, start)):  # “A와 B 두 기관은”, “A와 B 간의”
            name = _name_of(run, group["particle"] or "의", inside, inside_start, run[-1][1])
            result += [name] if name else []
            run = []
            continue
        if run and (
            ending := _AND_OTHERS.fullmatch(word)
        ):  # “나주시 등과”, whose particle is that of the list
            name = _name_of(run, ending["particle"], inside, inside_start, closes)
            result += [name] if name else []
            run = []
            continue
        if NOT_OF_NAMES.search(word) and not re.search(ORGANIZATION_END + "$", bare):
            run = []
            continue
        run.append((start, start + len(bare), bare))
        link = _link_after(text, closes)
        if particle or link or inside:
            name = _name_of(run, particle or link, inside, inside_start, closes)
            if name:
                result.append(name)
            run = []
    return result


def _words_of(text: str):
    """Words with their offsets, those of brackets apart."""
    brackets = {match.start(): match for match in _BRACKETS.finditer(text)}
    covered = [(match.start("inside") - 1, match.end()) for match in brackets.values()]
    for match in re.finditer(
        r"[A-Z][\w&.-]*(?: [A-Z][\w&.-]*)*,? (?:Co|CO)\.,? ?(?:Ltd|LTD)\.?|[^\s,·ㆍ‧()‘’“”'\"「」『』▲△■◆:;/]+",
        text,
    ):
        if any(start <= match.start() < end for start, end in covered):
            continue
        bracket = brackets.get(match.end())
        if not bracket:
            yield match[0], match.start(), match.end(), "", 0
            continue
        after = re.match(r"[가-힣]{1,3}(?=[\s,]|$)", text[bracket.end() :])
        particle = after[0] if after and after[0] in PARTICLES else ""
        covered += [(bracket.end(), bracket.end() + len(particle))] if particle else []
        yield (
            match[0] + particle,
            match.start(),
            bracket.end() + len(particle),
            bracket["inside"],
            bracket.start("inside"),
        )


def _link_after(text: str, place: int) -> str:
    match = re.match(r"\s?(?P<sign>[,·ㆍ‧/])|\s(?P<word>및|그리고)\s", text[place:])
    return (match["sign"] or match["word"]) if match else ""


def _name_of(run, particle: str, inside: str, inside_start: int, closes: int) -> KoreanName | None:
    run = run[-_MOST_TOKENS:]
    while len(run) > 1 and (NOT_OF_NAMES.search(run[0][2]) or _OURS.match(run[0][2])):
        run = run[1:]
    for place, (_start, _end, word) in enumerate(run[:-1]):
        if _DESCRIBING.fullmatch(word):
            run = run[place + 1 :]
            break
    words = [word for _start, _end, word in run]
    text = " ".join(words)
    if len(text) < 2 or (COMMON.match(words[-1]) and len(words) == 1):
        return None
    return KoreanName(run[0][0], run[-1][1], text, particle, inside, inside_start, closes)


def split_particle(word: str) -> tuple[str, str]:
    """A word without the particle at its end, and the particle: 보건복지부는; “국가” has none."""
    for particle in PARTICLES:
        bare = word[: -len(particle)]
        if word.endswith(particle) and len(bare) >= 2 and _particle_fits(bare, particle):
            if particle in ("이", "가", "도", "의", "은") and re.search(ORGANIZATION_END + "$", word):
                continue  # 경기도, 서울의대
            return bare, particle
    return word, ""


def _particle_fits(bare: str, particle: str) -> bool:
    """True where a particle has the form that the last letter asks for: 은, 이, 과, 을 after a final consonant."""
    last = bare[-1]
    if not "가" <= last <= "힣":
        return True
    has_final = (ord(last) - 0xAC00) % 28 > 0
    if particle in ("은", "이", "과", "을", "으로", "이랑"):
        return has_final and not (particle == "으로" and (ord(last) - 0xAC00) % 28 == 8)
    if particle in ("는", "가", "와", "를", "와는"):
        return not has_final
    if particle == "과는":
        return has_final
    return True


def is_city(word: str) -> bool:
    """True for a city that is known, without what kind of place it is: 서울, 서울시."""
    return bool(city_country(word) or city_country(re.sub(r"(?:특별시|광역시|시)$", "", word)))


def is_person_name(word: str) -> bool:
    """True for a word that may be a Korean name: two to four syllables, the first a surname."""
    return bool(re.fullmatch(r"[가-힣]{2,4}", word)) and word[0] in SURNAMES
