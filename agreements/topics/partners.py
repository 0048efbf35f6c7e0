"""Countries and organizations with most agreements about a topic, each with a link to these agreements."""

from urllib.parse import urlencode

from django.utils.translation import get_language
from django_countries import countries

from core.collation import collation_key
from core.localized import in_language
from pages.co_occurrence import ValueCount, co_occurring_values
from register import addresses

_MAX_COUNTRIES, _MAX_ORGANIZATIONS = 250, 15


def topic_partners(ref: str) -> dict:
    """``countries`` and ``organizations``, the most agreements first; ``more``: the organizations not shown."""
    keys = [f"topic:{ref}"]
    top = co_occurring_values("country", "party", keys=keys, most=_MAX_COUNTRIES)
    party, shown = top["party"], top["party"].values[:_MAX_ORGANIZATIONS]
    known = dict(countries)
    named = [(value, str(known[value.key]), "") for value in top["country"].values if value.key in known]
    named.sort(key=lambda row: (-row[0].together, collation_key(row[1], get_language())))
    organizations = [(value, *in_language(value.title)) for value in shown if value.title]
    return {
        "countries": [_partner_row(*row, ref, "country") for row in named],
        "organizations": [_partner_row(*row, ref, "party") for row in organizations],
        "more": party.total - len(shown),
    }


def _partner_row(value: ValueCount, name: str, language: str, topic: str, fact: str) -> dict:
    query = urlencode({"topic": topic, fact: value.key})
    return {
        "name": name,
        "language": language,
        "counts": value.counts,
        "address": addresses.list_path("agreement", query),
    }
