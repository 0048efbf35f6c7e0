"""A coded case, fact by fact: each with the path where a published body holds it, or nothing.

A fact is ``(kind, path in the case, value coded, path in a body)``. What a case leaves empty is no fact. What is not
walked is listed, with its reason, in ``schema``.
"""

from collections.abc import Iterator

from tests.coverage import schema
from tests.coverage.activities import activity_facts, organization_fact_path
from tests.coverage.bodies import CaseBodies, first_path, part_path
from tests.coverage.dates import date_facts, duration_facts
from tests.coverage.other import other_facts
from tests.coverage.parties import party_facts
from tests.coverage.people import is_people, people_facts
from tests.coverage.substance import (
    area_facts,
    body_facts,
    money_facts,
    place_facts,
    quantity_facts,
    relation_facts,
)
from tests.coverage.text_comparison import (
    contains_name,
    contains_words,
    is_exact_name,
    is_same_date,
    name_variants,
)

_FactTuple = tuple[str, str, object, str]

# The codes of forms by the coders' words, where these differ.
_FORM_CODES = {
    "joint programme": {"programme"},
    "academic exchange agreement": {"academic_exchange"},
    "student exchange memorandum": {"student_exchange"},
    "city partnership": {"twinning"},
    "sister-city relationship": {"twinning"},
    "executive programme": {"plan"},
    "renewal": {"extension"},
    "addendum": {"amendment"},
    "strategic partnership agreement": {"partnership"},
    "partnership agreement": {"partnership"},
    "collaboration agreement": {"agreement", "partnership"},
}
_SECTIONS = (
    ("place", "places"), ("money", "money"), ("quantity", "quantities"), ("relation", "relations"),
    ("identifier", "identifiers"),
)  # fmt: skip
_SOURCE_MEMBERS = (
    ("title", "title", is_exact_name),
    ("publisher", "publisher", contains_name),
    ("published", "published_on", is_same_date),
    ("language", "language", str.__eq__),
)


def facts_of_case(case: dict, published: CaseBodies) -> Iterator[_FactTuple]:
    """Every fact of a case, in the order of the case."""
    yield from _source_facts(case, published)
    for coded in case["agreements"]:
        for kind, path, value, where in _agreement_facts(coded, published):
            if value not in ("", None):
                yield kind, f"agreements/{coded['ref']}/{path}", value, where
    for number, coded in enumerate(case["activities"], 1):
        for kind, path, value, where in activity_facts(coded, published):
            yield kind, f"activities/{number}/{path}", value, where
    for number, coded in enumerate(case["organization_facts"], 1):
        yield "organization", f"organization_facts/{number}", coded, organization_fact_path(coded, published)
    everything = [*published.bodies, *published.mentioned.values()]
    yield from other_facts(case, schema.known("case"), everything)


def _source_facts(case: dict, published: CaseBodies) -> Iterator[_FactTuple]:
    """Facts about the page itself, and the other pages of the same story."""
    coded = case["source"]
    cited = [
        (f"{body['ref']}/sources/{source['key']}", source)
        for body in published.bodies
        for source in body["sources"]
    ]
    page = [(path, source) for path, source in cited if source["address"] == coded["url"]]
    if coded["url"]:
        yield (
            "source url",
            "source/url",
            coded["url"],
            first_path(f"{path}/address" for path, _source in page),
        )
    for member, field, same in _SOURCE_MEMBERS:
        if coded.get(member):
            where = first_path(
                f"{path}/{field}" for path, source in page if same(source[field], coded[member])
            )
            yield f"source {member}", f"source/{member}", coded[member], where
    for number, address in enumerate(case["other_sources"], 1):
        where = first_path(
            f"{path}/address" for path, source in cited if source["address"] == address.split(" ", 1)[0]
        )
        yield "source url", f"other_sources/{number}", address, where


