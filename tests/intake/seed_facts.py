"""The facts of the two seed texts one by one, each with its kind and what of the published bodies holds it.

Facts come from `facts.json` of the samples. `@konect` stands for the reference of the record of that key.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.interchange.test_demo_facts import is_held

_KINDS = {"association or other nonprofit": "association", "dialogue session": "dialogue_session"}
_FORMS = {"memorandum of understanding": "mou"}
_INFERRED = {"dissolved_inferred": "dissolved_on", "country_inferred": "country", "identity_inferred": "name"}


@dataclass(frozen=True)
class SeedFact:
    """A fact of a record: ``holds`` is what a member of its body holds, or words that it says."""

    record: str
    kind: str
    value: str
    member: str
    holds: Any = None
    words: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.record, self.kind, self.value

    def is_in(self, bodies: dict[str, dict], refs: dict[str, str]) -> bool:
        if self.record not in bodies:
            return False
        value = bodies[self.record][self.member]
        if self.kind == "post":  # printed with other apostrophes
            value = [{**part, "post": part["post"].replace("’", "'")} for part in value]
        if self.kind == "inferred":
            return any(
                each["basis"] == "inferred" and any(fact.startswith(self.value) for fact in each["facts"])
                for each in value
            )
        if isinstance(value, list):
            return any(
                (self.holds is None or is_held(part, self.holds, refs)) and _says(part, self.words)
                for part in value
            )
        return (self.holds is None or is_held(value, self.holds, refs)) and _says(value, self.words)


def _says(part: Any, words: str) -> bool:
    """True where a text has more than half of the words that matter, whatever their endings."""
    if not words:
        return True
    held = {word[:5] for word in re.findall(r"\w+", str(part).casefold())}
    wanted = {word[:5] for word in re.findall(r"\w{4,}", words.casefold())}
    return len(wanted & held) * 2 > len(wanted)


def seed_facts(seed: dict[str, Any]) -> Iterator[SeedFact]:
    titles = {row["key"]: row["title"] for row in seed["sources"]}
    for row in seed["organizations"]:
        yield from _organization_facts(row)
    for row in seed["people"]:
        yield from _person_facts(row)
    for row in seed["agreements"]:
        yield from _agreement_facts(row, seed)
    for row in seed["activities"]:
        yield from _activity_facts(row, seed)
    for rows in ("organizations", "people", "agreements", "activities"):
        for row in seed[rows]:
            for source in [row["source"]] if isinstance(row["source"], str) else row["source"]:
                yield SeedFact(row["key"], "source", source, "sources", {"title": titles[source]})


def _organization_facts(row: dict[str, Any]) -> Iterator[SeedFact]:
    def fact(kind: str, value: str, member: str, holds: Any = None, words: str = "") -> SeedFact:
        return SeedFact(row["key"], kind, value, member, holds, words)

    yield fact("name", row["name"], "name", row["name"])
    yield fact("country", row["country"], "country", row["country"])
    yield fact("kind", row["kind"], "kind", _KINDS.get(row["kind"], row["kind"]))
    if row.get("acronym"):
        yield fact("acronym", row["acronym"], "names", {"text": row["acronym"], "kind": "acronym"})
    if row.get("expansion"):
        yield fact("other name", row["expansion"], "names", {"text": row["expansion"]})
    for name in row.get("name_as_written", "").split("; "):
        if name:
            yield fact("other name", name, "names", {"text": name})
    for kind, member in (
        ("qualifier", "qualifier"), ("founded", "founded_on"), ("dissolved", "dissolved_on"),
        ("website_as_printed", "website"),
    ):  # fmt: skip
        if row.get(kind):
            yield fact(kind, row[kind], member, row[kind])
    for kind in ("founded_by", "succeeds"):
        if row.get(kind):
            yield fact(kind, row[kind], "relations", {"kind": kind, "organization": {"ref": f"@{row[kind]}"}})
    if funder := row.get("funded_by"):
        held = {"kind": "funded_by", "degree": {"en": funder["degree"]}}
        yield fact("funded_by", funder["organization"], "relations", held)
    for purpose in row.get("purpose", []):
        yield fact("purpose", purpose, "purpose", words=purpose)
    for place in row.get("locations", []):
        yield fact(
            "location", place["place"], "locations", {"place": place["place"], "country": place["country"]}
        )
        yield fact("location's role", place["place"], "locations", {"role_as_written": place["role"]})
    if row.get("contradiction"):
        yield fact("both readings", "", "citations", words=row["contradiction"])
    for mark, member in _INFERRED.items():
        if row.get(mark):
            yield fact("inferred", member, "citations")


def _person_facts(row: dict[str, Any]) -> Iterator[SeedFact]:
    yield SeedFact(row["key"], "name", row["name"], "name", row["name"])
    if row.get("honorific"):
        printed = f"{row['honorific']} {row['name']}"
        yield SeedFact(row["key"], "other name", printed, "names", {"text": printed})


def _agreement_facts(row: dict[str, Any], seed: dict[str, Any]) -> Iterator[SeedFact]:
    def fact(kind: str, value: str, member: str, holds: Any = None, words: str = "") -> SeedFact:
        return SeedFact(row["key"], kind, value, member, holds, words)

    yield fact("nature", row["nature"], "nature", row["nature"])
    if row.get("form"):
        yield fact("form", row["form"], "form", _FORMS[row["form"]])
    if row.get("title"):
        yield fact("title", row["title"], "texts", {"title": row["title"], "is_working_title": False})
    for key in [*row.get("parties", []), *row.get("involved", [])]:
        yield fact("party", key, "involvements", {"organization": {"ref": f"@{key}"}})
    for act in ("announced", "signed", "launched"):
        if said := row.get(act):
            yield fact("date", act, "milestones", {"kind": act, "on": said["on"]})
            for place in said.get("places", []):
                city, country = place.rstrip(")").split(" (")
                held = {"kind": act, "places": [{"city": city, "country": country}]}
                yield fact("place", f"{act} {place}", "milestones", held)
            if said.get("words"):
                yield fact("wording", said["words"], "milestones", {"kind": act, "wording": said["words"]})
            if said.get("inferred"):
                yield fact("inferred", "milestones/", "citations")
    for aim in row.get("aims", []):
        yield fact("aim", aim, "commitments", words=aim)
    for hope in row.get("hopes", []):
        yield fact("hope", hope["what"], "commitments", {"strength": "hoped"}, hope["what"])
    for topic in row.get("topics", []):
        yield fact("topic", topic, "topics", {"ref": f"@{topic}"})
    for member in ("occasion", "background"):
        if row.get(member):
            yield fact(member, row[member], member, words=row[member])
    if row.get("based_on"):
        held = {"kind": "based_on", "agreement": {"ref": f"@{row['based_on']}"}}
        yield fact("relation", row["based_on"], "relations", held)


def _activity_facts(row: dict[str, Any], seed: dict[str, Any]) -> Iterator[SeedFact]:
    people = {each["key"]: each for each in seed["people"]}

    def fact(kind: str, value: str, member: str, holds: Any = None, words: str = "") -> SeedFact:
        return SeedFact(row["key"], kind, value, member, holds, words)

    def attendance(person: str, role: str, organization: str, **more: str) -> Iterator[SeedFact]:
        who = {"person": {"ref": f"@{person}"}}
        yield fact("attendance", person, "attendances", {**who, "role": role, **more})
        yield fact("attends for", person, "attendances", {**who, "organization": {"ref": f"@{organization}"}})
        yield fact("post", people[person]["post_as_printed"], "attendances",
            {**who, "post": people[person]["post_as_printed"]})  # fmt: skip

    yield fact("kind", row["kind"], "kind", _KINDS.get(row["kind"], row["kind"]))
    yield fact("date", row["date"], "on", row["date"])
    if row["of"] != "kr-gb-dialogue":
        yield fact("agreement", row["of"], "agreements", {"agreement": {"ref": f"@{row['of']}"}})
    else:
        yield fact("series", row["of"], "series", {"ref": f"@{row['of']}"})
        yield fact("ordinal", str(row["ordinal"]), "ordinal", row["ordinal"])
        yield fact("wording", "recently", "date_wording", words="recently")
        held = {"role": "held_under", "agreement": {"ref": f"@{row['held_under']}"}}
        yield fact("agreement", row["held_under"], "agreements", held)
        held = {"role": "discussed", "agreement": {"ref": "@kr-gb-smart-trials"}}
        yield fact("agreement", "kr-gb-smart-trials", "agreements", held)
    for place in row.get("places", []):
        city, country = place.rstrip(")").split(" (")
        yield fact("place", place, "places", {"city": city, "country": country})
    for each in row.get("attendance", []):
        yield from attendance(each["person"], "spoke_for", each["for"])
    for side in row.get("delegations", []):
        if side["led_by"]:
            yield from attendance(
                side["led_by"], "led", people[side["led_by"]]["organization"], side=side["side"]
            )
        for person in side.get("members", []):
            yield from attendance(person, "delegate", people[person]["organization"], side=side["side"])
        for key in side["organizations"]:
            held = {"organization": {"ref": f"@{key}"}, "side": side["side"]}
            yield fact("delegation", key, "attendances", held)
    for topic in row.get("topics", []):
        yield fact("topic", topic, "topics", {"ref": f"@{topic}"})
    for outcome in row.get("outcomes", []):
        held = {"strength": outcome["strength"]}
        if outcome.get("organizations"):
            held["organizations"] = [{"ref": f"@{key}"} for key in outcome["organizations"]]
        yield fact("outcome", outcome["what"], "outcomes", held, outcome["what"])
