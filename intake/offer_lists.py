"""Offers in groups for the page of ticks, and as data for the form beside which they stand."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from intake.offers import Offer


@dataclass
class OfferGroup:
    """The offers for one agreement of the texts; ``number`` is 0 for the one that they are about."""

    number: int
    rows: list[dict[str, Any]]


def grouped_offers(offers: Iterable[Offer], ticked: Collection[str]) -> list[OfferGroup]:
    """The offers by agreement, each once however often the texts say it, with whether it is ticked."""
    groups: dict[int, OfferGroup] = {}
    for offer in offers:
        number = offer.suggestion.agreement or 0
        group = groups.setdefault(number, OfferGroup(number, []))
        group.rows.append({"offer": offer, "is_ticked": offer.id in ticked})
    return [groups[number] for number in sorted(groups)]


def offers_data(offers: Iterable[Offer]) -> list[dict[str, Any]]:
    """Offers as JSON: words, quote and place, what they fill in, and choices of organizations."""
    return [
        {
            "id": offer.id,
            "source": offer.text.pk,
            "start": offer.suggestion.start,
            "end": offer.suggestion.end,
            "quote": offer.quote,
            "kind": offer.kind_label,
            "words": offer.words,
            "sure": offer.sure,
            "stated": offer.suggestion.stated,
            "model": offer.suggestion.by_model,
            "agreement": offer.suggestion.agreement,
            "choices": [asdict(choice) for choice in offer.choices],
            "fills": [{**asdict(fill), "cited": fill.cited_inputs(offer.suggestion)} for fill in offer.fills],
        }
        for offer in offers
    ]
