"""A coded case, fact by fact: each with the path where a published body holds it, or nothing.

A fact is ``(kind, path in the case, value told, path in a body)``. What a case leaves empty is no fact. Not walked:
the coder's summary, notes and difficulties, and the status, which the register derives from dated acts.
"""

from collections.abc import Iterator

from tests.coverage.activities import activity_facts, organization_fact_path
from tests.coverage.bodies import CaseBodies, first_path, part_path
from tests.coverage.dates import date_facts, duration_facts
from tests.coverage.parties import party_facts
from tests.coverage.people import people_facts
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

# What coders call a form, where it is not the name of our own code.
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
_SOURCE_MEMBERS = (("title", "title", is_exact_name), ("publisher", "publisher", contains_name), ("published", "published_on", is_same_date),
          ("language", "language", str.__eq__))  # fmt: skip


def facts_of_case(case: dict, found: CaseBodies) -> Iterator[_FactTuple]:
    """Every fact of a case, in the order of the case."""
    yield from _source_facts(case, found)
    for told in case["agreements"]:
        for kind, path, value, where in _agreement_facts(told, found):
            if value not in ("", None):
                yield kind, f"agreements/{told['ref']}/{path}", value, where
    for number, told in enumerate(case.get("activities", []), 1):
        for kind, path, value, where in activity_facts(told, found):
            yield kind, f"activities/{number}/{path}", value, where
    for number, told in enumerate(case.get("organization_facts", []), 1):
        yield "organization", f"organization_facts/{number}", told, organization_fact_path(told, found)


def _source_facts(case: dict, found: CaseBodies) -> Iterator[_FactTuple]:
    """What the page is, and the other pages that tell the same."""
    told = case["source"]
    cited = [(f"{body['ref']}/sources/{one['key']}", one) for body in found.bodies for one in body["sources"]]
    page = [(path, one) for path, one in cited if one["address"] == told["url"]]
    yield "source url", "source/url", told["url"], first_path(f"{path}/address" for path, _one in page)
    for member, field, same in _SOURCE_MEMBERS:
        if told.get(member):
            where = first_path(f"{path}/{field}" for path, one in page if same(one[field], told[member]))
            yield f"source {member}", f"source/{member}", told[member], where
    for number, address in enumerate(case.get("other_sources", []), 1):
        where = first_path(
            f"{path}/address" for path, one in cited if one["address"] == address.split(" ", 1)[0]
        )
        yield "source url", f"other_sources/{number}", address, where


def _agreement_facts(told: dict, found: CaseBodies) -> Iterator[_FactTuple]:
    """Everything that a case says of one agreement; nothing is found where no body answers it."""
    body = found.answers.get(told["ref"], {})
    around = found.around(body) if body else []
    bodies = [body, *found.beside] if body else []
    yield "form", "type", told["type"], _form_path(told["type"], body)
    yield "title", "title", told["title"], _title_path(told, body)
    yield from party_facts(told, body, found)
    yield from people_facts(told, body, found, around)
    yield from date_facts(told["dates"], body, around)
    yield from duration_facts(told.get("duration") or {}, body)
    yield from place_facts(told["places"], around)
    yield from area_facts(told["areas"], [*around, *found.beside])
    yield from relation_facts(told["relations"], body, found, around)
    yield from money_facts(told["money"], bodies)
    yield from quantity_facts(told["quantities"], bodies)
    yield from body_facts(told["bodies_created"], body, found)
    for number, one in enumerate(told["identifiers"], 1):
        told_number = f"{one['scheme']} {one['value']}"
        where = part_path(
            body,
            "identifiers",
            lambda part, told=told_number: is_exact_name(f"{part['scheme']} {part['value']}", told),
        )
        yield "identifier", f"identifiers/{number}", told_number, where
    for number, language in enumerate(told["languages"], 1):
        yield "language", f"languages/{number}", language, _language_path(language, body)
    if told.get("legally_binding") is not None:
        binds = body.get("bindingness") == ("binding" if told["legally_binding"] else "non_binding")
        yield (
            "binding",
            "legally_binding",
            told["legally_binding"],
            f"{body['ref']}/bindingness" if binds else "",
        )


def _form_path(told: str, body: dict) -> str:
    """Where the body is of the form told, or prints its very word."""
    if not body:
        return ""
    if contains_words(body["form_as_written"], told):
        return f"{body['ref']}/form_as_written"
    for one in [*name_variants(told), *told.split(" / ")]:
        codes = _FORM_CODES.get(one, {one.replace(" ", "_")})
        for member in ("form", "nature"):
            if body[member] in codes:
                return f"{body['ref']}/{member}"
    return ""


def _title_path(told: dict, body: dict) -> str:
    """A title that a source gives is looked for word for word; one of the coder's, as marked as ours."""
    if told["title_given_in_source"]:
        asked = name_variants(told["title"])
        where = part_path(
            body,
            "texts",
            lambda text: any(
                contains_words(text["title"], one) or contains_words(one, text["title"]) for one in asked
            ),
        )
        return where and f"{where}/title"
    where = part_path(body, "texts", lambda text: text["is_working_title"])
    return where and f"{where}/is_working_title"


def _language_path(told: str, body: dict) -> str:
    """Among the languages of the agreement, else that of a text or of a page it is known from; that one prevails,
    in a member of its own.
    """
    code = told.split(" ", 1)[0].casefold()
    if "prevails" in told:
        return (
            f"{body['ref']}/prevailing_language"
            if body.get("prevailing_language", "").casefold() == code
            else ""
        )
    if code in [one.casefold() for one in body.get("languages", [])]:
        return f"{body['ref']}/languages"
    where = part_path(body, "sources", lambda source: source["language"].casefold() == code)
    return where and f"{where}/language"
