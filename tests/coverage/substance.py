"""Where places, areas, relations, money, numbers and bodies told by a case stand in a body."""

from collections.abc import Iterator

from django_countries import countries

from tests.coverage.bodies import CaseBodies, first_path, part_path, paths_containing
from tests.coverage.text_comparison import (
    contains_name,
    contains_words,
    name_variants,
    paraphrases,
    text_leaves,
    word_share,
)

# What coders call relations, where it is not the name of our own code.
_RELATION_CODES = {
    "under": {"implements", "based_on"},
    "under programme": {"implements", "based_on"},
    "parallel to": {"paired_with"},
    "paired with": {"paired_with"},
    "supplements": {"amends", "annexed_to"},
    "annexes": {"annexed_to", "follows", "supersedes"},
    "succeeds": {"follows", "supersedes"},
}
_ANNOUNCED_AT_CODES = {"announced at": {"announced_at", "launched_at"}}
_HALF = 0.5  # of the words that tell a related agreement: coders describe it rather than name it
_SUBJECT_MEMBERS = ("topics", "commitments", "outcomes", "results", "texts", "occasion", "background")


def place_facts(told: list[dict], around: list[dict]) -> Iterator[tuple[str, str, object, str]]:
    """Places of an act; an event told as a place is one by its title."""
    acts = [
        (f"{one['ref']}/milestones/{act['key']}/places", act["places"])
        for one in around[:1] for act in one["milestones"]
    ] + [(f"{one['ref']}/places", one["places"]) for one in around[1:]]  # fmt: skip
    for number, place in enumerate(told, 1):
        where = first_path(
            path for path, places in acts
            if all(
                any(is_place(one, city, place.get("country", "")) for one in places)
                for city in place["name"].split(" / ")
            )
        ) or first_path(paths_containing(around[1:], place["name"], ["texts"]))  # fmt: skip
        yield "place", f"places/{number}", place["name"], where


def is_place(place: dict, told: str, country: str) -> bool:
    if told == "online":
        return place["is_online"]
    written = " ".join([place["venue"], place["city"], countries.name(place["country"])])
    return (not country or place["country"] == country) and contains_name(written, told)


def area_facts(told: list[str], around: list[dict]) -> Iterator[tuple[str, str, object, str]]:
    """What it is about, in one text: a topic, a commitment, an outcome, a title or a summary."""
    for number, area in enumerate(told, 1):
        yield "area", f"areas/{number}", area, first_path(paths_containing(around, area, _SUBJECT_MEMBERS))


def relation_facts(told: list[dict], body: dict, found: CaseBodies, around: list[dict]):
    for number, relation in enumerate(told, 1):
        where = _relation_path(relation, body, found, around)
        yield "relation", f"relations/{number}", f"{relation['type']} {relation['target']}", where


def _relation_path(told: dict, body: dict, found: CaseBodies, around: list[dict]) -> str:
    """Where the agreement stands so to another one, a record or words; what was announced at is an activity."""
    kind = told["type"].split(" (")[0]
    for relation in body.get("relations", []):
        other = found.full(relation["agreement"])
        described = [relation["stub"], relation["scope"], *(text for _path, text in text_leaves(other, ""))]
        is_kind = relation["kind"] in _RELATION_CODES.get(kind, {kind.replace(" ", "_")})
        if is_kind and word_share(told["target"], " ".join(described)) >= _HALF:
            return f"{body['ref']}/relations/{relation['key']}"
    for activity in around[1:]:
        for link in activity["agreements"]:
            is_ours = (
                link["role"] in _ANNOUNCED_AT_CODES.get(kind, ())
                and link["agreement"]
                and link["agreement"]["ref"] == body["ref"]
            )
            if (
                is_ours
                and word_share(told["target"], " ".join(text for _path, text in text_leaves(activity, "")))
                >= _HALF
            ):
                return f"{activity['ref']}/agreements/{link['key']}"
    return ""


