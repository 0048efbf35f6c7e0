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
_ALTERNATIVES = re.compile(r" or | 또는 |, |·")


def form_words() -> Iterator[tuple[str, str]]:
    """``(key, words)`` of each form."""
    for form in Form:
        if form == Form.OTHER:
            continue
        for language, _name in settings.LANGUAGES:
            with override(language):
                label = str(form.label)
            yield from ((f"form:{form}", words) for words in {label, *_ALTERNATIVES.split(label)})
        yield from ((f"form:{form}", words) for words in _SHORT_FORMS.get(form, []))


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
    """What it says, and what came of it: summaries, acts, terms, commitments, results and money, in all languages."""
    yield from (text["summary"] for text in body["texts"])
    yield body["form_as_written"]
    for localized in (body["occasion"], body["background"]):
        yield from localized.values()
    for collection in ("milestones", "terms", "relations", "commitments", "results", "contributions"):
        for part in body[collection]:
            yield part.get("wording", "")
            for member in ("condition", "reason", "stub", "text", "purpose"):
                yield from part.get(member, {}).values()
