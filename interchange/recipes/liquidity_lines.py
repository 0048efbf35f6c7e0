"""Central bank liquidity lines: the data set on swap and repo lines as one CSV (`lines.csv`), a row a deal.

Each deal is an agreement between two central banks, of which the source names only the country. The rows that renew,
reactivate or supplement an earlier deal say so, and the earlier one is told the act with the new last day: its life
goes on, or comes back after a gap. What the columns mean is in the documentation of the data set.

- An initiative is known by its name alone. It becomes a topic: the record of an agreement would need parties and
  dates that nobody tells. Where the deal is part of a framework agreement, that is a relation in words.
- A deal is linked to another only where there is ground for it (`liquidity_deals`). Otherwise the relation is in words.
"""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from django_countries import countries

from interchange.recipes.counting import Count
from interchange.recipes.liquidity_deals import Deals, is_open, read

SCHEME = "Global Network of Liquidity Lines"
SOURCE = "liquidity-lines"
TOPIC = "liquidity-line-topic"
BILLION = 10**9
ACTIONS = {  # what the newer deal does to the earlier one, and what happens to that
    "renew": ("renews", "renewed"),
    "reactivate": ("renews", "renewed"),
    "supplement": ("amends", "amended"),
}
# What has no field, or one that does not show what the source wrote.
NOTED = [
    "framework", "reciprocal_deal", "existence_previous_deal", "deal_action", "previous_deal", "source_currency",
    "source_currency_deal", "note",
]  # fmt: skip
UNNAMED = "an earlier line between the two, which the source does not name"


def records(folder: Path) -> dict[str, list[dict]]:
    """All deals of the folder, with the central banks, the initiatives and the source."""
    deals = read(folder)
    rows = list(deals.rows.values())
    initiatives = sorted({row["initiative"] for row in rows if row["initiative"]})
    return {
        "sources": [source()],
        "topics": [
            {"id": TOPIC, "names": {"en": "central bank liquidity lines"}},
            *({"id": topic_id(name), "names": {"en": name}, "parent": TOPIC} for name in initiatives),
        ],
        "organizations": list(organizations(rows)),
        "agreements": [agreement(row, deals) for row in rows],
    }


def source() -> dict:
    return {
        "id": SOURCE,
        "title": "Dataset for: The Global Network of Liquidity Lines",
        "publisher": "Saleem Bahaj, Marie Fuchs, Ricardo Reis",
        "kind": "register",
        "language": "en",
        "address": "https://github.com/s-mahdihosseini/Network_Web",
    }


def organizations(rows: list[dict]) -> Iterator[dict]:
    """The central banks: by country, as the source names them, in the way it mostly writes that."""
    written: dict[str, Counter] = {}
    for row in rows:
        for side in ("source", "recipient"):
            written.setdefault(row[f"ISO_{side}"], Counter())[row[f"{side}_country"]] += 1
    inferred = "It names only the country, and describes the lines as agreements between central banks."
    for code, names in sorted(written.items()):
        yield {
            "id": party_id(code),
            "name": names.most_common(1)[0][0],
            "qualifier": "central bank",
            "kind": "agency",
            "country": countries.alpha2(code),
            "citations": [
                {"source": SOURCE, "facts": ["name"], "locator": code},
                {
                    "source": SOURCE,
                    "basis": "inferred",
                    "facts": ["kind", "qualifier"],
                    "says": {"en": inferred},
                },
            ],
        }


def agreement(row: dict, deals: Deals) -> dict:
    return {
        "id": deal_id(row),
        "form": "agreement",
        "form_as_written": f"{row['collateral']}, {row['deal_type']}",
        "topics": [topic_id(row["initiative"]) if row["initiative"] else TOPIC],
        "texts": [{"language": "en", "title": title(row), "is_working_title": True}],
        "identifiers": [{"scheme": SCHEME, "value": row["deal_ID"]}],
        "involvements": [
            {
                "id": side,
                "organization": party_id(row[f"ISO_{side}"]),
                "name_as_written": row[f"{side}_country"],
                "side": side,
            }
            for side in ("source", "recipient")
        ],
        "milestones": milestones(row, deals),
        "terms": terms(row, deals),
        "relations": relations(row, deals),
        "contributions": contributions(row),
        "custody": {"note": "\n".join(f"{name}: {row[name]}" for name in NOTED if row[name])},
        "citations": [{"source": SOURCE, "facts": [], "locator": f"deal_ID {row['deal_ID']}"}],
    }


