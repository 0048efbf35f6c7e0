"""Whatever is asked, the API answers or says what is wrong with the question: it never breaks."""

import random
import time
from collections import Counter
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import get_resolver

import agreements.api
from api.changes import ChangesView
from api.records import RecordViewSet
from api.suggestions import SuggestionsView
from register.kinds import kinds
from register.models import Link
from register.parameters import Parameter

pytestmark = pytest.mark.django_db

SEED, FEW, MANY = 20260131, 200, 5_000
SLOWEST = 2.5  # seconds, on a busy machine; an ordinary answer takes a hundredth of it

PIECES = [
    "health", "보건", "보건의료", "memorandum", "Ministry of", '"joint research"', "-treaty", "or", "또는", "A1", "O2",
    "P1", "KR", "GB", "mou", "party", "funder", "in_force", "2020-01-01", "2020-02-30", "1990s", "1994", "UNTS:50123",
    "ror:03yrm5c26", "9999-12-31", "0001-01-01", "2020-01-31T12:00:00Z", "9999-12-31T23:59:59-12:00", "-1", "0", "1",
    "99999999999999999999", "٣", "é", "ﬁ", "İ", "\x00", "\ud7ff", "👍🏽", "\u202e", "'", "''", '"', '"" ""', "\\",
    "%", "%s", "{0}", "$$", "--", ";", ":*", "&", "|", "!", "<->", "(", ")", "a:*|b", "NULL", "true", "<script>",
    " ", "\t", "\n", "+", ",", ",,", "+,+", "a" * 600, "ㄱ", "가", "null", "[]", "*", "..", "/", "//", "linked",
]  # fmt: skip
SIGNS = "abcXYZ019가나다보건의료漢字éß-_:;,.+*%&=?#/\\'\"()[]{}<>|!@^~` \t\n\u00a0\u200b\ufeff"


def targets() -> list[tuple[str, dict[str, Parameter]]]:
    """Every address that can be asked something, and what it can be asked."""
    found = [
        ("deadlines/", agreements.api.AgreementDeadlines().parameters),
        ("suggestions/", SuggestionsView.parameters),
        ("changes/", ChangesView.parameters),
    ]
    [api] = [one for one in get_resolver().url_patterns if getattr(one, "app_name", "") == "api"]
    views = {getattr(pattern.callback, "cls", ChangesView) for pattern in api.url_patterns}
    for view in sorted(filter(is_of_records, views), key=lambda view: view.__name__):
        kind = view.kind()
        for path, action in (
            ("", "list"),
            (f"{kind.letter}1", "retrieve"),
            (f"{kind.letter}2/links/", "links"),
            (f"{kind.letter}1/versions/1/differences", "differences"),
        ):
            found.append((f"{kind.plural}/{path}", view.query_parameters(action)))
    return found


def is_of_records(view) -> bool:
    return issubclass(view, RecordViewSet)


class Asker:
    """Makes up questions: mostly words that make sense, here and there ones that make none."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)
        self.targets = targets()
        self.cursors = ["nonsense"]

    def address(self) -> str:
        path, parameters = self.random.choice(self.targets)
        names = [self.name(parameters) for _number in range(self.random.choice([0, 1, 1, 2, 2, 3, 4]))]
        query = "&".join(f"{escaped(name)}={escaped(self.value(parameters, name))}" for name in names)
        return f"/api/v1/{path}?{query}"

    def name(self, parameters: dict[str, Parameter]) -> str:
        return self.random.choice(list(parameters)) if self.random.random() < 0.98 else self.piece()

    def value(self, parameters: dict[str, Parameter], name: str) -> str:
        if name == "cursor":
            return self.cursor()
        makes_sense = name in parameters and self.random.random() < 0.85
        known = getattr(parameters.get(name), "choices", None) or [
            getattr(parameters.get(name), "example", "") or "1"
        ]
        count = self.random.choice([1, 1, 1, 1, 1, 2, 3])
        values = [str(self.random.choice(known)) if makes_sense else self.piece() for _number in range(count)]
        return self.random.choice([",", "+", " "]).join(values)

    def piece(self) -> str:
        if self.random.random() < 0.7:
            return self.random.choice(PIECES)
        return "".join(self.random.choices(SIGNS, k=self.random.randint(1, 20)))

    def cursor(self) -> str:
        """One that was given out, as it is or with a sign changed."""
        cursor = self.random.choice(self.cursors)
        if self.random.random() < 0.3:
            place = self.random.randrange(len(cursor))
            cursor = cursor[:place] + self.random.choice("aZ9:.-_") + cursor[place + 1 :]
        return cursor

    def learn(self, answer: dict) -> None:
        """Keep the cursor of an answer, to be asked with it later; and with other questions, too."""
        onward = answer.get("next") or ""
        if "cursor=" in onward:
            self.cursors.append(onward.partition("cursor=")[2].partition("&")[0].replace("%3A", ":"))


def escaped(text: str) -> str:
    return quote(text, errors="surrogatepass")


def ask(count: int) -> str:
    """Ask so many questions and look at every answer; says how many of which there were, and the slowest."""
    asker, client = Asker(SEED), Client(raise_request_exception=False)
    statuses: Counter[int] = Counter()
    slowest, slowest_address = 0.0, ""
    for _number in range(count):
        address = asker.address()
        started = time.perf_counter()
        response = client.get(address)
        taken = time.perf_counter() - started
        statuses[response.status_code] += 1
        assert response.status_code in {200, 308, 400, 404}, (address, response.content)
        is_problem = response.status_code >= 400
        expected = "application/problem+json" if is_problem else "application/json"
        assert response.status_code == 308 or response.headers["Content-Type"] == expected, address
        if response.status_code == 400:
            assert response.json()["errors"], address
        if response.status_code == 200:
            asker.learn(response.json())
        if taken > slowest:
            slowest, slowest_address = taken, address
    told = f"{dict(statuses)}, the slowest {slowest * 1000:.0f} ms: {slowest_address[:300]}"
    assert slowest < SLOWEST, told
    return told


def test_no_question_breaks_the_api(demo):
    print(ask(FEW))  # noqa: T201  # shown with -s: the figures are worth a look


@pytest.mark.long
def test_no_question_of_very_many_breaks_the_api(demo):
    print(ask(MANY))  # noqa: T201  # likewise


def test_every_link_of_the_demo_register_can_be_asked_for(demo):
    known = {kind.name: {*kind.link_kinds} for kind in kinds()}

    noted = {*Link.objects.values_list("entry__kind", "kind")}

    assert {(kind, relation) for kind, relation in noted if relation not in known[kind]} == set()
