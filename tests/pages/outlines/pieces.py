"""Values of contexts of templates, each as small as a template needs."""

from pages.mentions import Mention

MARKS = [{"number": 1, "basis": "stated", "card_id": "card-1"}]
NO_DATE = (None, None, "")


def named(name: str, **more) -> Mention:
    """A record as a page names it."""
    return Mention(name, address=f"/records/{name.replace(' ', '-')}", **more)


def titled(words: str) -> dict:
    """A record with its page."""
    return {"title": {"en": words}, "address": f"/records/{words.replace(' ', '-')}"}


def part(key: str) -> dict:
    """A part of a record, of which a source tells."""
    return {"key": key, "marks": MARKS}


def parts(count: int) -> list[dict]:
    return [part(f"k{number}") for number in range(1, count + 1)]