def title(row: dict) -> str:
    """Ours, with the day: the same two often began several in a year."""
    kind = row["collateral"].capitalize()
    return f"{kind} line from {row['source_country']} to {row['recipient_country']}, {row['start_date']}"


def milestones(row: dict, deals: Deals) -> list[dict]:
    """Its start, and what later deals did to it."""
    start = {
        "id": "start",
        "kind": "takes_effect",
        "on": row["start_date"],
        "wording": "start_date: the day of signature or of the press release",
    }
    acts = [
        {
            "id": act_id(newer),
            "kind": ACTIONS[newer["deal_action"]][1],
            "on": newer["start_date"],
            "until": newer["end_date"] if moves_the_end(newer, row) and not is_open(newer) else "",
            "instrument": deal_id(newer),
            "wording": newer["deal_action"],
        }
        for newer in deals.newer[row["deal_ID"]]
    ]
    return [start, *acts]


def terms(row: dict, deals: Deals) -> list[dict]:
    """Its own term, and those without end that later deals gave it."""
    endless = {"renewal": "indefinite", "wording": "31/12/9999"}
    own = {"starts_with": "effect", **(endless if is_open(row) else {"until": row["end_date"]})}
    newer_deals = [one for one in deals.newer[row["deal_ID"]] if moves_the_end(one, row) and is_open(one)]
    return [own, *({"milestone": act_id(newer), **endless} for newer in newer_deals)]


def moves_the_end(newer: dict, row: dict) -> bool:
    """A renewal does, but not of a line that has no end; a supplement does not."""
    return newer["deal_action"] != "supplement" and not is_open(row)


def relations(row: dict, deals: Deals) -> list[dict]:
    found = []
    if row["framework"] == "1":
        found.append({"kind": "implements", "stub": f"{row['initiative']} framework agreement"})
    if row["deal_action"] or row["previous_deal"]:
        kind = ACTIONS[row["deal_action"]][0] if row["deal_action"] else "follows"
        found.append({"kind": kind, **target(deals.previous(row), row["previous_deal"])})
    if row["reciprocal_deal"] and not deals.leaves_pair_to_other(row):
        found.append({"kind": "paired_with", **target(deals.pair(row), row["reciprocal_deal"])})
    return found


def target(other: dict | None, number: str) -> dict:
    """A link, or words where there is no ground for one."""
    if other:
        return {"older": deal_id(other)}
    return {"stub": f"deal {number} according to the source" if number else UNNAMED}


def contributions(row: dict) -> list[dict]:
    """The most that the source country's bank lends, once: in the currency of the deal where that is one, else in USD.

    The source counts in billions; what it wrote, above all what one amount cannot say, is in the words.
    """
    currency, amount, in_usd = row["currency_of_deal"], row["deal_currency_amount"], row["USD_amount"]
    is_unlimited = row["unlimited"] == "1"
    if not (currency or amount or in_usd or is_unlimited):
        return []
    words = [f"{currency} {'unlimited' if is_unlimited else amount or 'without an amount'}"]
    given = {"involvement": "source", "wording": "; ".join(words + [f"USD_amount {in_usd}"] * bool(in_usd))}
    if amount and "/" not in currency:
        given |= {"amount": billions(amount), "currency": currency, "is_maximum": True}
    elif in_usd:
        given |= {"amount": billions(in_usd), "currency": "USD", "is_maximum": True}
    return [given]


def billions(figure: str) -> str:
    return f"{Decimal(figure) * BILLION:.2f}"


def deal_id(row: dict) -> str:
    return f"liquidity-line:{row['deal_ID']}"


def act_id(newer: dict) -> str:
    return f"by-{newer['deal_ID']}"


def party_id(code: str) -> str:
    return f"liquidity-line-party:{code}"


def topic_id(name: str) -> str:
    return f"{TOPIC}:{name}"


# What the source counts


