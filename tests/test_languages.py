"""The languages of the register are the institution's: the first stands at the root, the others under their codes."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.environment import env_languages
from tests.interchange.test_killed_imports import database_url


def register_in(languages: str) -> dict:
    """What a register with these languages shows, in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "REGISTER_DATABASE_URL"}
    environment |= {
        "DATABASE_URL": database_url(), "REGISTER_LANGUAGES": languages, "REQUIRE_MFA": "0",
        "SITE_URL": "http://testserver", "ALLOWED_HOSTS": "testserver", "SECURE_SSL_REDIRECT": "0",
        "DJANGO_SETTINGS_MODULE": "tests.settings_without_collected_files",
    }  # fmt: skip
    command = [sys.executable, "-W", "ignore", "-m", "tests.site_in_languages"]
    return json.loads(subprocess.check_output(command, env=environment, cwd=settings.BASE_DIR))


@pytest.mark.django_db(transaction=True)
def test_an_english_register_has_no_korean_page_and_asks_for_no_korean_title():
    assert register_in("en") == {
        "status": {"/": 200, "/ko/": 404, "/en/": 404, "/agreements/A1": 301},
        "language": "en",
        "alternates": {},
        "switch": [],
        "robots": ["/admin/", "/accounts/"],
        "in_sitemap": [],
        "title_rows": ["English"],
        "queues": [],
        "letters": "en",  # to somebody who chose Korean while there was Korean
        "labels": ["en"],
    }


@pytest.mark.long  # that of one language asks the same, and both start a register
@pytest.mark.django_db(transaction=True)
def test_the_first_language_stands_at_the_root():
    assert register_in("ko, en") == {
        "status": {"/": 200, "/ko/": 404, "/en/": 200, "/agreements/A1": 301},
        "language": "ko",
        "alternates": {"ko": "/", "en": "/en/", "x-default": "/"},
        "switch": [["/en/", "en"]],
        "robots": ["/admin/", "/en/admin/", "/accounts/", "/en/accounts/"],
        "in_sitemap": ["en", "ko", "x-default"],
        "title_rows": ["한국어", "영어"],
        "queues": ["no_ko"],
        "letters": "ko",
        "labels": ["en", "ko"],
    }


@pytest.mark.parametrize(
    ("written", "codes"),
    [("", ["en", "ko"]), ("ko", ["ko"]), (" EN , ko ,en", ["en", "ko"]), (",", ["en", "ko"])],
)
def test_languages_are_given_between_commas(monkeypatch, written, codes):
    monkeypatch.setenv("REGISTER_LANGUAGES", written)

    assert [code for code, _name in languages()] == codes


@pytest.mark.parametrize("written", ["fr", "en,fr", "korean", "../ko", "ko_KR"])
def test_a_language_without_words_is_refused(monkeypatch, written):
    monkeypatch.setenv("REGISTER_LANGUAGES", written)

    with pytest.raises(ImproperlyConfigured, match="There are: en, ko"):
        languages()


def languages():
    return env_languages("REGISTER_LANGUAGES", default="en,ko", catalogs=settings.LOCALE_PATHS[0])
