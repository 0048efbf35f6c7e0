"""Lines of templates that are joined in what is served."""

import pytest
from django.template import Context, TemplateSyntaxError, engines


def rendered(source: str, **context) -> str:
    return engines["django"].engine.from_string(source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>\n  one\n</p>", "<p>one</p>"),
        ("<p>one\n  two</p>", "<p>one two</p>"),
        ("<p>5\n  \u202f%</p>", "<p>5 \u202f%</p>"),
        (
            '<a class="one"\n   href="two"\n>three</a>\n\n<b>four</b>',
            '<a class="one" href="two">three</a><b>four</b>',
        ),
        ("one\n  {{ value }}\n  two", "onea\n btwo"),
        ("{{ value }} \n  two", "a\n btwo"),
        ("one {{ value }} two", "one a\n b two"),
        ("{% if value %}\n  {% with x=1 %}\n    one\n  {% endwith %}\n{% else %}\n  two\n{% endif %}", "one"),
        ('<a{% if value %} class="x"{% endif %}\n>', '<a class="x">'),
    ],
)
def test_lines_are_joined_beside_tags_and_spaced_between_words(source, expected):
    assert rendered(f"{{% oneline %}}{source}{{% endoneline %}}", value="a\n b") == expected


def test_lines_outside_the_block_stay():
    assert rendered("a\n{% oneline %}\n  b\n{% endoneline %}\nc") == "a\nb\nc"


@pytest.mark.parametrize("element", ["pre", "textarea", "script", "style"])
def test_elements_whose_lines_mean_something_are_refused(element):
    with pytest.raises(TemplateSyntaxError, match=f"would join the lines of a <{element}>"):
        rendered(f"{{% oneline %}}<{element}>a\nb</{element}>{{% endoneline %}}")
