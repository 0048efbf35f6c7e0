"""Finds the places, areas, relations, money, quantities and new bodies of a coded case in a body."""

import re
from collections.abc import Iterator
from itertools import chain

from django_countries import countries

from tests.coverage import schema
from tests.coverage.bodies import CaseBodies, first_path, part_path, paths_containing
from tests.coverage.events import meaning_of
from tests.coverage.text_comparison import (
    contains_name,
    contains_words,
    is_exact_name,
    is_name_of,
    is_name_of_place,
    is_same_date,
    name_variants,
    paraphrases,
    text_leaves,
    word_share,
)

# The codes of relations by the coders' words, where these differ.
_RELATION_CODES = {
    "under": {"under", "implements", "based_on"},
    "under programme": {"under", "implements", "based_on"},
    "parallel to": {"paired_with"},
    "paired with": {"paired_with"},
    "supplements": {"amends", "annexed_to"},
    "annexes": {"annexed_to", "follows", "supersedes"},
    "succeeds": {"follows", "supersedes"},
}
_ANNOUNCED_AT_CODES = {"announced at": {"announced_at", "launched_at"}}
_EVENT_OF_PLACE = re.compile(
    r"^(?:sign|announce|exchange|event|launch|meet|ceremony)"
)  # no remark on a dateline
_PLAIN_MONEY = {"amount", "currency", "contributor", "purpose"}
_COMPARISONS = {
    "maximum": {"up_to", "less_than"},
    "minimum": {"at_least", "more_than"},
    "approximate": {"about"},
}
_HALF = 0.5  # of the words for a related agreement: coders describe it rather than name it
_SUBJECT_MEMBERS = ("commitments", "outcomes", "results", "texts", "occasion", "background")


def place_facts(coded: list[dict], body_and_activities: list[dict]) -> Iterator[tuple[str, str, object, str]]:
    """Facts about places: of an act, or the title of an event that is coded as a place."""
    acts = [
        (f"{body['ref']}/milestones/{act['key']}/places", act["places"])
        for body in body_and_activities[:1] for act in body["milestones"]
    ] + [(f"{activity['ref']}/places", activity["places"]) for activity in body_and_activities[1:]]  # fmt: skip
    for number, place in enumerate(coded, 1):
        where = first_path(
            path for path, places in acts
            if all(
                any(is_place(recorded, city, place.get("country", "")) for recorded in places)
                for city in place["name"].split(" / ")
            )
        ) or first_path(paths_containing(body_and_activities[1:], place["name"], ["texts"]))  # fmt: skip
        yield "place", f"places/{number}", place["name"], where
        if _EVENT_OF_PLACE.search(role := place.get("role") or ""):
            yield (
                "place role",
                f"places/{number}/role",
                role,
                where if _is_place_of(role, where, body_and_activities) else "",
            )


def _is_place_of(role: str, where: str, body_and_activities: list[dict]) -> bool:
    """True where the act or the activity that has the place is what the coder says happened there."""
    meaning = meaning_of(role)
    body = next((body for body in body_and_activities if where.startswith(f"{body['ref']}/")), {})
    if body.get("object") == "activity":
        return body["kind"] in meaning.activities or role == "event"
    acts = {
        f"{body['ref']}/milestones/{act['key']}/places": act["kind"] for act in body.get("milestones", [])
    }
    return acts.get(where) in meaning.kinds


def is_place(place: dict, coded: str, country: str) -> bool:
    """True for the place coded: of a country alone, its name or that of its city, and no embassy of it elsewhere."""
    if coded == "online":
        return place["is_online"]
    if country and place["country"] != country:
        return False
    if is_name_of_place(coded):
        return any(is_exact_name(name, coded) for name in (place["city"], countries.name(place["country"])))
    return contains_name(" ".join([place["venue"], place["city"], countries.name(place["country"])]), coded)


def area_facts(
    coded: list[str], body_and_activities: list[dict], published: CaseBodies
) -> Iterator[tuple[str, str, object, str]]:
    """Facts about subject areas, each in one text: a topic, a commitment, an outcome, a title or a summary."""
    for number, area in enumerate(coded, 1):
        yield (
            "area",
            f"areas/{number}",
            area,
            first_path(
                chain(
                    _topic_paths(body_and_activities, area, published),
                    paths_containing(body_and_activities, area, _SUBJECT_MEMBERS),
                )
            ),
        )


