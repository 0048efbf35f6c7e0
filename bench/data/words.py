"""Vocabulary of a generated register: English and Korean words, skewed as in real texts (Zipf); Korean with particles.

Real words come first, at the rank that they have in such texts; behind them go words made of syllables. A few words
stand at known ranks, so that searches of known rarity can be asked for at any size.
"""

import random
from collections.abc import Sequence
from itertools import accumulate

FREQUENT = """
the of and to in for on with by between agreement cooperation research parties exchange institutions
development programme joint students faculty international support establish activities health education
training science technology promote mutual university understanding memorandum shall each visits projects
information economic public government policy energy industry culture environment water trade agriculture
medicine digital data security human resources regional national capacity building experts innovation
investment transport tourism finance law justice
""".split()
KOREAN_FREQUENT = """
협력 교류 연구 교육 기술 개발 공동 분야 양국 학술 국제 지원 사업 보건 의료 정보 산업 경제 환경 에너지
보건의료 문화 과학 인력 양성 지역 사회 정책 학생 교수 대학 기관 프로그램 상호 이해 증진 농업 해양 우주
바이오 의학 간호 약학 공학 통신 보안 행정 법률 복지 안전 재난 관광 체육 언어 역사 인공지능 데이터 예술
도시 건축 교통 물류 금융 무역 투자 창업 훈련 봉사 평화 안보 통일 외교 기후 수자원
""".split()
# Words of known rarity, by rank: searches of the bench ask for them.
AT_RANKS = {200: "climate", 1500: "robotics", 6000: "fisheries", 30_000: "glaciology", 45_000: "télémédecine"}
KOREAN_AT_RANKS = {800: "철학", 9000: "빙하학"}
ENGLISH_WORDS, KOREAN_WORDS = 60_000, 20_000
PARTICLES = ["", "", "", "의", "을", "를", "에", "에서", "과", "와", "로", "으로", "분야의", "및"]
_ONSETS = "b c d f g h k l m n p r s t v st pr tr ch br gl sh".split()
_RIMES = "a e i o u an er in or al en ar il us".split()
_EXPONENT, _SHIFT = 1.05, 2.7  # of Zipf and Mandelbrot


class Vocabulary:
    """Words with their frequencies."""

    def __init__(self, words: Sequence[str]):
        self.words = words
        self.weights = [*accumulate((rank + _SHIFT) ** -_EXPONENT for rank in range(len(words)))]

    def draw(self, rng: random.Random, number: int) -> list[str]:
        return rng.choices(self.words, cum_weights=self.weights, k=number)

    def rarer_than(self, rank: int, rng: random.Random) -> str:
        """One of the words behind this rank, each as likely as the others."""
        return self.words[rng.randrange(rank, len(self.words))]


def english() -> Vocabulary:
    rng = random.Random("english")
    made = dict.fromkeys(FREQUENT)
    while len(made) < ENGLISH_WORDS:
        made[
            "".join(rng.choice(_ONSETS) + rng.choice(_RIMES) for _syllable in range(rng.choice((2, 3, 3, 4))))
        ] = None
    return Vocabulary(_placed([*made], AT_RANKS))


def korean() -> Vocabulary:
    """Words without particles: `korean_sentence` adds those."""
    rng = random.Random("korean")
    syllables = [chr(code) for code in range(0xAC00, 0xD7A4, 31)]
    made = dict.fromkeys(KOREAN_FREQUENT)
    while len(made) < KOREAN_WORDS:
        made["".join(rng.choices(syllables, k=rng.choice((2, 2, 3, 4))))] = None
    return Vocabulary(_placed([*made], KOREAN_AT_RANKS))


def _placed(words: list[str], at_ranks: dict[int, str]) -> list[str]:
    for rank, word in at_ranks.items():
        words[rank] = word
    return words


def english_sentence(rng: random.Random, vocabulary: Vocabulary, least: int = 8, most: int = 22) -> str:
    return " ".join(vocabulary.draw(rng, rng.randint(least, most))).capitalize() + "."


def korean_sentence(rng: random.Random, vocabulary: Vocabulary, least: int = 6, most: int = 14) -> str:
    words = vocabulary.draw(rng, rng.randint(least, most))
    return " ".join(map("".join, zip(words, rng.choices(PARTICLES, k=len(words)), strict=True))) + "한다."
