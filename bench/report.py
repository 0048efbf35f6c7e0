"""Writes ``docs/performance.md`` and its pictures from the results of all sizes."""

import json
from collections.abc import Iterator

from bench.plots import Series, chart
from devtools import ROOT

RESULTS, PAGE, IMAGES = (
    ROOT / "docs" / "performance",
    ROOT / "docs" / "performance.md",
    ROOT / "docs" / "images",
)
SIZES = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000}
# Pictures: file, title, the group, and its arms.
PICTURES = {
    "performance-reading": ("Lists and records, in process", "in process", [
        "three queries", "the same members", "list of 50", "list of 50, at 80 %", "record", "record page, made",
        "record page, kept",
    ]),
    "performance-searches": ("Searches of the API, top 25", "searches", [
        "three queries", "search, rare", "search, common", "search, ubiquitous", "search, absent", "search, phrase",
        "search, Korean, common",
    ]),
    "performance-ranked": ("Pages of searches, ranked, with counts", "searches", [
        "three queries", "ranked page, rare", "ranked page, common", "ranked page, ubiquitous", "ranked page, phrase",
    ]),
    "performance-counts": ("Counts of lists, statements alone", "counts", [
        "three queries", "counts, unfiltered", "counts, one filter", "counts, several filters", "counts, with a search",
    ]),
    "performance-largest": ("Pages of what most agreements have in common", "largest", [
        "three queries", "largest organization", "largest country", "largest topic", "largest pair of countries",
    ]),
}  # fmt: skip
# What must not grow with the register, beside the three queries of the same run: at most twice from the least size.
STEADY = [
    ("in process", "list of 50"), ("in process", "list of 50, not modified"), ("in process", "record"),
    ("in process", "record page, made"), ("in process", "list of 50, at 80 %"), ("searches", "search, rare"),
]  # fmt: skip
MOST_GROWTH = 2.0
HEAD = """# Performance

The register beside references on the same data, the same machine and, in turns, at the same time: ratios mean
something, milliseconds only beside those of the three queries of the same run. `python -m bench` says how it is run;
this page is written by `python -m bench report` and not by hand.
"""
METHOD = """
## Method

- **Data**: `bench/data/`, made from a seed: 20,000 organizations (10,000 of the least size), three of which take part
  in a tenth of all agreements each, twice as many people, 60 topics, countries and words as skewed as real ones (Zipf),
  Korean with particles in a third; terms, renewals, extensions, notices, terminations, dates known to the month, to
  the year or not at all. Bodies, entries, links, texts, periods, deadlines and counts are those that publishing writes:
  a test compares them with a rebuild.
- **Three queries**: psycopg and orjson without a framework, prepared statements, tables indexed for the order: 50
  agreements with title, summary, date, term, parties and topics. **The same members**: all that our answer has, one
  query for each kind of part. Both in `bench/references/plain_app.py`.
- **ModelSerializer**: Django REST framework with prefetches and cursor pagination. **Datasette** 0.65.5: SQLite with
  FTS5 and an index on each facet; no counting of rows, no suggestions. **Tantivy** in a process of its own: its own
  milliseconds, without a server. **COPY**: passed through the same gunicorn.
- **Servers**: gunicorn, two sync workers each; Datasette is one process. Pages that a process has built are kept by it
  until something is published: but for *kept*, each page here is made anew, as for the first who asks.
- **Ratios** are medians of the ratios of rounds, with the middle half of them in brackets; in each round the arms come
  in another order. *In process* (the first lines) is a request through WSGI and every middleware without the network,
  in processor time of this process and of the database. *Requests a second* are requests for each second of processor
  time that a server and its database take, which is what a core answers when nothing else runs; what `wrk` counted in a
  second of the day stands beside them in `docs/performance/`. All other times are those that passed. *Statements* are
  the database's part of a page, with 10 s for each instead of the second that a reader waits.
- A budget that is missed is marked **missed**; "no answer" is a page that says 503 or leaves its counts out because a
  statement ran into its timeout, or an export that the server cut off.
"""


def write() -> None:
    results = {
        size: json.loads(path.read_text()) for size in SIZES if (path := RESULTS / f"{size}.json").exists()
    }
    parts = [
        HEAD,
        *_runs(results),
        *_budgets(results),
        *_kept(results),
        *_growth(results),
        *_pictures(results),
        METHOD,
    ]
    PAGE.write_text("\n".join(parts))