def _topic_paths(bodies: list[dict], coded: str, published: CaseBodies) -> Iterator[str]:
    """Paths of the topics of these bodies whose own records have a name that holds all coded words."""
    for body in bodies:
        for topic in body.get("topics", []):
            names = published.body_of_mention(topic).get("names", {})
            if any(contains_words(name, coded) for name in names.values()):
                yield f"{body['ref']}/topics"


def relation_facts(coded: list[dict], body: dict, published: CaseBodies, body_and_activities: list[dict]):
    for number, relation in enumerate(coded, 1):
        where = _relation_path(relation, body, published, body_and_activities)
        yield "relation", f"relations/{number}", f"{relation['type']} {relation['target']}", where


def _relation_path(coded: dict, body: dict, published: CaseBodies, body_and_activities: list[dict]) -> str:
    """Path of a relation to another agreement, a record or words; of a link to the activity it was announced at."""
    kind = coded["type"].split(" (")[0]
    for relation in body.get("relations", []):
        other = published.body_of_mention(relation["agreement"])
        described = [
            *relation["stub"].values(),
            *relation["scope"].values(),
            *(text for _path, text in text_leaves(other, "")),
        ]
        is_kind = relation["kind"] in _RELATION_CODES.get(kind, {kind.replace(" ", "_")})
        if is_kind and word_share(coded["target"], " ".join(described)) >= _HALF:
            return f"{body['ref']}/relations/{relation['key']}"
    for activity in body_and_activities[1:]:
        for link in activity["agreements"]:
            is_ours = (
                link["role"] in _ANNOUNCED_AT_CODES.get(kind, ())
                and link["agreement"]
                and link["agreement"]["ref"] == body["ref"]
            )
            if (
                is_ours
                and word_share(coded["target"], " ".join(text for _path, text in text_leaves(activity, "")))
                >= _HALF
            ):
                return f"{activity['ref']}/agreements/{link['key']}"
    return ""


def money_facts(coded: list[dict], bodies: list[dict]) -> Iterator[tuple[str, str, object, str]]:
    """Facts about money: the amount and, apart from it, contributor, purpose and maximum."""
    for number, money in enumerate(coded, 1):
        path = f"money/{number}"
        contributions = [
            (where, part) for body in bodies for where, part in _matching_contributions(money, body)
        ]

        def place(member, fits, contributions=contributions):
            return first_path(f"{where}/{member}" for where, part in contributions if fits(part))

        if money["amount"] is None:
            where = place("wording", bool) or _cost_commitment_path(money["prose"], bodies)
            yield "money", f"{path}/prose", money["prose"], where
        else:
            yield "money", f"{path}/amount", f"{money['currency']} {money['amount']}", place("amount", bool)
        if money.get("contributor"):
            yield "money contributor", f"{path}/contributor", money["contributor"], place("involvement", bool)
        if money.get("purpose"):
            purpose = money["purpose"]
            where = place(
                "purpose",
                lambda part, purpose=purpose: contains_words(
                    f"{part['span']} {_contribution_text(part)}", purpose
                ),
            )
            yield "money purpose", f"{path}/purpose", purpose, where

        for member in sorted(schema.WALKED["money"] - _PLAIN_MONEY):
            if value := money.get(member):
                where = first_path(
                    f"{where}/{field}" for where, part in contributions
                    if (field := _field_of_number(member, value, part))
                )  # fmt: skip
                yield f"money {member}", f"{path}/{member}", "up to" if member == "maximum" else value, where


