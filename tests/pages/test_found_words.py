"""Words of a search are marked in its results, in both scripts, whatever the text holds."""

import pytest

from pages.found_passages import found_words
from pages.templatetags.page_tags import script_marked
from pages.templatetags.search_tags import found_marked
from register.publishing import publish
from tests import factories as make


@pytest.mark.parametrize(
    ("search", "words", "marked"),
    [
        ("health", "Health and wealth", "<mark>Health</mark> and wealth"),
        ("agree", "Agreement agreed", "<mark>Agreement</mark> <mark>agreed</mark>"),
        ("mou", "MoU mount", "<mark>MoU</mark> mount"),  # no prefix of three letters
        ("2016", "20167 in 2016", "20167 in <mark>2016</mark>"),
        ("복지부", "보건복지부와의 협약", "보건<mark>복지부</mark>와의 협약"),
        ("한 영", "한영 협약", "<mark>한영</mark> 협약"),
        ("한", "한영 협약", "한영 협약"),  # a syllable alone is in nearly everything
        ("보건 health", "보건 Health", "<mark>보건</mark> <mark>Health</mark>"),
        ("cafe", "Café", "<mark>Café</mark>"),
        ('"joint research"', "Joint research", "<mark>Joint</mark> <mark>research</mark>"),
        ("health -korea", "Health in Korea", "<mark>Health</mark> in Korea"),
        ("amp", "R&D <b>amp</b>", "R&amp;D &lt;b&gt;<mark>amp</mark>&lt;/b&gt;"),
        (
            "script",
            "<script>alert(1)</script>",
            "&lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt;",
        ),
        ("x", "", ""),
        ("-", "Nothing to find", "Nothing to find"),
    ],
)
def test_words_are_marked_and_the_rest_is_escaped(search, words, marked):
    assert found_marked(words, found_words(search)) == marked


def test_markup_that_is_there_stays():
    words = script_marked("보건복지부 <b>")

    assert found_marked(words, found_words("보건복지부 span lang")) == (
        '<span lang="ko"><mark>보건복지부</mark> &lt;b&gt;</span>'
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("prefix", "search"), [("", "vaccine"), ("/ko", "백신")])
def test_titles_and_passages_of_a_search_are_marked(client, prefix, search):
    agreement = make.AgreementFactory()
    make.AgreementTextFactory(agreement=agreement, language="en", title="On vaccines", summary="")
    make.AgreementTextFactory(agreement=agreement, language="ko", title="백신 협약", summary="")
    other = make.AgreementFactory()
    for language, title, summary in (
        ("en", "Another", "A vaccine is bought."), ("ko", "다른 협약", "함께 백신을 구매합니다."),
    ):  # fmt: skip
        make.AgreementTextFactory(agreement=other, language=language, title=title, summary=summary)
    publish(agreement, other, by=None)

    page = client.get(f"{prefix}/search?q={search}").content.decode()

    assert page.count("<mark>") == 2