def money_facts(told: list[dict], bodies: list[dict]) -> Iterator[tuple[str, str, object, str]]:
    """An amount, and apart from it who gives it, for what, and whether it is the most."""
    for number, money in enumerate(told, 1):
        path = f"money/{number}"
        given = [(where, part) for body in bodies for where, part in _matching_contributions(money, body)]

        def place(member, fits, given=given):
            return first_path(f"{where}/{member}" for where, part in given if fits(part))

        if money["amount"] is None:
            where = place("wording", bool) or _cost_commitment_path(money["prose"], bodies)
            yield "money", f"{path}/prose", money["prose"], where
        else:
            yield "money", f"{path}/amount", f"{money['currency']} {money['amount']}", place("amount", bool)
        if money.get("contributor"):
            yield "money contributor", f"{path}/contributor", money["contributor"], place("involvement", bool)
        if money.get("maximum"):
            yield (
                "money maximum",
                f"{path}/maximum",
                "up to",
                place("is_maximum", lambda part: part["is_maximum"]),
            )
        if money.get("purpose"):
            asked = money["purpose"]
            where = place(
                "purpose",
                lambda part, asked=asked: contains_words(f"{part['span']} {_contribution_text(part)}", asked),
            )
            yield "money purpose", f"{path}/purpose", asked, where


def _matching_contributions(told: dict, body: dict) -> Iterator[tuple[str, dict]]:
    """``(path, part)`` of the money of a body that is the money told: amount, currency and giver, or the words.

    A giver told as a country is met by a body of that country.
    """
    by = {
        one["key"]: f"{one['organization']['name']} ({countries.name(one['organization']['country'])})"
        for one in body["involvements"] if one["organization"]
    }  # fmt: skip
    for part in body["contributions"]:
        if told["amount"] is None:
            fits = part["amount"] is None and contains_words(_contribution_text(part), told["prose"])
        else:
            fits = part["amount"] is not None and float(part["amount"]) == told["amount"]
            fits = fits and part["currency"] == told["currency"]
        if told.get("contributor"):
            fits = fits and contains_name(by.get(part["involvement"], ""), told["contributor"])
        if fits:
            yield f"{body['ref']}/contributions/{part['key']}", part


def _cost_commitment_path(told: str, bodies: list[dict]) -> str:
    """Who pays, without an amount, is a commitment."""
    return first_path(
        path for body in bodies for path, text in text_leaves(body["commitments"], f"{body['ref']}/commitments")
        if paraphrases(text, told)
    )  # fmt: skip


def _contribution_text(part: dict) -> str:
    return " ".join([part["wording"], *part["purpose"].values()])


def quantity_facts(told: list[dict], bodies: list[dict]) -> Iterator[tuple[str, str, object, str]]:
    """A number of things, as a commitment or a result: the number itself, with its thing."""
    for number, one in enumerate(told, 1):

        def fits(part, one=one):
            texts = [part["unit"], *part["text"].values()]
            is_equal = part["quantity"] is not None and float(part["quantity"]) == one["value"]
            return is_equal and any(contains_words(text, one["unit"]) for text in texts)

        where = first_path(
            f"{place}/quantity" for body in bodies for collection in ("commitments", "results")
            if (place := part_path(body, collection, fits))
        )  # fmt: skip
        yield "quantity", f"quantities/{number}", f"{one['value']} {one['unit']}", where


def body_facts(told: list[str], body: dict, found: CaseBodies) -> Iterator[tuple[str, str, object, str]]:
    """Bodies that the agreement sets up: an involvement of that role, or a commitment that speaks of one."""
    for number, name in enumerate(told, 1):

        def fits(part, name=name):
            called = found.called(part["organization"])
            return part["role"] == "established_by_it" and any(contains_name(one, name) for one in called)

        promised = first_path(
            path
            for one in name_variants(name)
            for path in paths_containing([body] if body else [], one, ["commitments"])
        )
        where = part_path(body, "involvements", fits) or promised
        yield "body created", f"bodies_created/{number}", name, where