def _matching_contributions(coded: dict, body: dict) -> Iterator[tuple[str, dict]]:
    """``(path, part)`` of the contributions of a body that match: amount, currency and contributor, or the words.

    A contributor coded as a country matches an organization of that country.
    """
    by = {
        involvement["key"]: f"{organization['name']} ({countries.name(organization['country'])})"
        for involvement in body["involvements"] if (organization := involvement["organization"])
    }  # fmt: skip
    for part in body["contributions"]:
        if coded["amount"] is None:
            fits = part["amount"] is None and contains_words(_contribution_text(part), coded["prose"])
        else:
            fits = part["amount"] is not None and float(part["amount"]) == coded["amount"]
            fits = fits and part["currency"] == coded["currency"]
        if coded.get("contributor"):
            fits = fits and is_name_of(by.get(part["involvement"], ""), coded["contributor"])
        if fits:
            yield f"{body['ref']}/contributions/{part['key']}", part


def _cost_commitment_path(coded: str, bodies: list[dict]) -> str:
    """Path of the commitment about costs without an amount."""
    return first_path(
        path for body in bodies for path, text in text_leaves(body["commitments"], f"{body['ref']}/commitments")
        if paraphrases(text, coded)
    )  # fmt: skip


def _contribution_text(part: dict) -> str:
    return " ".join([part["wording"], *part["purpose"].values()])


def quantity_facts(coded: list[dict], bodies: list[dict]) -> Iterator[tuple[str, str, object, str]]:
    """Facts about quantities: in a commitment or a result, the number with its unit."""
    for number, quantity in enumerate(coded, 1):

        def fits(part, quantity=quantity):
            texts = [part["unit"], *part["text"].values()]
            is_equal = part["quantity"] is not None and float(part["quantity"]) == quantity["value"]
            return is_equal and any(contains_words(text, quantity["unit"]) for text in texts)

        where = first_path(
            f"{place}/quantity" for body in bodies for collection in ("commitments", "results")
            if (place := part_path(body, collection, fits))
        )  # fmt: skip
        yield "quantity", f"quantities/{number}", f"{quantity['value']} {quantity['unit']}", where
        for member in sorted(schema.WALKED["quantity"] - {"value", "unit"}):
            if value := quantity.get(member):
                held = where.removesuffix("/quantity")
                yield (
                    f"quantity {member}",
                    f"quantities/{number}/{member}",
                    value,
                    _quantity_detail(member, value, held, bodies),
                )


def _quantity_detail(member: str, coded, where: str, bodies: list[dict]) -> str:
    """Path of what else is said of the number of a commitment or a result, in the same part."""
    for body in bodies:
        for collection in ("commitments", "results"):
            for part in body[collection]:
                if where == f"{body['ref']}/{collection}/{part['key']}":
                    field = _field_of_number(member, coded, part)
                    return field and f"{where}/{field}"
    return ""


def _field_of_number(member: str, coded, part: dict) -> str:
    """The field of a part that says how its number is meant, by when or over which time."""
    if member in _COMPARISONS or member == "comparison":
        wanted = _COMPARISONS[member] if coded is True else {str(coded).replace(" ", "_")}
        return "comparison" if part["comparison"] in wanted else ""
    if member == "due":
        texts = part["due_event"].values()
        if part["due_each_year"] and is_same_date(
            part["due_each_year"].replace("--", "XXXX-"), _yearly(coded)
        ):
            return "due_each_year"
        if any(paraphrases(text, coded) for text in texts):
            return "due_event"
    field = {"date": "as_of", "from": "starts_on"}.get(member, member)
    held = part.get(field) or ""
    return field if held and (held == coded or is_same_date(str(held), str(coded))) else ""


def _yearly(coded) -> str:
    """A day of every year as an EDTF date without a year: “--12-31” and “XXXX-12-31” are one."""
    return re.sub(r"^--", "XXXX-", str(coded))


def body_facts(coded: list[str], body: dict, published: CaseBodies) -> Iterator[tuple[str, str, object, str]]:
    """Facts about organizations that the agreement sets up: an involvement of that role, or a commitment to it."""
    for number, name in enumerate(coded, 1):

        def fits(part, name=name):
            names = published.names_of(part["organization"])
            return part["role"] == "established_by_it" and any(is_name_of(own, name) for own in names)

        promised = first_path(
            path
            for variant in name_variants(name)
            for path in paths_containing([body] if body else [], variant, ["commitments"])
        )
        where = part_path(body, "involvements", fits) or promised
        yield "body created", f"bodies_created/{number}", name, where
