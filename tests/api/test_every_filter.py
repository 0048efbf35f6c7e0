"""Every parameter of every list with every value: which of the full records it finds, in their order."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from register.kinds import Kind, kinds
from tests.exports.full_records import PUBLISHED
from tests.kept_tables import check_kept

# Days on which a record changes sides, with the day before and the day after.
DAYS = {
    "on": [
        "2012-12-12",
        "2012-12-13",
        "2016-02-29",
        "2016-03-01",
        "2016-03-31",
        "2019-02-28",
        "2019-03-01",
        "2019-03-31",
        "2020-02-01",
        "2020-02-02",
        "2027-07-07",
        "2027-07-08",
    ],
    "signed_after": ["2016-03-31", "2016-04-01", "2020-02-01", "2020-02-02", "2020-02-03"],
    "signed_before": ["2016-02-29", "2016-03-01", "2019-12-31", "2020-01-01", "2020-02-02"],
    "ends_after": ["2019-03-30", "2019-03-31", "2027-07-06", "2027-07-07", "2027-07-08"],
    "ends_before": ["2019-02-27", "2019-02-28", "2019-03-01", "2027-07-06", "2027-07-07", "2027-07-08"],
    "held_after": ["2026-02-19", "2026-02-20", "2026-02-21", "2026-04-30", "2026-05-01"],
    "held_before": ["2026-02-19", "2026-02-20", "2026-03-31", "2026-04-01"],
}
WORDS = {
    "q": ["title", "제목", "name", "이름", "topic", "Alpha", "post", "Legal", "project", "nothing of it"],
    "identifier": [
        "UNTS:I-31",
        "Alpha file:F-32",
        "ror:02mhbdp94",
        "wikidata:Q11",
        "wikidata:Q21",
        "national:NAT-12",
    ],
    "country": ["KR", "GB", "JP", "FR", "MX", "PT", "US", "KR GB"],
    "year": ["2009", "2016", "2018", "2019", "2020", "2021", "2022", "2026", "2020s"],
}
LETTERS = {"party": "O", "person": "P", "topic": "T", "agreement": "A"}


def later(instant: str) -> str:
    """One second after an instant."""
    return f"{datetime.fromisoformat(instant) + timedelta(seconds=1):%Y-%m-%dT%H:%M:%SZ}"


def values_of(kind: Kind, name: str, parameter) -> list[str]:
    """Values of a parameter that are tried."""
    if name == "published_after":
        return [
            instant
            for ref, at in PUBLISHED.items()
            if ref.startswith(kind.letter)
            for instant in (at, later(at))
        ]
    if name in DAYS | WORDS:
        return (DAYS | WORDS)[name]
    if getattr(parameter, "choices", None):
        return parameter.choices
    letter = LETTERS.get(name, kind.letter)
    return [ref for ref in PUBLISHED if ref.startswith(letter)]


def questions(kind: Kind) -> Iterator[tuple[str, str]]:
    """Each parameter of a kind with each of its values."""
    for name, parameter in kind.table_class.filterset().form.fields.items():
        for value in values_of(kind, name, parameter):
            yield name, value
    if kind.has_periods:
        for question in (
            "state=signed",
            "state=in_force",
            "state=expired",
            "possible=in_force",
            "possible=expired",
        ):
            for day in DAYS["on"]:
                yield f"{question}&on", day


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.name)
def test_every_parameter_finds_what_it_asks_for_and_nothing_else(full_records, api, kind):
    found: dict[str, list[str]] = {}
    without: dict[str, list[str]] = {}
    for name, value in questions(kind):
        response = api(f"{kind.plural}/?{name}={quote(value)}")
        refs = [one["ref"] for one in response.json().get("results", [])]
        if refs:
            found.setdefault(name, []).append(f"| {name}={value} | {' '.join(refs)} |")
        else:
            without.setdefault("nothing" if response.status_code == 200 else "refused", []).append(name)

    lines = ["| Question | Found |", "| --- | --- |"]
    lines += [line for of_a_name in found.values() for line in of_a_name]
    for outcome, names in without.items():
        lines += [f"| {name}: {count} other values | {outcome} |" for name, count in Counter(names).items()]
    check_kept(Path(__file__).parent / "kept" / f"{kind.plural}.md", "\n".join(lines) + "\n")
