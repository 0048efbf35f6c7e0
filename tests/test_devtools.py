"""The tools behind ./dev: translations are gathered as Django looks them up, and checked."""

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.template import Context, Template
from django.utils import translation

from devtools import ROOT, faketime, processes, translations

TEMPLATE = """{% load i18n %}
{% translate "A plain one" %}
{% translate "Seat" context "of an organization" %}
{% translate "100% of it" %}
{% translate "It's kept" as kept %}
{% blocktranslate %}Two lines,
  kept as they are, by {{ name }}{% endblocktranslate %}
  {% blocktranslate trimmed with shown=name|upper %}
    Two lines,
    joined, at 100%, by {{ shown }}
  {% endblocktranslate %}
{% blocktranslate trimmed count n=pages context "of a document" %}
  {{ n }} page
{% plural %}
  {{ n }} pages by {{ name }}
{% endblocktranslate %}
{{ _("In a variable") }} {{ missing|default:_("In a filter") }}
{% with in_a_tag=_("In a tag") %}{{ in_a_tag }}{% endwith %}
"""
PYTHON = """
from django.utils.translation import gettext as _, pgettext_lazy, ngettext

label = _("One " "string")
count = ngettext("%(n)s page", "%(n)s pages", 2)
seat = pgettext_lazy("of an organization", "Seat")
"""


@pytest.fixture
def in_korean(tmp_path, settings):
    """``in_korean(catalog)`` makes Django translate with these messages only."""

    def activate(catalog):
        directory = tmp_path / "ko" / "LC_MESSAGES"
        directory.mkdir(parents=True)
        with (directory / "django.mo").open("wb") as file:
            write_mo(file, catalog)
        settings.LOCALE_PATHS = [tmp_path]
        translation.activate("ko")

    with translation.override("en"):
        yield activate


def gathered(name, text):
    catalog = Catalog("ko", fuzzy=False)
    for line, message, comments, context in translations.strings(name, text):
        catalog.add(message, None, [(name, line)], auto_comments=comments, context=context)
    return catalog


def po(text):
    return read_po((translations.HEADER + text).splitlines(keepends=True), "ko")


def test_strings_of_a_template_are_gathered_as_django_looks_them_up(in_korean):
    catalog = gathered("page.html", TEMPLATE)
    for message in translations.messages(catalog):
        marked = f"«{translations.forms(message.id)[-1]}»"
        message.string = (marked,) if message.pluralizable else marked
    in_korean(catalog)

    shown = Template(TEMPLATE).render(Context({"name": "Kim", "pages": 2})).strip()

    assert shown == (
        "«A plain one»\n«Seat»\n«100% of it»\n\n"
        "«Two lines,\n  kept as they are, by Kim»\n"
        "  «Two lines, joined, at 100%, by KIM»\n"
        "«2 pages by Kim»\n"
        "«In a variable» «In a filter»\n«In a tag»"
    )


def test_strings_of_python_code_are_gathered():
    catalog = gathered("code.py", PYTHON)

    assert [(message.id, message.context) for message in translations.messages(catalog)] == [
        (("%(n)s page", "%(n)s pages"), None),
        ("One string", None),
        ("Seat", "of an organization"),
    ]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("", "is not in the catalog"),
        ('msgid "Signed by %(who)s"\nmsgstr ""', "has no translation"),
        ('#, fuzzy\nmsgid "Signed by %(who)s"\nmsgstr "%(who)s 서명"', "is marked fuzzy"),
        (
            'msgid "Signed by %(who)s"\nmsgstr "%(whom)s 서명"',
            "and '%(whom)s 서명' have different placeholders",
        ),
        ('msgid "Signed by %(who)s"\nmsgstr "%(who)s 서명"', None),
    ],
)
def test_what_a_catalog_lacks_is_told(entry, fault):
    wanted = gathered("code.py", '_("Signed by %(who)s")')

    faults = list(translations.faults(wanted, po(entry)))

    assert faults == ([f"code.py:1: 'Signed by %(who)s' {fault}"] if fault else [])


def test_a_translation_of_nothing_is_told():
    faults = list(translations.faults(gathered("code.py", ""), po('msgid "Gone"\nmsgstr "갔음"')))

    assert faults == ["'Gone' is used nowhere"]


@pytest.mark.parametrize(
    ("original", "translation", "fits"),
    [
        ("%(a)s and %(b)s", "%(b)s, %(a)s", True),
        ("%(a)s and %(b)s", "%(a)s", False),
        ("{count} of {total:,}", "{total:,} 중 {count}", True),
        ("{count}", "{counts}", False),
        ("%s or %s", "%s", False),
        ("100%% of %(a)s", "%(a)s의 100%%", True),
        ("100% of it", "그것의 100%", True),
    ],
)
def test_placeholders_are_compared(original, translation, fits):
    assert (translations.placeholders(original) == translations.placeholders(translation)) == fits


def test_what_runs_beside_the_server_ends_with_it():
    with processes.beside("-c", "import time; time.sleep(600)") as child:
        assert child.poll() is None

    assert child.poll() is not None


def test_without_libfaketime_the_dates_say_how_to_get_it(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(faketime, "LIBRARIES", ())

    with pytest.raises(SystemExit, match=r"(?s)libfaketime was not found.*apt-get install libfaketime"):
        faketime.run()


@pytest.mark.parametrize("options", [["2031"], ["2031-02-29", "UTC"], ["2031-03-03", "tests/site"]])
def test_what_is_no_moment_in_a_time_zone_is_refused(monkeypatch, options):
    monkeypatch.delenv("DATABASE_URL", raising=False)

    with pytest.raises(SystemExit, match="is not a moment and its time zone, such as 2028-02-29T12:00 UTC"):
        faketime.run(*options)


def test_what_is_run_at_the_first_date_only_is_there():
    paths = [option.partition("=")[2] for option in faketime.suite(is_whole=False)[2:]]

    assert paths == list(faketime.OF_NO_DAY)
    assert [path for path in paths if not (ROOT / path).exists()] == []
    assert faketime.suite(is_whole=True) == ["-m", "not long and not browser"]


def test_a_database_with_a_clock_of_its_own_is_refused(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/entente")

    with pytest.raises(SystemExit, match="a server whose clock is its own"):
        faketime.run()
