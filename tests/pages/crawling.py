"""Walks the site as its links lead, through Django's test client, and notes what it sees on each page."""

import math
import re
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qs, unquote, urldefrag, urljoin, urlsplit

from django.test import Client
from django.urls import resolve

from tests.response_bodies import body_of

SITE = "http://testserver"
REDIRECTS = {301, 302}
# Whatever hangs below a record – versions, twins in the API, citations – is asked for of the first records of each
# kind, of two countries together those of one country, and of lists that are asked by the same parameters the first:
# all are made of the same links. All pages of records are asked for in English, in Korean some. So it takes seconds.
BELOW_A_RECORD = re.compile(r"/[AOPET](\d+)(?:[/.]|$)")
A_PAIR = re.compile(r"/countries/(\w+)/(\w+)$")
PAIRED = "KR"
A_RECORD = re.compile(r"^(?:/ko)?/\w+/[AOPET]\d+(?:/[^/]+)?$")
PARTS = {"versions", "cite", "report", "follow", "compare"}
FIRST, QUESTIONS, IN_KOREAN = 2, 2, 5


class Page(HTMLParser):
    """One crawled page: its language, its ids, its headings, where it leads and in which words."""

    def __init__(self, html: str):
        super().__init__()
        self.language, self.headings = "", 0
        self.ids: list[str] = []
        self.links: list[str] = []
        self.nameless: list[str] = []  # links without words
        self.words: list[str] | None = None  # of the link that is open
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.ids += [found["id"]] if "id" in found else []
        self.headings += tag == "h1"
        self.language = found.get("lang", "") if tag == "html" else self.language
        self.links += [found[name] for name in ("href", "src", "action") if found.get(name)]
        if tag == "a":
            self.words, self.leads_to = [found.get("aria-label") or ""], found.get("href", "")
        elif tag == "img" and self.words is not None:
            self.words.append(found.get("alt") or "")

    def handle_data(self, data):
        if self.words is not None:
            self.words.append(data)

    def handle_endtag(self, tag):
        if tag == "a" and self.words is not None:
            self.nameless += [] if "".join(self.words).strip() else [self.leads_to]
            self.words = None


@dataclass
class Walk:
    """Result of a crawl: the answer to each address, and which address led where with which fragment."""

    answers: dict[str, int] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)  # a redirect, and where to
    pages: dict[str, Page] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)  # an address, and the first page that leads there
    left: set[str] = field(
        default_factory=set
    )  # addresses that something leads to, and that were not asked for
    fragments: dict[tuple[str, str], str] = field(
        default_factory=dict
    )  # (address, fragment): a page that leads there
    largest: dict[tuple[str, str], str] = field(
        default_factory=dict
    )  # (route, language): the longest page of its kind

    def end(self, address: str) -> str:
        """The address at the end of the redirects."""
        while address in self.moved:
            address = self.moved[address]
        return address


def walked(starts: Iterable[str], *, is_whole: bool = False) -> Walk:
    """Everything that is reached from the starts. A list that was asked something is looked at, not walked on."""
    client, walk, waiting = Client(raise_request_exception=False), Walk(), deque()
    asked: Counter[tuple] = Counter()

    def note(link: str, seen_on: str) -> None:
        address, fragment = urldefrag(urljoin(f"{SITE}{seen_on}", link))
        if not address.startswith(f"{SITE}/"):
            return
        address = address.removeprefix(SITE)
        if address.startswith("/static/") or ("?" in address and "?" in seen_on and address != seen_on):
            return
        if fragment:
            walk.fragments.setdefault((address, unquote(fragment)), seen_on)
        if address in walk.links or address in walk.left:
            return
        if is_whole or is_wanted(address, asked):
            walk.links[address] = seen_on
            waiting.append(address)
        else:
            walk.left.add(address)

    for start in starts:
        note(start, "/")
    while waiting:
        address = waiting.popleft()
        for link in visited(client, walk, address):
            note(link, address)
    return walk


def is_wanted(address: str, asked: Counter[tuple]) -> bool:
    path, query = urlsplit(address).path, urlsplit(address).query
    if query:
        question = path, *sorted(parse_qs(query))
        asked[question] += 1
        if asked[question] > QUESTIONS:
            return False
    pair = A_PAIR.search(path)
    if pair and PAIRED not in pair.groups():
        return False
    below = BELOW_A_RECORD.search(path)
    is_record = A_RECORD.match(path) and not (PARTS & {*path.split("/")}) and not path.startswith("/api/")
    most = (IN_KOREAN if address.startswith("/ko/") else math.inf) if is_record else FIRST
    return not below or int(below[1]) <= most


def visited(client: Client, walk: Walk, address: str) -> list[str]:
    """Ask for an address, write down what it answers, and return the links there."""
    response = client.get(address)
    walk.answers[address] = response.status_code
    if response.status_code in REDIRECTS:
        walk.moved[address] = urldefrag(urljoin(f"{SITE}{address}", response["Location"]))[0].removeprefix(
            SITE
        )
        return [response["Location"]]
    if response.streaming:
        deque(response.streaming_content, maxlen=0)  # to the end: a file may break off on its way
        return []
    if not response.get("Content-Type", "").startswith("text/html"):
        return []
    html = response.content.decode()
    page = walk.pages[address] = Page(html)
    if response.status_code == 200:
        kind = f"{resolve(urlsplit(address).path).view_name}{'?' if '?' in address else ''}", page.language
        walk.largest[kind] = max(walk.largest.get(kind, ""), html, key=len)
    return page.links


def addresses_in_sitemaps(client: Client) -> set[str]:
    """Every page that the sitemap tells search engines about."""

    def located(address: str) -> list[str]:
        answer = client.get(address)
        text = body_of(answer)
        return [unquote(one.removeprefix(SITE)) for one in re.findall(r"<loc>([^<]+)</loc>", text.decode())]

    found = located("/sitemap.xml")  # an index of files where the register is large
    return {page for part in found for page in (located(part) if part.endswith(".xml") else [part])}