def _agreement_facts(coded: dict, published: CaseBodies) -> Iterator[_FactTuple]:
    """Facts about one agreement; none has a path where no body corresponds to it."""
    body = published.answers.get(coded["ref"], {})
    body_and_activities = published.with_activities(body) if body else []
    bodies = [body, *published.beside] if body else []
    yield "form", "type", coded["type"], _form_path(coded["type"], body)
    yield "title", "title", coded["title"], _title_path(coded, body)
    yield from party_facts(coded, body, published)
    yield from people_facts(coded, body, published, body_and_activities)
    yield from date_facts(coded["dates"], body, body_and_activities)
    yield from duration_facts(coded["duration"], body)
    yield from place_facts(coded["places"], body_and_activities)
    yield from area_facts(coded["areas"], [*body_and_activities, *published.beside], published)
    yield from relation_facts(coded["relations"], body, published, body_and_activities)
    yield from money_facts(coded["money"], bodies)
    yield from quantity_facts(coded["quantities"], bodies)
    yield from body_facts(coded["bodies_created"], body, published)
    for number, identifier in enumerate(coded["identifiers"], 1):
        number_as_coded = f"{identifier['scheme']} {identifier['value']}"
        where = part_path(
            body,
            "identifiers",
            lambda part, coded=number_as_coded: is_exact_name(f"{part['scheme']} {part['value']}", coded),
        )
        yield "identifier", f"identifiers/{number}", number_as_coded, where
    for number, language in enumerate(coded["languages"], 1):
        yield "language", f"languages/{number}", language, _language_path(language, body)
    if coded.get("legally_binding") is not None:
        binds = body.get("bindingness") == ("binding" if coded["legally_binding"] else "non_binding")
        yield (
            "binding",
            "legally_binding",
            coded["legally_binding"],
            f"{body['ref']}/bindingness" if binds else "",
        )
    yield from _facts_of_other_members(coded, [*body_and_activities, *published.beside], published)


def _facts_of_other_members(coded: dict, bodies: list[dict], published: CaseBodies) -> Iterator[_FactTuple]:
    """What the coder says in members of their own, of the agreement and of its parts."""
    people = {name for name, value in coded.items() if is_people(value)}  # walked by name
    everything = [*bodies, *published.mentioned.values()] if bodies else []
    yield from other_facts(coded, schema.known("agreement") | people, everything)
    for section, name in _SECTIONS:
        for number, part in enumerate(coded[name], 1):
            for kind, path, value, where in other_facts(part, schema.known(section), bodies):
                yield kind, f"{name}/{number}/{path}", value, where


def _form_path(coded: str, body: dict) -> str:
    """Path of the form or nature of the body where it is the coded one, or of its wording."""
    if not body:
        return ""
    if contains_words(body["form_as_written"], coded):
        return f"{body['ref']}/form_as_written"
    for words in [*name_variants(coded), *coded.split(" / ")]:
        codes = _FORM_CODES.get(words, {words.replace(" ", "_")})
        for member in ("form", "nature"):
            if body[member] in codes:
                return f"{body['ref']}/{member}"
    return ""


def _title_path(coded: dict, body: dict) -> str:
    """Path of a title that a source gives, word for word; of a working title where the title is the coder's."""
    if coded["title_given_in_source"]:
        variants = name_variants(coded["title"])
        where = part_path(
            body,
            "texts",
            lambda text: any(
                contains_words(text["title"], title) or contains_words(title, text["title"])
                for title in variants
            ),
        )
        return where and f"{where}/title"
    where = part_path(body, "texts", lambda text: text["is_working_title"])
    return where and f"{where}/is_working_title"


def _language_path(coded: str, body: dict) -> str:
    """Path of a language: of the agreement, else of a page it is known from; of the prevailing one, its own member."""
    code = coded.split(" ", 1)[0].casefold()
    if "prevails" in coded:
        return (
            f"{body['ref']}/prevailing_language"
            if body.get("prevailing_language", "").casefold() == code
            else ""
        )
    if code in [language.casefold() for language in body.get("languages", [])]:
        return f"{body['ref']}/languages"
    where = part_path(body, "sources", lambda source: source["language"].casefold() == code)
    return where and f"{where}/language"
