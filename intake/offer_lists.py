"""Offers in groups for the page of ticks, and as data for the form beside which they stand."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from intake.offers import Offer
from intake.words import MEETING, group_label


@dataclass
class OfferGroup:
    """The offers for one agreement of the texts, or for the meeting that they tell of."""

    id: str
    label: str
    rows: list[dict[str, Any]]


def grouped_offers(offers: Iterable[Offer], ticked: Mapping[str, str | None]) -> list[OfferGroup]:
    """The offers by agreement, with whether each is ticked and what was chosen for it."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for offer in offers:
        rows.setdefault(offer.group, []).append(
            {"offer": offer, "is_ticked": offer.id in ticked, "chosen": ticked.get(offer.id)}
        )
    names = sorted(rows, key=lambda name: (name == MEETING, name))
    alone = _("Suggestions") if names == ["0"] else ""
    return [OfferGroup(name, alone or group_label(name), rows[name]) for name in names]


def offers_data(offers: Iterable[Offer]) -> list[dict[str, Any]]:
    """Offers as JSON: words, quotes and places, what they fill in, and choices of records."""
    return [
        {
            "id": offer.id,
            "quote": offer.quote,
            "places": [
                {"text": each.text.pk, "start": each.suggestion.start, "end": each.suggestion.end}
                for each in (offer, *offer.again)
            ],
            "kind": offer.kind_label,
            "words": offer.words,
            "sure": offer.sure,
            "stated": offer.suggestion.stated,
            "model": offer.suggestion.by_model,
            "group": offer.group,
            "groupLabel": group_label(offer.group),
            "choices": [
                {**asdict(choice), "isOrganization": choice.is_organization}
                for choice in offer.choices
                if choice.sibling is None
            ],
            "fills": [{**asdict(fill), "cited": fill.cited_inputs(offer.suggestion)} for fill in offer.fills],
        }
        for offer in offers
    ]
