"""Running a document finds what is not so in it."""

import pytest

from tests.docs import running

SHOWN = """
```sh
{code}
```

```{language} output
{output}
```
"""


def found(text, folder):
    return list(running.faults(text, server="http://localhost:1", folder=folder, variables={}))


@pytest.mark.parametrize(
    ("code", "language", "output", "is_so"),
    [
        ("echo one; echo two", "text", "one\ntwo", True),
        ("echo one; echo two", "text", "one\nthree", False),
        ("echo one; echo two", "text", "one", False),
        ("echo one; echo two", "text", "one…", True),
        ("echo one; echo two", "text", "…two", True),
        ("echo 'a b'", "text", "a  b", False),
        ("echo '{\"a\": [1, 2]}'", "json", '{"a": [\n  1, 2]}', True),
        ("echo '{\"a\": [1, 2]}'", "json", '{"a": […]}', True),
        ("echo '{\"a\": [1, 2]}'", "json", '{"a": [1]}', False),
        ("echo http://localhost:1/a", "text", "http://127.0.0.1:8000/a", True),
        ("echo http://127.0.0.1:8000/a | wc -c", "text", "21", True),  # the server's own name is asked
        ("echo one; false", "text", "one", False),
        ("exit 3", "text", "", False),
    ],
)
def test_what_is_shown_is_compared_with_what_came(code, language, output, is_so, tmp_path):
    assert (found(SHOWN.format(code=code, language=language, output=output), tmp_path) == []) == is_so


@pytest.mark.parametrize(
    ("fence", "fault"),
    [
        ("sh norun: it is a server", None),
        ("sh norun", "the fence says 'norun'; it may say 'norun: REASON' or 'output'"),
        ("json", "json cannot be run; say 'norun: REASON' or 'output'"),
        ("", "this cannot be run; say 'norun: REASON' or 'output'"),
        ("python", "failed with NameError: name 'nothing' is not defined"),
        ("sh", "failed with "),
    ],
)
def test_every_block_is_run_or_says_why_not(fence, fault, tmp_path):
    text = f"Words.\n\n```{fence}\nnothing\n```\n"

    told = found(text, tmp_path)

    assert [one.startswith(f"Line 3: {fault}") for one in told] == ([True] if fault else [])


def test_what_was_set_before_is_known_afterwards(tmp_path):
    text = "```sh\na=1\n```\n```sh\ntest $a = 1\n```\n```python\nb = 2\n```\n```python\nassert b == 2\n```\n"

    assert found(text, tmp_path) == []
    assert found(text.replace("b == 2", "b == 3"), tmp_path) == ["Line 10: failed with AssertionError: "]


def test_output_belongs_to_a_block():
    with pytest.raises(ValueError, match="Line 2: nothing was run"):
        running.blocks("\n```json output\n{}\n```\n")
