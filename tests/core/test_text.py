"""Texts as search sees them."""

import pytest

from core.text import alphanumeric, fold, lexemes, normalize_name, slug, tokens, tsvector_literal


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


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        # any two syllables side by side, and any one: it begins a pair or is the last
        ("보건의료", ["보건", "건의", "의료", "료"]),
        ("료", ["료"]),
        ("trial", ["trial"]),
    ],
)
def test_a_run_is_found_by_its_pairs_and_its_last_sign(token, expected):
    assert lexemes(token) == expected


def test_words_of_two_scripts_are_parted_and_stay_in_order():
    assert tokens("KHIDI와 NIHR의 Ｍemorandum") == ["khidi", "와", "nihr", "의", "memorandum"]


def test_names_and_identifiers_are_compared_without_what_people_type_differently():
    assert (
        normalize_name("  Université de  RENNES (1)")
        == normalize_name("universite de rennes 1")
        == "universite de rennes 1"
    )
    assert alphanumeric("TS 001/1910: Cd. 1") == alphanumeric("ts001-1910 cd1") == "ts0011910cd1"


def test_a_vector_knows_where_each_word_stands_and_how_much_it_weighs():
    assert tsvector_literal([("A", "Health data"), ("C", "의료 data")]) == (
        "'health':1A 'data':2A,15C '의료':13C '료':14C"
    )


def test_a_vector_of_a_long_text_is_one_that_the_database_takes():
    words = " ".join(["again"] * 300 + [f"w{number}" for number in range(20_000)])

    told = tsvector_literal([("D", words)])

    assert told.count("again") == 1
    assert told.partition(" ")[0].count(",") == 254
    assert "'w19999':16383D" in told


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
