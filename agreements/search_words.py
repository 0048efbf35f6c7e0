"""Words by which searches find agreements: their texts by weight, and words for their forms."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import override

from agreements.choices import Form
from register.search.vectors import PARTICIPANTS, REST, SUBJECT, TITLE

_SHORT_FORMS = {
    Form.MOU: ["MOU", "M.O.U.", "memoranda of understanding", "각서", "업무협약"],
    Form.LETTER_OF_INTENT: ["LOI", "L.O.I.", "의향서"],
    Form.EXCHANGE_OF_NOTES: ["각서 교환", "교환공문"],
    Form.DECLARATION: ["joint declaration", "공동선언", "공동선언문", "공동성명"],
    Form.FRAMEWORK_AGREEMENT: ["framework", "기본협정"],
    Form.PROTOCOL: ["의정서"],
    Form.ARRANGEMENT: ["약정"],
    Form.TREATY: ["조약"],
    Form.CONVENTION: ["협약"],
    Form.AGREEMENT: ["협정"],
}
_PLURALS = [(r"um$", "a"), (r"(?<=[^aeiou])y$", "ies"), (r"(ch|sh|x|z)$", r"\1es"), (r"$", "s")]
_HEAD = re.compile(r"^(?P<before>.*?)(?P<noun>\w+)(?P<after> of .*)?$")
_ALTERNATIVES = re.compile(r" or | 또는 |, |·")


def form_words() -> Iterator[tuple[str, str]]:
    """``(key, words)`` of each form, in the singular and, in English, in the plural."""
    for form in Form:
        if form == Form.OTHER:
            continue
        names = {name for language, _name in settings.LANGUAGES for name in _labels_of_form(form, language)}
        names.update(_SHORT_FORMS.get(form, []))
        for words in names:
            yield f"form:{form}", words
            yield from ((f"form:{form}", plural) for plural in _plurals(words))


def _labels_of_form(form: Form, language: str) -> Iterator[str]:
    with override(language):
        label = str(form.label)
    yield from (label, *_ALTERNATIVES.split(label))


def _plurals(words: str) -> set[str]:
    """The plurals of English words, of the noun before “of”: letters of intent, treaties, MOUs, memoranda."""
    phrase = _HEAD.fullmatch(words) if words.isascii() and "." not in words else None
    if not phrase or phrase["noun"].endswith("s"):  # agreed minutes
        return set()
    noun = phrase["noun"]
    ways = [
        next(re.sub(end, many, noun, count=1) for end, many in _PLURALS if re.search(end, noun)),
        f"{noun}s",
    ]
    return {f"{phrase['before']}{plural}{phrase['after'] or ''}" for plural in ways}


def search_texts(body: dict) -> dict[str, list[str]]:
    """Texts of an agreement for full-text search, by weight."""
    signatories, involvements = body["signatories"], body["involvements"]
    mentions = [
        part[who]
        for part in [*involvements, *signatories]
        for who in ("organization", "person")
        if part.get(who)
    ]
    mentions += [signatory["affiliation"] for signatory in signatories if signatory["affiliation"]]
    posts = [words for part in signatories for words in (part["post"], part["on_behalf_of"])]
    posts += [words for part in signatories for words in part["post_by_language"].values()]
    units = [involvement["unit"] for involvement in involvements]
    return {
        TITLE: [text["title"] for text in body["texts"]],
        PARTICIPANTS: [*(mention["name"] for mention in mentions), *posts, *units],
        SUBJECT: [topic["ref"] for topic in body["topics"]],
        REST: list(_prose(body)),
    }


def _prose(body: dict) -> Iterator[str]:
    """What it says, and what came of it: summaries, roles, acts, terms, commitments, money, contacts, documents."""
    yield from (text["summary"] for text in body["texts"])
    yield body["form_as_written"]
    for localized in (body["occasion"], body["background"]):
        yield from localized.values()
    for involvement in body["involvements"]:
        yield involvement["role_as_written"]
    yield from (milestone["by_body"]["name"] for milestone in body["milestones"] if milestone["by_body"])
    for collection in ("milestones", "terms", "relations", "commitments", "results", "contributions"):
        for part in body[collection]:
            yield from (part.get(member) or "" for member in ("wording", "unit", "legal_basis"))
            for member in ("condition", "scope", "reason", "stub", "text", "purpose", "due_event"):
                yield from part.get(member, {}).values()
    yield from (signatory["authority"] for signatory in body["signatories"])
    yield from (contact["office"] for contact in body["contacts"])
    yield from (document["title"] for document in body["documents"])
