"""Words of the site: none that readers stumbled over, one for each thing, one spelling, in both languages.

Looked through are the messages, the templates and their Korean, and the pages of the demonstration. What sources print
is exempt: names, and what stands in quotation marks.
"""

import json
import re

import pytest
from babel.messages.pofile import read_po
from django.test import Client

from devtools import ROOT
from devtools.translations import CATALOG, forms
from tests.pages.conftest import words

PAGES = (
    "/", "/search?q=health", "/agreements/", "/agreements/?q=health&country=KR", "/organizations/", "/people/",
    "/activities/", "/countries/", "/countries/KR", "/countries/GB/KR", "/countries/GB/KR?on=2015-06-30", "/topics/",
    "/topics/T1", "/agreements/A1", "/agreements/A2", "/agreements/A12", "/agreements/A17", "/agreements/A20",
    "/agreements/A38", "/agreements/A43", "/agreements/A1/versions/", "/activities/E2", "/activities/E4",
    "/organizations/O8", "/people/P1", "/report/?record=A1", "/api/v1/docs/", "/about", "/about/data",
    "/about/glossary", "/about/privacy", "/about/accessibility", "/about/imprint",
)  # fmt: skip

# Phrases that nobody says, each as a regular expression.
ENGLISH_RIDDLES = (
    r"[Dd]oes it hold", r"\b[Ww]hat held on\b", r"With whom it agrees", r"What (it came to|came of it|links them)",
    r"it has to do with", r"if it had begun by then", r"not known, presumed", r"some time from",
    r"\b(in|on|as of|from) about\b", r"\b(as of|from|until) from\b", r"\bfrom (in|on) or before\b",
    r"\b1 (agreement|organization|activity|person) that match\b", r"\bis told (to|of)\b", r"\btells? of\b",
    r"answered as asked", r"\b(by|with|of) agreement A\d+\b", r"no agreement any more", r"taken to (be|apply)",
    r"All of them", r"The others\b",
)  # fmt: skip
KOREAN_RIDDLES = (
    r"물을 수 있는 것", r"가져갈 수", r"처리 목록", r"어느 때", r"판 이력", r"\b판 \d", r"\(현재\)\(",
    r"되었습니다\(\d[^)]*\)\.", r"하였습니다\(\d", r"최대 \d+ [a-z]+ 연간",
)  # fmt: skip
# One word for each thing: those on the left are not used, that on the right is.
KOREAN_SYNONYMS = {
    "통고": "통보", "통지": "통보", "관리번호": "등록번호", "레코드": "기록", "오스트레일리아": "호주",
    "이메일": "전자우편", "웹사이트": "누리집", "유효 여부": "효력 여부", "교섭": "협의", "게재": "공표",
    "삭제 처리": "가림 처리", "담당자 화면": "업무 화면", "했습니다": "하였습니다",
    "세요": "십시오", "나요?": "습니까?", "타이완": "대만", "터키": "튀르키예",
}  # fmt: skip
BRITISH_ISE = r"\b(organis|recognis|summaris|normalis|publicis|realis|authoris|initialis|specialis)\w+"
PARTICLES = r"(?:은|는|이|가|을|를|와|과|로|으로|이나|나|이라|라|아|야|이며|며)(?![가-힣])"


def _messages():
    with CATALOG.open("rb") as file:
        return [message for message in read_po(file, "ko") if message.id]


def _templates():
    return {
        path.relative_to(ROOT).as_posix(): path.read_text() for path in (ROOT / "templates").rglob("*.html")
    }


def _demo_texts():
    """All texts of the demonstration in our own words, by language."""

    def walk(value, language=""):
        if isinstance(value, dict):
            for name, inner in value.items():
                own = name if name in ("en", "ko") else value.get("language", "") if name == "summary" else ""
                yield from walk(inner, own)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner)
        elif isinstance(value, str) and language:
            yield language, value

    for path in sorted((ROOT / "interchange" / "demo").glob("*.json")):
        yield from walk(json.loads(path.read_text()))


