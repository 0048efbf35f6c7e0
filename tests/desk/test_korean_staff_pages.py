"""The staff area in Korean: no English but names, data and signs; each page leads to itself in the other language."""

import re

import pytest
from django.db import transaction
from django.test import Client

from core.language import path_in_language
from desk.form_drafts import keep_draft
from tests.desk.english_words import english_texts
from tests.desk.test_who_may import ROUTES, address_at, members

pytestmark = pytest.mark.django_db


def test_korean_lists_and_forms_have_no_english():
    """As administrators see them. `test_who_may.py` looks at every page, as the first sees it who may.

    What pages say in their states is kept: `tests/desk/kept`.
    """
    client = Client()
    client.force_login(members()["administrator"])
    left = {}
    for name, route in ROUTES:
        if name.endswith(("_changelist", "_change")):
            with transaction.atomic():
                left |= dict.fromkeys(english_texts(client.get(f"/ko{address_at(route)}")), name)
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
