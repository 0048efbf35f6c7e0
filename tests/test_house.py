"""Promises about the house: no circles of files, rooms and modules of a size to read, plain words.

``./dev figures --whole`` lists the places behind each figure.
"""

import ast

import pytest

from devtools import lazy_texts, legibility
from register.kinds import kinds

ROOMS_WITHOUT_NOUNS = {"register", "pages", "exports"}
# Words of a standard that are not the names of our kinds.
NOUNS_OF_STANDARDS = {
    "pages.json_ld Organization": "a type of schema.org, for the publisher of the register",
}

# Modules that take the day of an instant by `date()`, in which time zone it is.
DAYS_OF_INSTANTS = {
    "access.senders": "UTC: a day of 24 hours for every network",
    "core.clock": "here, by localtime()",
    "following.actions": "here, by localtime()",
    "pages.templatetags.page_tags": "here: the filter is given local time",
    "reminders.actions": "here, by localtime()",
    "interchange.recipes.liquidity_deals": "a text without a time zone",
    "spreadsheets.files.workbooks": "a cell without a time zone",
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


def test_the_day_of_an_instant_is_that_of_the_house(modules):
    """An instant is stored in UTC, whose day begins hours after ours or before: `timezone.localdate` takes ours."""
    calls = {
        module.name
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr, node.args) == ("date", [])
    }

    assert calls == {*DAYS_OF_INSTANTS}
    assert [
        f"{module.name}:{node.lineno}"
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FormattedValue)
        and isinstance(node.value, ast.Attribute)  # not what `timezone.localtime` gives
        and node.format_spec
        and ast.unparse(node.format_spec).strip("f'").startswith("%Y-%m-%d")
        and not ast.unparse(node.format_spec).endswith("Z'")  # which says that it is UTC
    ] == []


def test_the_rooms_that_all_kinds_share_name_none(modules):
    nouns = {noun for kind in kinds() for noun in (kind.name, kind.plural)}
    nouns -= {"collection", "collections"}  # so are the lists of parts of a record called

    places = legibility.named(modules, nouns, ROOMS_WITHOUT_NOUNS)

    assert [place for place in places if _without_line(place) not in NOUNS_OF_STANDARDS] == []


def test_no_translated_text_is_made_a_string_at_import(modules):
    assert [
        f"{module.name}:{place}" for module in modules for place in lazy_texts.frozen_texts(module.tree)
    ] == []


@pytest.mark.parametrize(
    "expression",
    [
        '_("%(n)d days") % {"n": 3}',
        '"%s!" % _("Days")',
        '"%s, %s" % ("a", _("Days"))',
        '"%(what)s" % {"what": _("Days")}',
        '_("{n} days").format(n=3)',
        '"{}".format(_("Days"))',
        '"{what}".format(what=_("Days"))',
        'f"{_("Days")}!"',
        'str(_("Days"))',
        'str(object=pgettext_lazy("calendar", "days"))',
        '_("Days") + "!"',
        '"!" + _("Days")',
        '_("Days").upper()',
        '_("Days")[0]',
        '", ".join([_("Days"), "a"])',
        'format_html("<b>{}</b>", _("Days"))',
        'translation.gettext_lazy("Days") + "!"',
        '{"help": [_("Days") % ()]}',
        'CharField(help_text=_("%d days") % 3)',
        'LABEL % {"n": 3}',
        'f"{LABEL}"',
        'gettext("Days")',
    ],
)
@pytest.mark.parametrize(
    "place",
    [
        "TEXT = ...",
        "class Form:\n    text = ...",
        "class Form:\n    class Meta:\n        text: str = ...",
        "if DEBUG:\n    TEXT = ...",
        "def label(text=...): pass",
        "def label(*, text=...): pass",
        "@display(description=...)\ndef label(): pass",
        "class Form:\n    label = lambda self, text=...: text",
        "TEXTS = [... for number in range(3)]",
        "register(...)",
    ],
)
def test_a_text_that_is_made_a_string_at_import_is_found(place, expression):
    assert len(lazy_texts.frozen_texts(_with_translations(place.replace("...", expression)))) == 1


@pytest.mark.parametrize(
    "code",
    [
        'TEXT = _("Days")',
        'TEXT = format_lazy(_("{n} days"), n=3)',
        'TEXT = capfirst(_("Days"))',
        'TEXTS = {"a": _("Days")}',
        'def label():\n    return _("%d days") % 3 + gettext("Days")',
        'class Form:\n    def label(self):\n        return str(_("Days"))',
        'label = lambda: f"{LABEL}"',
        'TEXTS = {"a": 1} | {"b": _("Days")}',
        'TEXTS = ["a"] + [_("Days")]',
        'TEXT = "%d days" % 3',
        'TEXT = "a" + str(3)',
    ],
)
def test_a_text_that_is_translated_when_it_is_shown_is_no_fault(code):
    assert lazy_texts.frozen_texts(_with_translations(code)) == []


def _with_translations(code: str) -> ast.Module:
    """The code, parsed, below the imports of a module with translated texts."""
    names = "gettext, pgettext_lazy, gettext_lazy as _"
    return ast.parse(f'from django.utils.translation import {names}\nLABEL = _("%(n)d days")\n{code}')


def _without_line(place: str) -> str:
    """``pages.json_ld:65 Organization`` without the number."""
    module, _colon, rest = place.partition(":")
    return f"{module} {rest.partition(' ')[2]}"
