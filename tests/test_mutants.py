"""The faults that ``./dev mutants`` plants."""

import ast
import json

import pytest

from devtools.mutants.faults import read_faults
from devtools.mutants.python_mutants import python_mutants
from devtools.mutants.template_mutants import template_mutants

CODE = '''\
"""A module."""
from datetime import date

LABELS = {"a": _("first"), "b": _("last")}


def is_over(life, day: date | None = None):
    """Whether it is."""
    logger.info("asked")
    life.note(day)
    return life.end < day and not life.renewed
'''
PAGE = """\
{% load words %}
{# a note of {{ no.matter }} #}
{% if life.end and life.renewed %}<a href="/all">{{ life.start|day }}</a>{% endif %}
{% include "x.html" with notice=life.notice %}
"""


@pytest.mark.parametrize(
    "fault",
    [
        "life.end <= day", "or not life.renewed", "and life.renewed", "life.note(None)", "    None\n",
        'LABELS = {"a": _("first"), }', "LABELS = None",
    ],
)  # fmt: skip
def test_faults_of_python_are_made(fault):
    assert any(fault in mutant.code for mutant in python_mutants("a.py", CODE))


def test_a_fault_of_python_is_one_change_of_what_runs():
    mutants = list(python_mutants("a.py", CODE))
    assert len(mutants) > 10
    for mutant in mutants:
        assert ast.dump(ast.parse(mutant.code)) != ast.dump(ast.parse(CODE)), mutant.code
        for untouched in ('"""A module."""', "import date", "date | None", '"asked"'):
            assert untouched in mutant.code
    assert not any('_("last' not in mutant.code and '"b"' in mutant.code for mutant in mutants)
    # lines are those of the statement, for finding the tests that run it
    assert {(mutant.first, mutant.last) for mutant in mutants} == {(4, 4), (10, 10), (11, 11)}


@pytest.mark.parametrize(
    "fault",
    [
        "{% if True %}", "life.end or life.renewed", "<a >", "></a>", "{{ life.start }}", "{{ life.end|day }}",
        '"x.html" with %}', "with renewal=life.notice", "%}\n\n",
    ],
)  # fmt: skip
def test_faults_of_templates_are_made(fault):
    changed = [mutant.code for mutant in template_mutants("a.html", PAGE)]
    assert any(fault in code for code in changed)
    assert all("{{ no.matter }}" in code for code in changed)


def fault_file(directory, *edits):
    (directory / "a.py").write_text(CODE)
    (directory / "b.html").write_text(PAGE)
    named = [dict(zip(("path", "old", "new"), edit, strict=True)) for edit in edits]
    file = directory / "faults.jsonl"
    file.write_text(json.dumps({"kind": "dates", "says": "an end is early", "edits": named}) + "\n")
    return file


def test_a_prepared_fault_may_change_several_places_of_several_files(tmp_path):
    file = fault_file(
        tmp_path,
        ("a.py", "life.end < day", "life.end <= day"),
        ("a.py", "    life.note(day)\n", ""),
        ("b.html", "{% load words %}\n", "{% load words %}\n{{ day }}\n"),
    )

    (fault,) = read_faults(file, tmp_path)

    assert (fault.kind, fault.says) == ("dates", "an end is early")
    assert fault.difference(tmp_path).splitlines() == [
        "-    life.note(day)", "-    return life.end < day and not life.renewed",
        "+    return life.end <= day and not life.renewed", "+{{ day }}",
    ]  # fmt: skip
    # for a new line the tests that run the lines around it
    assert fault.places == [("a.py", 11, 11), ("a.py", 10, 11), ("b.html", 1, 2)]


@pytest.mark.parametrize(("old", "times"), [("life.end > day", 0), ("life", 4)])
def test_a_prepared_fault_that_fits_nowhere_or_in_several_places_is_refused(tmp_path, old, times):
    file = fault_file(tmp_path, ("a.py", old, "x"))

    with pytest.raises(SystemExit, match=f"faults.jsonl:1: .*a.py has this {times} times, not once: {old}"):
        read_faults(file, tmp_path)
