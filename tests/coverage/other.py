"""Members that the schema of a case has beside those known here: each value is looked for in the whole body.

A text has to stand within one text, a date has to be one of the dates, a number one of the numbers; “true” needs a
member of that name that is true. So a kind of fact that a coder adds is measured before anybody maps it.
"""

from collections.abc import Iterator

from core import edtf
from tests.coverage.bodies import first_path
from tests.coverage.text_comparison import contains_words, is_same_date, paraphrases

_SKIPPED = {"key", "ref", "sources", "citations", "object"}
_QUOTE_LENGTH = 4  # words; a longer text is in the coder's own words


def other_facts(coded: dict, known: set[str], bodies: list[dict]) -> Iterator[tuple[str, str, object, str]]:
    """Facts of the members that are not known, each value by itself."""
    for member, value in coded.items():
        if member not in known:
            for path, leaf in _coded_leaves(value, member):
                yield f"other: {member}", path, leaf, other_path(path.rsplit("/", 1)[-1], leaf, bodies)


def _coded_leaves(value, path: str) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _coded_leaves(inner, f"{path}/{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from _coded_leaves(inner, f"{path}/{number}")
    elif value not in (None, "", False):
        yield path, value


def other_path(name: str, coded, bodies: list[dict]) -> str:
    """The first path that holds a value."""
    return first_path(
        path
        for body in bodies for path, held in _leaves(body, body["ref"]) if _is_held(name, coded, path, held)
    )  # fmt: skip


def _is_held(name: str, coded, path: str, held) -> bool:
    if coded is True:
        return held is True and path.rsplit("/", 1)[-1].removeprefix("is_") == name.removeprefix("is_")
    if isinstance(coded, (int, float)):
        return not isinstance(held, bool) and _number(held) == coded
    if not isinstance(held, str) or not held:
        return False
    if _is_date(coded):
        return is_same_date(held, coded)
    is_paraphrase = len(coded.split()) > _QUOTE_LENGTH
    return (
        paraphrases(held, coded)
        if is_paraphrase
        else contains_words(held.replace("_", " "), coded.replace("_", " "))
    )


def _number(held) -> float | None:
    try:
        return float(held)
    except (TypeError, ValueError):
        return None


def _is_date(text: str) -> bool:
    try:
        return bool(edtf.parse(text))
    except edtf.EDTFError:
        return False


def _leaves(value, path: str) -> Iterator[tuple[str, object]]:
    """Every value of a body that is no address of another one."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in _SKIPPED:
                yield from _leaves(inner, f"{path}/{name}")
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            name = inner.get("key", number) if isinstance(inner, dict) else number
            yield from _leaves(inner, f"{path}/{name}")
    else:
        yield path, value
