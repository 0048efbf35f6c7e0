"""The two press releases whose facts `facts.json` holds."""

import json
from pathlib import Path

from bench.extraction_facts import CodedText, Fact, names_of


def coded_seeds(folder: Path) -> list[CodedText]:
    """The two texts of `facts.json`."""
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    names = {
        row["key"]: names_of(row["name"], row.get("acronym"), *row.get("name_as_written", "").split("; "))
        for row in facts["organizations"]
    }
    states = {row["key"]: row["country"] for row in facts["organizations"] if row["kind"] == "state"}
    people = {row["key"]: row for row in facts["people"]}
    texts = {
        row["key"]: CodedText(
            row["file"], (folder / row["file"]).read_text(encoding="utf-8"), row["published"]
        )
        for row in facts["sources"]
    }
    for text in texts.values():
        text.open_dates = {"launched"}
    numbers = {"konect-dia": 0, "kr-gb-mou": 0, "kr-gb-dialogue": 1, "kr-gb-smart-trials": 2}
    for row in facts["agreements"]:
        add = texts[row["source"]].facts
        number = frozenset({numbers[row["key"]]})
        for key in [*row.get("parties", []), *row.get("involved", [])]:
            role = "party" if key in row.get("parties", []) else "*"
            add.append(Fact("organization", names[key][0], role, names[key], states.get(key, ""), number))
        if row.get("form"):
            add.append(Fact("form", "mou", agreements=number))
        for member in ("signed", "announced", "launched"):
            if row.get(member):
                add.append(Fact("date", row[member]["on"], member, agreements=number))
        for place in (row.get("announced") or {}).get("places", []):
            add.append(Fact("place", place.split(" (")[0], "announced", agreements=number))
        if row.get("title") and row.get("form"):
            add.append(Fact("title", row["title"], agreements=number))
        add += [Fact("topic", topic, agreements=number) for topic in row.get("topics", [])]
        if row.get("based_on"):
            add.append(
                Fact(
                    "relation",
                    "Memorandum of Understanding on Healthcare Cooperation 2023",
                    "based_on",
                    agreements=frozenset({0}),
                )
            )
    for row in facts["activities"]:
        add = texts[row["source"]].facts
        present = [(entry["person"], "spoke_for") for entry in row.get("attendance", [])]
        for side in row.get("delegations", []):
            present += [(side["led_by"], "led")] if side["led_by"] else []
            present += [(key, "delegate") for key in side.get("members", [])]
        for key, role in present:
            add.append(Fact("attendance", people[key]["name"], role, (people[key]["name"],)))
            add.append(Fact("post", people[key]["post_as_printed"], "", (people[key]["name"],)))
        if row["kind"] == "dialogue session":
            add.append(Fact("date", row["date"], "held"))
            add += [Fact("place", place.split(" (")[0], "held") for place in row["places"]]
            add += [Fact("topic", topic) for topic in row["topics"]]
            add += [Fact("outcome", outcome["what"], outcome["strength"]) for outcome in row["outcomes"]]
    return list(texts.values())