def _unquoted(text: str) -> str:
    return re.sub(r"“[^”]*”|‘[^’]*’|「[^」]*」|`[^`]*`|\"[^\"]*\"", "“”", text)


def _found(patterns, texts) -> list[str]:
    return [
        f"{pattern}: {text[max(0, match.start() - 50) : match.end() + 50]}"
        for text in texts
        for pattern in patterns
        for match in [re.search(pattern, text)]
        if match
    ]


# The spelling of the United Nations: British, with -ize.
ENGLISH_SPELLING = (
    r"\b(?i:programs?|centers?|pediatrics?|colors?|labor|defense|licensed?|honors?|favors?|behaviors?|catalogs?|fulfill"
    r"|judgment|gray)\b",
    BRITISH_ISE,
)


def test_messages_have_one_spelling():
    texts = [_unquoted(text) for message in _messages() for text in forms(message.id)]

    assert _found(ENGLISH_SPELLING, texts) == []


def test_templates_have_one_spelling():
    not_words = re.compile(r"(?s)<style>.*?</style>|<[^>]*>|\{[{#%][^}]*[}#%]\}")
    texts = [not_words.sub(" ", text) for text in _templates().values()]

    assert _found(ENGLISH_SPELLING, texts) == []


def test_the_demonstration_has_one_spelling():
    names = r"Network Center|Center for Drug"

    texts = [re.sub(names, "", _unquoted(text)) for language, text in _demo_texts() if language == "en"]

    assert _found(ENGLISH_SPELLING, texts) == []


def test_no_message_is_a_riddle():
    english = [text for message in _messages() for text in forms(message.id)]
    korean = [text for message in _messages() for text in forms(message.string)]

    assert "\n".join(_found(ENGLISH_RIDDLES, english)) == ""
    assert "\n".join(_found(KOREAN_RIDDLES, korean)) == ""


def test_korean_has_one_word_for_each_thing():
    korean = [text for message in _messages() for text in forms(message.string)]

    assert _found([re.escape(word) for word in KOREAN_SYNONYMS], korean) == []


def test_no_korean_particle_hangs_on_what_is_filled_in():
    """Its form would depend on the last sound of what stands before it."""
    filled_in = r"(?:%\(\w+\)[sd]|%[sd]|\{\w*\}|\{\{[^}]*\}\})[”」]?"

    korean = [text for message in _messages() for text in forms(message.string)]

    assert _found([filled_in + PARTICLES], [*korean, *_templates().values()]) == []


def test_the_demonstration_speaks_korean_as_the_pages_do():
    texts = [_unquoted(text) for language, text in _demo_texts() if language == "ko"]

    assert _found([r"(?<!니)다\.(?:\s|$)", *map(re.escape, KOREAN_SYNONYMS)], texts) == []


@pytest.fixture(scope="module")
def pages(demo):
    """Words of the pages of the demonstration, by language."""
    return {
        prefix: {
            address: words(Client().get(f"{prefix}{address}", follow=True).content.decode())
            for address in PAGES
        }
        for prefix in ("", "/ko")
    }


@pytest.mark.django_db
def test_no_page_is_a_riddle(pages):
    english = [f"{address} {_unquoted(text)}" for address, text in pages[""].items()]
    korean = [f"{address} {_unquoted(text)}" for address, text in pages["/ko"].items()]

    assert "\n".join(_found(ENGLISH_RIDDLES, english)) == ""
    assert "\n".join(_found([*KOREAN_RIDDLES, *map(re.escape, KOREAN_SYNONYMS)], korean)) == ""


@pytest.mark.django_db
def test_a_korean_pair_begins_with_the_republic_of_korea(pages):
    assert "대한민국 – 영국" in pages["/ko"]["/countries/GB/KR"]
    assert "United Kingdom – South Korea" in pages[""]["/countries/GB/KR"]
