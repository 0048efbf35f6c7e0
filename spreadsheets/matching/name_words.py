"""Words of organization names: folded, abbreviations and translations of common ones as one, with their weights.

A word that every name has (university, ministry, health) tells little, and weighs little: by how often it stands in
names of organizations everywhere (`common_words.json`, per mille of the names and aliases of a sample of ROR, CC0), in
those of the desk, and in the list itself.
"""

import json
import math
import re
from functools import cache, lru_cache
from pathlib import Path

from core.text import fold, tokens

# One word for what is written in many ways. The first pattern that fits the whole word.
_SAME_WORDS = [
    (word, re.compile(pattern))
    for word, pattern in {
        "university": "univ(?!ers(?:al|e|um)?$).*|unver.*|uniwersyt.*|yliopisto|egyetem|대학교?|대|大学|大學",
        "institute": "inst|institut.*|instyt.*|연구원|연구소|研究所",
        "ministry": "min|minist.*|部|省",
        "department": "dept?|departament.*|departement|dipartimento",
        "national": "natl|nat|national[a-z]?|nacional.*|nazionale|국립",
        "international": "intl|international[a-z]?|internacional.*|internazionale|국제",
        "technology": "tech|technolog.*|tecnolog.*",
        "technical": "technical|technisch.*|technique|tecnic[oa]",
        "college": "coll?|colleges?|collegio",
        "school": "sch|schools?",
        "center": "ctr|centers?|centres?|centro|centrum|zentrum|센터",
        "science": "sci|sciences?|scien[sz]e|cienci.*|scienc.*|wissenschaft.*",
        "academy": "acad|academ.*|akadem.*|학술원",
        "hospital": "hosp|hospital.*|hopita.*|병원|의료원|病院|医院",
        "foundation": "found|foundations?|fondation|fundaci.*|fondazione|stiftung|재단",
        "association": "assn?|assoc|associat.*|asociaci.*|협회",
        "society": "soc|societ.*|sociedad|학회",
        "research": "res|research|recherches?|investigacion.*|forschung.*",
        "medical": "med|medical|medic[oa]",
        "state": "states?|etat|estado|estadual",
        "saint": "st|saint|sankt",
        "engineering": "eng|engg|engineering",
    }.items()
]  # fmt: skip
_IGNORED_WORDS = frozenset(
    re.findall(
        r"\w+",
        "the of and for in at on a an to de la le les des du d l del della di da do das dos el los las y e et i und "
        "der die das fur von zu zum am im van het s",
    )
)
# Hangul and Han are written without blanks: what kind of organization it is ends the word.
_KIND_SUFFIX = re.compile(
    r"(?<=[가-힣])(대학교|대학|대|연구원|연구소|병원|의료원|재단|협회|학회|센터|공사|공단|진흥원|학교)$"
    r"|(?<=[㐀-鿿])(大学|大學|研究所|病院|医院)$"
)
_ELIDED = re.compile(r"\b(?:l|d|dell|nell|all|qu)'(?=\w{3})")  # l'Université; but King's is one word
_RARE_SHARE = 1 / 3000  # of names in which a word stands that is nowhere common
_LEAST_NAMES = 100  # as if there were so many more names on the desk, lest a few make words common
_FEW = 2  # names in which a word may stand without being common
DEPARTMENT = re.compile(
    r"(?:the )?(?:graduate )?(?:dep(?:artmen)?ts?\b|faculty|school of|college of|division of|section|chair of|"
    r"office of|laborator\w+ of|cent(?:re|er) for|institute of|fakult\w+|facult\w+|d[eé]partement|departamento|"
    r"instituto de)"
    r"|.*(?:학과|학부|대학원|(?:단과|공과|의과|법과|사범|경영|상경|인문|사회과학|자연과학|농과|약학|간호|치과|한의과)대학"
    r"|연구실|学部|研究科)$|.*\b(?:department|faculty)$"
    r"|(?:the )?(?:dean|rector|provost|registrar|international|global)\S* (?:relations )?office$",
    re.IGNORECASE,
)
# Words of organizations of no kind of their own
FURTHER_KINDS = re.compile(
    r"academ|akadem|cent(?:er|re)|council|bank|museum|library|office|학술원|센터|은행", re.I
)


def organization_name_key(name: str) -> str:
    """A name as it is compared: folded words without signs, article and “and”; Hangul without its blanks."""
    text = " ".join(_name_tokens(name)).removeprefix("the ")
    return re.sub(r"(?<=[가-힣]) (?=[가-힣])", "", text) or name


def _name_tokens(name: str) -> list[str]:
    words = tokens(_ELIDED.sub(" ", fold(name)).replace("'", ""))
    return [word for word in words if word != "and"]


@lru_cache(maxsize=100_000)
def canonical_words(name: str) -> tuple[str, ...]:
    """The words that a name is compared by, each once, in order; the spelling of common ones made the same."""
    words: list[str] = []
    for word in _name_tokens(name):
        suffix = _KIND_SUFFIX.search(word)
        words += [word[: suffix.start()], suffix[0]] if suffix else [word]
    kept = [_canonical_word(word) for word in words if word not in _IGNORED_WORDS]
    return tuple(dict.fromkeys(kept or words or [name]))


@lru_cache(maxsize=100_000)
def _canonical_word(word: str) -> str:
    return next((same for same, pattern in _SAME_WORDS if pattern.fullmatch(word)), word)


@cache
def _common_shares() -> dict[str, float]:
    """Share of all names in which a word stands, where it is common anywhere."""
    counted = json.loads(Path(__file__).with_name("common_words.json").read_text(encoding="utf-8"))
    return {word: per_mille / 1000 for word, per_mille in counted.items()}


def word_weight(word: str, count: int, names: int) -> float:
    """Weight of a word that stands in ``count`` of so many names here: 1 for the commonest, 8 for a rare one."""
    here = max(count - _FEW, 0) / (names + _LEAST_NAMES)
    return -math.log(min(max(here, _common_shares().get(word, 0), _RARE_SHARE), 1 / math.e))
