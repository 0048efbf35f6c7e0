"""Organizations of ROR as lists write them: none is linked to another by itself, and few are asked about."""

import random
from collections import Counter, defaultdict

import pytest

from organizations.models import Organization, OrganizationName
from spreadsheets.answers import ImportAnswers
from spreadsheets.matching.name_patterns import NAME_PATTERNS
from spreadsheets.matching.organizations import OrganizationNameMatcher
from spreadsheets.matching.party_names import PartyNameReader
from spreadsheets.parsing.countries import find_country_code
from tests.samples import SAMPLES, sample
from tests.spreadsheets.ror_names import FEW, as_lists_write_them, ror_organizations, same_name

SAMPLE = "data/ror/sample-v2.ndjson"


def put_on_desk(organizations) -> dict[int, object]:
    """Store organizations with all their names; by primary key."""
    stored = Organization.objects.bulk_create(
        [Organization(name=o.name, country=o.code, kind="other") for o in organizations]
    )
    pairs = list(zip(stored, organizations, strict=True))
    names = [
        OrganizationName(organization=record, text=text, kind=kind, key=f"{kind}{number}", position=number)
        for record, o in pairs
        for kind, texts in (("acronym", o.acronyms), ("alias", o.names))
        for number, text in enumerate(dict.fromkeys(texts))
    ]
    OrganizationName.objects.bulk_create(names)
    return {record.pk: o for record, o in pairs}


def match_lists(organizations, on_desk, seed=1):
    """Each organization in each way of writing it, a list for each way: way, organization, (name, country), outcome.

    The outcome is the organization that it was linked to by itself, or “asked” or “new”.
    """
    lists, chance = defaultdict(list), random.Random(seed)
    for organization in organizations:
        for way, text, country in as_lists_write_them(organization, chance):
            lists[way].append((organization, text, find_country_code(country)))
    answers = ImportAnswers(questions={pattern.key: "yes" for pattern in NAME_PATTERNS})
    for way, rows in lists.items():
        matcher = OrganizationNameMatcher("list", {})
        reader = PartyNameReader(answers, matcher.is_known)
        rows_of_names = [
            (
                organization,
                [(named.name, named.country or country) for named in reader.parse(text, country).names],
            )
            for organization, text, country in rows
        ]
        for _organization, names in rows_of_names:
            for name, country in names:
                matcher.list_names.note(name, country)
        for organization, names in rows_of_names:
            for name, country in names:
                match = matcher.match(name, country=country)
                outcome = on_desk[match.organization.pk] if match.organization else None
                yield way, organization, (name, country), outcome or ("asked" if match.candidates else "new")


def wrong_links(results):
    """Links to another organization than is meant, but for those that nobody could tell from the list.

    These are two of the very same name in one country, or without any in the list; and those whose name ROR has as
    one of a successor, too.
    """
    return [
        (way, name, meant.name, outcome.name)
        for way, meant, (name, country), outcome in results
        if outcome not in ("asked", "new") and outcome != meant
        if not (
            same_name(name, outcome)
            and (is_related(meant, outcome) or not country or meant.code == outcome.code)
        )
    ]


def is_related(organization, other) -> bool:
    return organization.id in other.related or other.id in organization.related


def shares(results, on_desk) -> dict[str, dict[str, float]]:
    """By whether the organization is on the desk: the share linked, asked about and taken for new."""
    there = set(on_desk.values())
    counts = {True: Counter(), False: Counter()}
    for _way, meant, _name, outcome in results:
        counts[meant in there][outcome if outcome in ("asked", "new") else "linked"] += 1
    return {
        "there" if is_there else "absent": {
            how: round(n / max(count.total(), 1), 3) for how, n in count.items()
        }
        for is_there, count in counts.items()
    }


def test_few_organizations_of_ror_are_linked_rightly_or_asked_about(db):
    organizations = ror_organizations(FEW)
    on_desk = put_on_desk(organizations[::2])

    results = list(match_lists(organizations, on_desk))

    assert wrong_links(results) == []
    share = shares(results, on_desk)
    assert share["there"]["linked"] > 0.7
    assert share["there"].get("new", 0) < 0.05
    assert share["absent"].get("asked", 0) < 0.15


@pytest.mark.long
@pytest.mark.timeout(900)
@sample(SAMPLE)
def test_no_organization_of_ror_is_linked_to_another_by_itself(db):
    organizations = ror_organizations(SAMPLES / SAMPLE)
    on_desk = put_on_desk(organizations[::2])

    results = list(match_lists(organizations, on_desk))

    assert wrong_links(results) == []
    share = shares(results, on_desk)
    assert share["there"]["linked"] > 0.8
    assert share["there"]["new"] < 0.005
    assert share["absent"]["asked"] < 0.04
