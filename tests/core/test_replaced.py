"""An address or a name is replaced when it is another, not when it is written otherwise."""

import pytest

from core.replaced import is_replaced_address, is_replaced_name


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Salary list of Zenobia", "Text", True),
        ("Salary list of Zenobia", "Salary list", True),
        ("Salary list of Zenobia", "", True),
        ("급여 명단 (김철수)", "급여 명단", True),
        ("Memorandum of 2019", "Memorandum of 2020", True),
        ("Memorandm of Understanding", "Memorandum of understanding", False),
        ("Memorandum", "Memorandum of understanding, signed", False),
        ("양해 각서", "양해각서", False),
        ("양해각서", "양해 각서 (국문)", False),
        ("Text fo the agreement", "Text of the agreement", False),
        ("Agreement, annex", "Annex: agreement", False),
        ("", "Text", False),
    ],
)
def test_a_name_with_a_word_that_is_gone_is_replaced(before, after, expected):
    assert is_replaced_name(before, [after]) is expected
    assert is_replaced_name(before, ["Other", after]) is expected
    assert is_replaced_name(before, []) is bool(before)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("https://example.org/private", "https://example.org/public", True),
        ("https://example.org/a", "https://example.org/A", True),
        ("https://example.org/a", "", True),
        ("http://example.org/a", "https://www.example.org/a/", False),
        ("https://example.org/a", "https://example.org/a", False),
        ("", "https://example.org/a", False),
    ],
)
def test_an_address_is_replaced_by_another_page(before, after, expected):
    assert is_replaced_address(before, [after]) is expected
    assert is_replaced_address(before, ["https://example.org/c", after]) is expected