def _runs(results: dict) -> Iterator[str]:
    yield "| size | agreements | date (UTC) | commits | load of the machine | machine | versions |"
    yield "|---|---|---|---|---|---|---|"
    for size, result in results.items():
        days = sorted(group["at"][:16] for group in result["groups"].values())
        commits = ", ".join(sorted({group["commit"] for group in result["groups"].values()}))
        loads = [load for group in result["groups"].values() for load in group["load"]]
        versions = ", ".join(f"{name} {number}" for name, number in result["versions"].items())
        yield (
            f"| {size} | {result['agreements']:,} | {days[0].replace('T', ' ')} to {days[-1][11:]} "
            f"| {commits} | {min(loads)} to {max(loads)} | {result['machine']} | {versions} |"
        )
    yield "\nA load above the number of cores says that others worked on the machine: milliseconds are then too long.\n"


def _budgets(results: dict) -> Iterator[str]:
    yield f"## Budgets\n\n| operation | budget | {' | '.join(results)} |\n|---|---|{'---|' * len(results)}"
    lines: dict[tuple, dict[str, dict]] = {}
    for size, result in results.items():
        for name in result["groups"]:
            for line in result["groups"][name]["lines"]:
                key = (line["operation"], line["beside"], line["budget"], line["unit"], line["is_at_least"])
                lines.setdefault(key, {})[size] = line
    for (operation, beside, budget, unit, is_at_least), by_size in lines.items():
        bound = f"{'≥' if is_at_least else '≤'} {budget:g} {unit}{f' of {beside}' if beside else ''}"
        cells = " | ".join(_cell(by_size.get(size)) for size in results)
        yield f"| {operation} | {bound} | {cells} |"
    yield ""


def _cell(line: dict | None) -> str:
    if line is None:
        return "–"
    if line["value"] is None:
        return f"**missed**: no answer ({line['problem'].replace('|', '/')})"
    unit = "" if line["unit"] == "×" else f" {line['unit']}"
    value = f"{_rounded(line['value'])}{unit}"
    spread = f" ({_rounded(line['low'])}–{_rounded(line['high'])})" if line["low"] is not None else ""
    return f"{value}{spread}" if line["is_kept"] else f"**missed**: {value}{spread}"


def _rounded(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _kept(results: dict) -> Iterator[str]:
    for size, result in results.items():
        lines = [line for group in result["groups"].values() for line in group["lines"]]
        yield f"- {size}: {sum(line['is_kept'] for line in lines)} of {len(lines)} budgets kept."
    yield ""


def _growth(results: dict) -> Iterator[str]:
    sizes = [*results]
    if len(sizes) < 2:
        return
    least, most = sizes[0], sizes[-1]
    yield f"## Growth\n\nFrom {least} to {most}, each put in proportion to the three queries of its own run.\n"
    yield f"| operation | budget | {least} → {most} |\n|---|---|---|"
    for group, arm in STEADY:
        values = [_by_reference(results[size], group, arm) for size in (least, most)]
        if all(values):
            growth = values[1] / values[0]
            yield f"| {arm} | ≤ {MOST_GROWTH:g} × | {'' if growth <= MOST_GROWTH else '**missed**: '}{growth:.2f} |"
    yield ""


def _by_reference(result: dict, group: str, arm: str) -> float | None:
    return result["groups"].get(group, {}).get("arms", {}).get(arm, {}).get("by_reference")


def _pictures(results: dict) -> Iterator[str]:
    yield "## Time against size\n\nMilliseconds; the tables behind the pictures are in `docs/performance/`.\n"
    for file, (title, group, arms) in PICTURES.items():
        if series := [one for arm in arms if (one := _series(results, group, arm)).points]:
            (IMAGES / f"{file}.svg").write_text(chart(title, series))
            yield f"![{title}](images/{file}.svg)\n"


def _series(results: dict, group: str, arm: str) -> Series:
    medians = {
        size: result["groups"].get(group, {}).get("arms", {}).get(arm, {}).get("median")
        for size, result in results.items()
    }
    return Series(arm, [(results[size]["agreements"], median) for size, median in medians.items() if median])
