"""Field counts of the data set on liquidity lines."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django_countries import countries

from interchange.recipes.field_counts import FieldCount
from interchange.recipes.liquidity_deals import SCHEME, DealTable, is_open_ended, read_deals


def counts(folder: Path) -> Iterator[FieldCount]:
    """Every column."""
    deals = read_deals(folder)
    rows = list(deals.rows.values())
    filled = Counter(name for row in rows for name, value in row.items() if value)
    names = filled["source_country"] + filled["recipient_country"]
    codes = {row[name] for row in rows for name in ("ISO_source", "ISO_recipient")}
    strangers = {f"no code of ISO 3166: {code}": 1 for code in sorted(codes) if not countries.alpha2(code)}
    yield FieldCount("deal_ID", filled["deal_ID"], (f"agreements/identifiers:{SCHEME}/value",))
    yield FieldCount("deal_type", filled["deal_type"], ("agreements/form_as_written",))
    yield FieldCount("collateral", filled["collateral"], ("agreements/form_as_written",))
    yield FieldCount("ISO codes", len(codes), ("organizations/country",), strangers)
    yield FieldCount("names of countries", names, ("agreements/involvements/organization",))
    yield FieldCount("start_date", filled["start_date"], ("agreements/milestones:takes_effect/on",))
    yield from _counts_of_end_dates(rows, deals)
    yield from _counts_of_deal_relations(rows, deals)
    yield from _counts_of_amounts(rows, filled)
    without = {"more, under the general topic": filled["initiative"] - len(rows)}
    yield FieldCount("initiative", filled["initiative"], ("agreements/topics",), without)
    for name in ("existence_previous_deal", "source_currency", "source_currency_deal", "note"):
        yield FieldCount(name, filled[name], (), {"in the internal note": filled[name]})


def _counts_of_end_dates(rows: list[dict], deals: DealTable) -> Iterator[FieldCount]:
    """Last days of the deals themselves and of the earlier ones that they renew."""
    renewals = [(newer, row) for row in rows for newer in deals.newer_deals[row["deal_ID"]]]
    renewals = [
        (newer, row) for newer, row in renewals if newer["deal_action"] != "supplement" and newer["end_date"]
    ]
    endless = sum(is_open_ended(row) for row in rows)
    also = sum(is_open_ended(newer) and not is_open_ended(row) for newer, row in renewals)
    yield FieldCount(
        "end_date", sum(bool(row["end_date"]) for row in rows) - endless, ("agreements/terms/until",)
    )
    yield FieldCount(
        "end_date 31/12/9999", endless, ("agreements/terms:indefinite",), {"more, of what they renew": -also}
    )
    yield FieldCount(
        "end_date of a renewal",
        len(renewals),
        ("agreements/milestones:renewed/until", "agreements/terms/milestone"),
        {"of lines that had no end to move": sum(is_open_ended(row) for _newer, row in renewals)},
    )


def _counts_of_deal_relations(rows: list[dict], deals: DealTable) -> Iterator[FieldCount]:
    """References to other deals, the links among them, and the reasons why the rest is in words."""
    actions = Counter(row["deal_action"] for row in rows)
    previous, pairs = ([row for row in rows if row[name]] for name in ("previous_deal", "reciprocal_deal"))
    in_words = Counter(filter(None, map(deals.previous_link_objection, previous)))
    unpaired = Counter(filter(None, map(deals.pair_link_objection, pairs)))
    recorded_once = {"told once, by the later deal": sum(map(deals.leaves_pair_to_other, pairs))}
    acting = sum(bool(row["deal_action"] and row["previous_deal"]) for row in rows)
    links = tuple(f"agreements/relations:{kind}/older" for kind in ("renews", "amends", "follows"))
    done = ("agreements/milestones:renewed", "agreements/milestones:amended")
    yield FieldCount(
        "framework", sum(row["framework"] == "1" for row in rows), ("agreements/relations:implements",)
    )
    yield FieldCount(
        "renew, reactivate", actions["renew"] + actions["reactivate"], ("agreements/relations:renews",)
    )
    yield FieldCount("supplement", actions["supplement"], ("agreements/relations:amends",))
    yield FieldCount("previous_deal", len(previous), links, in_words)
    yield FieldCount("previous_deal as an act", acting, done, in_words)
    yield FieldCount("reciprocal_deal", len(pairs), ("agreements/relations:paired_with",), recorded_once)
    yield FieldCount(
        "reciprocal_deal, linked",
        len(pairs),
        ("agreements/relations:paired_with/older",),
        recorded_once | unpaired,
    )


def _counts_of_amounts(rows: list[dict], filled: Counter) -> Iterator[FieldCount]:
    only_usd = sum(bool(row["USD_amount"] and not row["deal_currency_amount"]) for row in rows)
    beside = sum(
        bool(row["USD_amount"] and row["deal_currency_amount"])
        and not {"USD", "/"} & {row["currency_of_deal"], row["currency_of_deal"][3:4]}
        for row in rows
    )
    unlimited = sum(row["unlimited"] == "1" for row in rows)
    yield FieldCount("currency_of_deal", filled["currency_of_deal"], ("agreements/contributions",))
    more = {"more, where only USD_amount is given": -only_usd}
    yield FieldCount(
        "deal_currency_amount", filled["deal_currency_amount"], ("agreements/contributions/amount",), more
    )
    in_words = {"in words, beside an amount in another currency": beside}
    yield FieldCount("USD_amount", filled["USD_amount"], ("agreements/contributions:USD/amount",), in_words)
    yield FieldCount("unlimited", unlimited, (), {"in words, since it is no amount": unlimited})
