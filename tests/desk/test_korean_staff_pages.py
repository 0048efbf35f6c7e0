"""The staff area in Korean: no English but names, data and signs; each page leads to itself in the other language."""

import re
from html.parser import HTMLParser

import pytest
from django.db import transaction
from django.test import Client

from core.language import path_in_language
from desk.form_drafts import keep_draft
from tests.desk.test_who_may import ROUTES, address_at, members

pytestmark = pytest.mark.django_db
WORD = re.compile(r"[A-Za-z]{3,}")
# What no language translates: names and codes of the world, examples in quotes, addresses, files.
NAMES = re.compile(
    r"Entente|English|MFA|BCP|ISNI|ROR|Crossref|GRID|LEI|ORCID|Wikidata|ISO|API|CSV|XLSX|PDF|DOCX|ODT|HWPX?|PNG|JPEG|SHA|UTC"
    r"|UNTS|TIAS|KRW|GBP|USD|Hant|Latn|Control|Ctrl|Alt|Command|Mac|Single Sign-On|LDAP|COH|Seoul|Korea"
    r"|Accord|lead partner|search q=seeds"
    r"|https?://\S+|https|\S+@\S+|\S+\.csv|application/pdf|MoU|GET|read|ManagementForm|\S+_FORMS|\w+_\w+|/ko/\S+|/api/\S+"
)
# What the factories of these tests write, and the groups and accounts that they make.
DATA = re.compile(
    r"(?i)institute( of exampels| of examples)?|ministry of (exampels|examples)|partner|list|person|press release"
    r"|nightly copy|memorandum( on \w+( and teaching)?)?|draft|published|corrected|secret talks|editors?|publishers?"
    r"|readers?|others|root|boss|colleague|user|topic|ribbon|signed|title|number|checked|applied|the day is wrong"
    r"|what the two agreed|from the gazette|hong gil-dong|blue|red|agreement|permanent|auto-renewable after|q=seeds"
    r"|years?|months|days|automatic|fixed|mar|uploaded|the institute|test|ent|name|postgres|__main__|py|c|[a-z0-9]{12}"
)


class Words(HTMLParser):
    """The texts that a page shows or has read out, without those of scripts."""

    def __init__(self, html: str):
        super().__init__()
        self.texts: set[str] = set()
        self.tag = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tag = tag
        values = dict(attrs)
        names = ["title", "placeholder", "aria-label", "alt"]
        if values.get("type") in {"submit", "button"} and tag == "input":
            names.append("value")
        for name in names:
            self.add(values.get(name))

    def handle_data(self, data):
        if self.tag not in {"script", "style"}:
            self.add(data)

    def add(self, text):
        if text:
            self.texts.add(" ".join(text.split()))


def english(text: str) -> bool:
    """True where a text has words that are neither names nor data."""
    rest = NAMES.sub(" ", text)
    return any(not DATA.fullmatch(word) for word in WORD.findall(DATA.sub(" ", rest)))


def texts(response) -> set[str]:
    is_page = response.status_code == 200 and response["Content-Type"].startswith("text/html")
    return Words(response.content.decode()).texts if is_page else set()


def test_korean_pages_have_no_english():
    """At every address; what pages say in their states is kept: `tests/desk/kept`."""
    root = members()["administrator"]
    left = {}
    for name, route in ROUTES:
        with transaction.atomic():
            client = Client()
            client.force_login(root)
            address = f"/ko{address_at(route)}"
            for answer in (client.get(address), client.post(address, {"post": "no"})):
                left |= {text: name for text in texts(answer) if english(text)}
                for close in answer._resource_closers:
                    close()
            transaction.set_rollback(True)

    assert left == {}


@pytest.mark.parametrize(
    ("path", "korean"),
    [
        ("/admin/", "/ko/admin/"),
        ("/admin/agreements/agreement/?q=/ko/a&o=-1", "/ko/admin/agreements/agreement/?q=/ko/a&o=-1"),
        ("/", "/ko/"),
        ("/kor/", "/ko/kor/"),
    ],
)
def test_a_path_stands_in_each_language(path, korean):
    assert path_in_language(path, "ko") == path_in_language(korean, "ko") == korean
    assert path_in_language(korean, "en") == path_in_language(path, "en") == path


SWITCH = re.compile(r'<a class="desk-language" href="([^"]*)" lang="(\w+)"')


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("/admin/", ("/ko/admin/", "ko")),
        ("/ko/admin/", ("/admin/", "en")),
        ("/admin/people/person/?q=%EA%B9%80&amp;o=1", ("/ko/admin/people/person/?q=%EA%B9%80&amp;o=1", "ko")),
        ("/accounts/password/", ("/ko/accounts/password/", "ko")),
    ],
)
def test_a_page_leads_to_itself_in_the_other_language(desk, address, other):
    page = desk.get(address.replace("&amp;", "&"))

    assert SWITCH.findall(page.content.decode()) == [other]


def test_the_login_page_has_the_other_language_too(client):
    assert SWITCH.findall(client.get("/accounts/login/").content.decode()) == [("/ko/accounts/login/", "ko")]


def test_a_form_that_is_filled_in_from_what_was_kept_leads_to_itself_in_the_other_language(desk, editor):
    fields = [["nature", "instrument"], ["draft_key", "abc"]]
    keep_draft(user=editor, model="agreements.agreement", record_pk="", key="abc", fields=fields)

    page = desk.get("/admin/agreements/agreement/add/?_restore=abc")

    other = "/ko/admin/agreements/agreement/add/?_restore=abc"
    assert SWITCH.findall(page.content.decode()) == [(other, "ko")]


def test_the_answer_to_a_form_has_no_switch_for_what_was_typed_would_be_lost(desk):
    page = desk.post("/admin/people/person/add/", {"name": ""})

    assert page.status_code == 200
    assert SWITCH.findall(page.content.decode()) == []
