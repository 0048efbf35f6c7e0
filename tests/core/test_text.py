"""Texts as search sees them."""

import pytest

from core.text import fold, query_words, slug, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Université de RENNES", "universite de rennes"),
        ("ＭＯＵ", "mou"),
        ("보건의료", "보건의료"),
        ("Straße", "strasse"),
        ("ﬁnance", "finance"),
    ],
)
def test_folding_leaves_what_people_type(text, folded):
    assert fold(text) == folded


def test_a_two_syllable_query_finds_any_word_that_holds_it():
    assert query_words("의료") == ["의료"]
    assert set(query_words("의료")) <= set(words("국제보건의료협력의 양해각서"))


def test_one_syllable_is_found_too():
    assert set(query_words("료")) <= set(words("의료"))


def test_words_of_two_scripts_are_parted():
    assert query_words("KHIDI와 NIHR") == ["khidi", "nihr", "와"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("KoNECT–DIA Memorandum", "konect-dia-memorandum"),
        ("한국·영국 보건의료 협력 양해각서", "한국-영국-보건의료-협력-양해각서"),
        ("word " * 30, "word-word-word-word-word-word-word-word-word-word-word-word"),
        ("!?", ""),
    ],
)
def test_a_slug_is_readable_and_ends_at_a_word(title, expected):
    assert slug(title) == expected
