"""Central bank liquidity lines: the data set on swap and repo lines as one CSV (`lines.csv`), a row a deal.

Each deal is an agreement between two central banks, of which the source names only the country. The rows that renew,
reactivate or supplement an earlier deal say so, and the earlier one gets that act with the new last day: its life goes
on, or comes back after a gap. What the columns mean is in the documentation of the data set.

- An initiative is known by its name alone. It becomes a topic: the record of an agreement would need parties and
  dates that no source gives. Where the deal is part of a framework agreement, that is a relation in words.
- A deal is linked to another only where there is ground for it (`liquidity_deals`). Otherwise the relation is in words.
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from django_countries import countries

from interchange.recipes.liquidity_counts import counts
from interchange.recipes.liquidity_deals import SCHEME, DealTable, is_open_ended, read_deals

__all__ = ["counts", "records"]

_SOURCE_ID = "liquidity-lines"
_TOPIC_ID = "liquidity-line-topic"
_BILLION = 10**9
_DEAL_ACTIONS = {  # relation of the newer deal to the earlier one, milestone of the earlier one
    "renew": ("renews", "renewed"),
    "reactivate": ("renews", "renewed"),
    "supplement": ("amends", "amended"),
}
# Columns without a field, or with one that does not show what the source wrote.
_NOTED_COLUMNS = [
    "framework", "reciprocal_deal", "existence_previous_deal", "deal_action", "previous_deal", "source_currency",
    "source_currency_deal", "note",
]  # fmt: skip
_UNNAMED_DEAL = "an earlier line between the two, which the source does not name"


def records(folder: Path) -> dict[str, list[dict]]:
    """All deals of the folder, with the central banks, the initiatives and the source."""
    deals = read_deals(folder)
    rows = list(deals.rows.values())
    initiatives = sorted({row["initiative"] for row in rows if row["initiative"]})
    return {
        "sources": [_lines_source()],
        "topics": [
            {"id": _TOPIC_ID, "names": {"en": "central bank liquidity lines"}},
            *(
                {"id": _initiative_id(name), "names": {"en": name}, "parent": _TOPIC_ID}
                for name in initiatives
            ),
        ],
        "organizations": list(_central_banks(rows)),
        "agreements": [_deal_agreement(row, deals) for row in rows],
    }


def _lines_source() -> dict:
    return {
        "id": _SOURCE_ID,
        "title": "Dataset for: The Global Network of Liquidity Lines",
        "publisher": "Saleem Bahaj, Marie Fuchs, Ricardo Reis",
        "kind": "register",
        "language": "en",
        "address": "https://github.com/s-mahdihosseini/Network_Web",
    }


def _central_banks(rows: list[dict]) -> Iterator[dict]:
    """The central banks: by country, as the source names them, in the way it mostly writes that."""
    written: dict[str, Counter] = {}
    for row in rows:
        for side in ("source", "recipient"):
            written.setdefault(row[f"ISO_{side}"], Counter())[row[f"{side}_country"]] += 1
    inferred = "It names only the country, and describes the lines as agreements between central banks."
    for code, names in sorted(written.items()):
        yield {
            "id": _central_bank_id(code),
            "name": names.most_common(1)[0][0],
            "qualifier": "central bank",
            "kind": "agency",
            "country": countries.alpha2(code),
            "citations": [
                {"source": _SOURCE_ID, "facts": ["name"], "locator": code},
                {
                    "source": _SOURCE_ID,
                    "basis": "inferred",
                    "facts": ["kind", "qualifier"],
                    "says": {"en": inferred},
                },
            ],
        }


def _deal_agreement(row: dict, deals: DealTable) -> dict:
    return {
        "id": _deal_id(row),
        "form": "agreement",
        "form_as_written": f"{row['collateral']}, {row['deal_type']}",
        "topics": [_initiative_id(row["initiative"]) if row["initiative"] else _TOPIC_ID],
        "texts": [{"language": "en", "title": _deal_title(row), "is_working_title": True}],
        "identifiers": [{"scheme": SCHEME, "value": row["deal_ID"]}],
        "involvements": [
            {
                "id": side,
                "organization": _central_bank_id(row[f"ISO_{side}"]),
                "name_as_written": row[f"{side}_country"],
                "side": side,
            }
            for side in ("source", "recipient")
        ],
        "milestones": _deal_milestones(row, deals),
        "terms": _deal_terms(row, deals),
        "relations": _deal_relations(row, deals),
        "contributions": _deal_contributions(row),
        "custody": {"note": "\n".join(f"{name}: {row[name]}" for name in _NOTED_COLUMNS if row[name])},
        "citations": [{"source": _SOURCE_ID, "facts": [], "locator": f"deal_ID {row['deal_ID']}"}],
    }


def _deal_title(row: dict) -> str:
    """Working title with the day: the same two often began several lines in a year."""
    kind = row["collateral"].capitalize()
    line = f"{kind} line from {row['source_country']} to {row['recipient_country']}"
    return ", ".join(filter(None, [line, row["start_date"]]))


def _deal_milestones(row: dict, deals: DealTable) -> list[dict]:
    """Its start, where the source has its day, and the acts of later deals on it."""
    start = {
        "id": "start",
        "kind": "takes_effect",
        "on": row["start_date"],
        "wording": "start_date: the day of signature or of the press release",
    }
    acts = [
        {
            "id": _act_id(newer),
            "kind": _DEAL_ACTIONS[newer["deal_action"]][1],
            "on": newer["start_date"],
            "until": newer["end_date"] if _moves_end_date(newer, row) and not is_open_ended(newer) else "",
            "instrument": _deal_id(newer),
            "wording": newer["deal_action"],
        }
        for newer in deals.newer_deals[row["deal_ID"]]
    ]
    return [*([start] if row["start_date"] else []), *acts]


def _deal_terms(row: dict, deals: DealTable) -> list[dict]:
    """Its own term, and those without end that later deals gave it."""
    endless = {"renewal": "indefinite", "wording": "31/12/9999"}
    own = {"starts_with": "effect", **(endless if is_open_ended(row) else {"until": row["end_date"]})}
    own_term = [own] if row["end_date"] else []
    extensions = [
        newer
        for newer in deals.newer_deals[row["deal_ID"]]
        if _moves_end_date(newer, row) and is_open_ended(newer)
    ]
    return [*own_term, *({"milestone": _act_id(newer), **endless} for newer in extensions)]


def _moves_end_date(newer: dict, row: dict) -> bool:
    """True for a renewal of a line that has an end; a supplement moves none."""
    return newer["deal_action"] != "supplement" and not is_open_ended(row)


def _deal_relations(row: dict, deals: DealTable) -> list[dict]:
    relations = []
    if row["framework"] == "1":
        relations.append({"kind": "implements", "stub": {"en": f"{row['initiative']} framework agreement"}})
    if row["deal_action"] or row["previous_deal"]:
        kind = _DEAL_ACTIONS[row["deal_action"]][0] if row["deal_action"] else "follows"
        relations.append({"kind": kind, **_relation_target(deals.previous(row), row["previous_deal"])})
    if row["reciprocal_deal"] and not deals.leaves_pair_to_other(row):
        relations.append({"kind": "paired_with", **_relation_target(deals.pair(row), row["reciprocal_deal"])})
    return relations


def _relation_target(other: dict | None, number: str) -> dict:
    """A link, or words where there is no ground for one."""
    if other:
        return {"older": _deal_id(other)}
    return {"stub": {"en": f"deal {number} according to the source" if number else _UNNAMED_DEAL}}


def _deal_contributions(row: dict) -> list[dict]:
    """The maximum that the source country's bank lends: in the currency of the deal where that is one, else in USD.

    The source counts in billions; its own figures, above all what one amount cannot hold, are in the wording.
    """
    currency, amount, in_usd = row["currency_of_deal"], row["deal_currency_amount"], row["USD_amount"]
    is_unlimited = row["unlimited"] == "1"
    if not (currency or amount or in_usd or is_unlimited):
        return []
    words = [f"{currency} {'unlimited' if is_unlimited else amount or 'without an amount'}"]
    contribution = {
        "involvement": "source",
        "wording": "; ".join(words + [f"USD_amount {in_usd}"] * bool(in_usd)),
    }
    if amount and "/" not in currency:
        contribution |= {"amount": _billions_as_amount(amount), "currency": currency, "comparison": "up_to"}
    elif in_usd:
        contribution |= {"amount": _billions_as_amount(in_usd), "currency": "USD", "comparison": "up_to"}
    return [contribution]


def _billions_as_amount(figure: str) -> str:
    return f"{Decimal(figure) * _BILLION:.2f}"


def _deal_id(row: dict) -> str:
    return f"liquidity-line:{row['deal_ID']}"


def _act_id(newer: dict) -> str:
    return f"by-{newer['deal_ID']}"


def _central_bank_id(code: str) -> str:
    return f"liquidity-line-party:{code}"


def _initiative_id(name: str) -> str:
    return f"{_TOPIC_ID}:{name}"
