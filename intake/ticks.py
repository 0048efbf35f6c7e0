"""The page of suggestions as somebody left it: ticks, choices, facts of sources; kept until these are stored."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from desk.form_drafts import DRAFT_KEY, draft_data, drafts_of, keep_draft, new_draft_key
from intake.offers import Offer

TICKED = "intake.suggestions"  # the form drafts of the page
FURTHER = "further"  # the button that adds a text
# The input with the keys of the texts: offers of one that is added later are ticked as they come.
_SHOWN = "shown"
_UNSTORED = re.compile(r"(?:(?<=^)|(?<=choice-)|(?<=source-)|(?<= ))-\d+(?=[- ]|$)")  # the key of a text


@dataclass(frozen=True)
class Ticks:
    """The inputs sent of the page or kept of it; none, where it is new. ``texts`` is the name of its texts."""

    texts: str
    key: str
    data: QueryDict
    is_kept: bool = False

    def of_offers(self, offers: Iterable[Offer]) -> dict[str, str | None]:
        """The ids of the offers that are ticked, each with the choice that was made for it."""
        shown, taken = self.data.get(_SHOWN, "").split(), self.data.getlist("take")
        return {
            offer.id: self.data.get(f"choice-{offer.id}")
            for offer in offers
            if (offer.id in taken if str(offer.text.pk) in shown else offer.sure)
        }

    @property
    def typed(self) -> Mapping[str, str]:
        return self.data.dict()

    @property
    def draft(self) -> dict[str, Any]:
        """Context of the script that keeps the page while somebody types."""
        return {"model": TICKED, "record_pk": self.texts, "key": self.key, "is_unsaved": self.is_kept}

    def keep(self, user: Any) -> None:
        fields = [[name, value] for name, values in self.data.lists() for value in values]
        keep_draft(user=user, model=TICKED, record_pk=self.texts, key=self.key, fields=fields)


def name_of_texts(keys: Iterable[int], given: str) -> str:
    """The name under which a page is kept: the key of its unstored texts, else the keys of the stored ones."""
    return given or ",".join(map(str, keys))[:64]


def ticks_of(request, texts: str) -> Ticks:
    """The page as it was sent, else as it is kept."""
    if request.method == "POST":
        key = request.POST.get(DRAFT_KEY, "")
        return Ticks(texts, key if key.isalnum() and len(key) <= 32 else new_draft_key(), request.POST)
    if draft := drafts_of(request.user, TICKED, texts).first():
        return Ticks(texts, draft.key, draft_data(draft), True)
    return Ticks(texts, new_draft_key(), QueryDict())


def of_stored_texts(data: QueryDict, stored: Mapping[int, int]) -> QueryDict:
    """Data sent of a page, as those of the same texts with the keys that they have since they are stored."""

    def renamed(words: str) -> str:
        return _UNSTORED.sub(lambda match: str(stored.get(int(match[0]), match[0])), words)

    result = QueryDict(mutable=True)
    for name, values in data.lists():
        of_ids = name in ("take", _SHOWN)
        result.setlist(renamed(name), [renamed(value) for value in values] if of_ids else values)
    return result


def take_along(user: Any, texts: str, with_more: str) -> None:
    """Let what is kept of a page be that of the page to which a text was added."""
    drafts_of(user, TICKED, texts).update(record_pk=with_more)