def counts(folder: Path) -> Iterator[Count]:
    """Every column."""
    deals = read(folder)
    rows = list(deals.rows.values())
    filled = Counter(name for row in rows for name, value in row.items() if value)
    names = filled["source_country"] + filled["recipient_country"]
    codes = {row[name] for row in rows for name in ("ISO_source", "ISO_recipient")}
    strangers = {f"no code of ISO 3166: {code}": 1 for code in sorted(codes) if not countries.alpha2(code)}
    yield Count("deal_ID", filled["deal_ID"], (f"agreements/identifiers:{SCHEME}/value",))
    yield Count("deal_type", filled["deal_type"], ("agreements/form_as_written",))
    yield Count("collateral", filled["collateral"], ("agreements/form_as_written",))
    yield Count("ISO codes", len(codes), ("organizations/country",), strangers)
    yield Count("names of countries", names, ("agreements/involvements/organization",))
    yield Count("start_date", filled["start_date"], ("agreements/milestones:takes_effect/on",))
    yield from counts_of_ends(rows, deals)
    yield from counts_of_lineage(rows, deals)
    yield from counts_of_money(rows, filled)
    without = {"more, under the general topic": filled["initiative"] - len(rows)}
    yield Count("initiative", filled["initiative"], ("agreements/topics",), without)
    for name in ("existence_previous_deal", "source_currency", "source_currency_deal", "note"):
        yield Count(name, filled[name], (), {"in the internal note": filled[name]})


def counts_of_ends(rows: list[dict], deals: Deals) -> Iterator[Count]:
    """Last days, of the deals themselves and of the earlier ones that they renew."""
    renewals = [(newer, row) for row in rows for newer in deals.newer[row["deal_ID"]]]
    renewals = [(newer, row) for newer, row in renewals if newer["deal_action"] != "supplement"]
    endless = sum(is_open(row) for row in rows)
    also = sum(is_open(newer) and not is_open(row) for newer, row in renewals)
    yield Count("end_date", len(rows) - endless, ("agreements/terms/until",))
    yield Count(
        "end_date 31/12/9999", endless, ("agreements/terms:indefinite",), {"more, of what they renew": -also}
    )
    yield Count(
        "end_date of a renewal",
        len(renewals),
        ("agreements/milestones:renewed/until", "agreements/terms/milestone"),
        {"of lines that had no end to move": sum(is_open(row) for _newer, row in renewals)},
    )


def counts_of_lineage(rows: list[dict], deals: Deals) -> Iterator[Count]:
    """What is said of other deals, what of that is linked, and why the rest is in words."""
    actions = Counter(row["deal_action"] for row in rows)
    previous, pairs = ([row for row in rows if row[name]] for name in ("previous_deal", "reciprocal_deal"))
    in_words = Counter(filter(None, map(deals.doubt_of_previous, previous)))
    unpaired = Counter(filter(None, map(deals.doubt_of_pair, pairs)))
    told_once = {"told once, by the later deal": sum(map(deals.leaves_pair_to_other, pairs))}
    acting = sum(bool(row["deal_action"] and row["previous_deal"]) for row in rows)
    links = tuple(f"agreements/relations:{kind}/older" for kind in ("renews", "amends", "follows"))
    done = ("agreements/milestones:renewed", "agreements/milestones:amended")
    yield Count(
        "framework", sum(row["framework"] == "1" for row in rows), ("agreements/relations:implements",)
    )
    yield Count(
        "renew, reactivate", actions["renew"] + actions["reactivate"], ("agreements/relations:renews",)
    )
    yield Count("supplement", actions["supplement"], ("agreements/relations:amends",))
    yield Count("previous_deal", len(previous), links, in_words)
    yield Count("previous_deal as an act", acting, done, in_words)
    yield Count("reciprocal_deal", len(pairs), ("agreements/relations:paired_with",), told_once)
    yield Count(
        "reciprocal_deal, linked",
        len(pairs),
        ("agreements/relations:paired_with/older",),
        told_once | unpaired,
    )


def counts_of_money(rows: list[dict], filled: Counter) -> Iterator[Count]:
    only_usd = sum(bool(row["USD_amount"] and not row["deal_currency_amount"]) for row in rows)
    beside = sum(
        bool(row["USD_amount"] and row["deal_currency_amount"])
        and not {"USD", "/"} & {row["currency_of_deal"], row["currency_of_deal"][3:4]}
        for row in rows
    )
    unlimited = sum(row["unlimited"] == "1" for row in rows)
    yield Count("currency_of_deal", filled["currency_of_deal"], ("agreements/contributions",))
    more = {"more, where only USD_amount is given": -only_usd}
    yield Count(
        "deal_currency_amount", filled["deal_currency_amount"], ("agreements/contributions/amount",), more
    )
    in_words = {"in words, beside an amount in another currency": beside}
    yield Count("USD_amount", filled["USD_amount"], ("agreements/contributions:USD/amount",), in_words)
    yield Count("unlimited", unlimited, (), {"in words, since it is no amount": unlimited})
