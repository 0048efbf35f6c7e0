"""Promises about the house: no circles of files, rooms and modules of a size to read, plain words.

``./dev figures --whole`` lists the places behind each figure.
"""

import ast

import pytest

from devtools import legibility
from register.kinds import kinds

ROOMS_WITHOUT_NOUNS = {"register", "pages", "exports"}
# Words of a standard that are not the names of our kinds.
NOUNS_OF_STANDARDS = {
    "pages.json_ld Organization": "a type of schema.org, for the publisher of the register",
}


@pytest.fixture(scope="module")
def modules():
    return legibility.product()


def test_no_files_import_each_other_in_a_circle(modules):
    assert legibility.circles(modules) == []


def test_no_module_is_over_300_lines(modules):
    assert [module.name for module in modules if module.lines > legibility.LONGEST_MODULE] == []


def test_no_package_is_over_a_quarter_of_the_product(modules):
    assert {package: share for package, share in legibility.shares(modules).items() if share > 1 / 4} == {}


def test_the_register_has_fewer_than_5000_lines(modules):
    assert sum(module.lines for module in modules if module.package == "register") < 5_000


def test_at_most_2_in_100_docstrings_begin_with_a_question(modules):
    openings = legibility.opening_questions(modules)
    openings += [
        module.name
        for module in modules
        if legibility.begins_with_question_word(ast.get_docstring(module.tree) or "")
    ]

    docstrings = [docstring for module in modules for docstring in module.docstrings()]
    assert openings[(len(docstrings) + len(modules)) * 2 // 100 :] == []


def test_at_most_20_names_of_functions_stand_in_several_modules(modules):
    assert list(legibility.repeated_functions(modules).items())[20:] == []


def test_nothing_is_named_by_a_verb_of_telling_or_a_pronoun(modules):
    assert [place for module in modules for place in module.stories()] == []


def test_no_line_of_a_template_is_over_120_characters():
    assert legibility.long_template_lines() == []


def test_the_rooms_that_all_kinds_share_name_none(modules):
    nouns = {noun for kind in kinds() for noun in (kind.name, kind.plural)}

    places = legibility.named(modules, nouns, ROOMS_WITHOUT_NOUNS)

    assert [place for place in places if _without_line(place) not in NOUNS_OF_STANDARDS] == []


def _without_line(place: str) -> str:
    """``pages.json_ld:65 Organization`` without the number."""
    module, _colon, rest = place.partition(":")
    return f"{module} {rest.partition(' ')[2]}"
