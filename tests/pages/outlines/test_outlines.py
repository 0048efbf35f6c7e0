"""Each value of a record stands on its pages where it belongs, under its label, and links lead where they say.

The outlines beside this file are the pages as text, each value replaced by the name of its member:
``Legal basis: {milestones.2.legal_basis}``. A change of a page shows there, to be reviewed. They are written anew
by ``REWRITE=outlines ./dev test tests/pages/outlines``.
"""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from tests.factories import SiteProfileFactory
from tests.pages.outlines.fragments import fragment_outlines
from tests.pages.outlines.missing_members import NOT_SHOWN, without_each_member
from tests.pages.outlines.outline import frame_outline, public_outline
from tests.template_nodes import TemplateNodes, check_nothing_missing

pytestmark = pytest.mark.django_db
# Addresses by the names of the records in the world; members of the first record go without its reference.
PAGES = {
    "agreement": "/agreements/{instrument.ref}",
    "agreement-ended": "/agreements/{ended.ref}",
    "agreement-of-little": "/agreements/{existence.ref}",
    "agreement-on-a-day": "/agreements/{instrument.ref}?on=2013-05-06",
    "agreement-version": "/agreements/{instrument.ref}/versions/2",
    "agreement-old-version": "/agreements/{instrument.ref}/versions/1",
    "agreement-versions": "/agreements/{instrument.ref}/versions/",
    "agreement-citation": "/agreements/{instrument.ref}/cite/",
    "agreement-compared": "/agreements/{instrument.ref}/compare?with={ended.ref}",
    "agreement-to-compare": "/agreements/{instrument.ref}/compare",
    "agreement-not-compared": "/agreements/{instrument.ref}/compare?with=A9999999",
    "agreement-document": "/agreements/{instrument.ref}/documents/s1",
    "agreement-document-refused": "/agreements/{instrument.ref}/documents/s1?page=none",
    "agreement-report": "/report/{instrument.ref}/",
    "programme": "/agreements/{programme.ref}",
    "dialogue": "/agreements/{dialogue.ref}",
    "withdrawn": "/agreements/{withdrawn.ref}",
    "organization": "/organizations/{organization.ref}",
    "organization-concerned": "/organizations/{concerned.ref}",
    "organization-funder": "/organizations/{funder.ref}",
    "organization-dissolved": "/organizations/{dissolved.ref}",
    "organization-on-a-day": "/organizations/{organization.ref}?on=2013-05-06",
    "organization-version": "/organizations/{organization.ref}/versions/2",
    "unit": "/organizations/{unit.ref}",
    "person": "/people/{person.ref}",
    "person-on-a-day": "/people/{person.ref}?on={day_before_signing}",
    "activity": "/activities/{activity.ref}",
    "activity-planned": "/activities/{planned.ref}",
    "topic": "/topics/{topic.ref}",
    "collection": "/collections/{collection.ref}",
    "collections": "/collections/",
    "collection-version": "/collections/{collection.ref}/versions/1",
    "collection-versions": "/collections/{collection.ref}/versions/",
    "country": "/countries/{organization.country}",
    "pair": "/countries/{organization.country}/{concerned.country}",
    "countries": "/countries/",
    "agreements": "/agreements/",
    "agreements-filtered": "/agreements/?form=plan&state=in_force&on=2013-05-06&more=party",
    "organizations": "/organizations/",
    "people": "/people/",
    "activities": "/activities/",
    "topics": "/topics/",
    "statistics": "/statistics/",
    "statistics-of-none": "/statistics/?q=zqzq&on=2013-05-06",
    "statistics-refused": "/statistics/?on=soon",
    "statistics-embedded": "/statistics/organizations/embed?nature=instrument",
    "statistics-of-one": "/statistics/?ref={instrument.ref}",
    "statistics-embedded-of-all": "/statistics/topics/embed",
    "search": "/search?q=title",
    "search-of-a-kind": "/search?q=title&kind=activity",
    "search-of-nothing": "/search?q=zqzq",
    "agreements-none": "/agreements/?q=zqzq",
    "agreements-refused": "/agreements/?on=soon&form=zqzq",
    "organizations-of-a-country": "/organizations/?country={organization.country}",
    "country-without-records": "/countries/NU",
    "pair-without-records": "/countries/NU/{organization.country}",
    "topic-refused": "/topics/{topic.ref}?on=soon",
    "topic-wide": "/topics/{topic.parent.ref}",
    "person-version": "/people/{person.ref}/versions/1",
    "activity-version": "/activities/{activity.ref}/versions/1",
    "topic-version": "/topics/{topic.ref}/versions/1",
    "organization-versions": "/organizations/{organization.ref}/versions/",
    "person-versions": "/people/{person.ref}/versions/",
    "activity-versions": "/activities/{activity.ref}/versions/",
    "topic-versions": "/topics/{topic.ref}/versions/",
    "activity-before": "/activities/{activity.ref}?on=1900-01-01",
    "home": "/",
    **{name: f"/about/{name}" for name in ("glossary", "privacy", "accessibility", "imprint")},
    "about": "/about",
    "api": "/about/api",
    "problems": "/about/problems/",
    "problem": "/about/problems/not_acceptable",
    "components": "/about/components",
}
# The same with limits so low that lists go on elsewhere
LONG_LISTS = {
    "long-agreements": "/agreements/?q=title&page=2&on=2013-05-06",
    "long-search": "/search?q=title",
    "long-search-of-a-kind": "/search?q=title&kind=agreement&page=2",
    "long-country": "/countries/{organization.country}",
    "long-pair": "/countries/{organization.country}/{concerned.country}?on=2013-05-06",
    "long-organization": "/organizations/{organization.ref}?on=2013-05-06",
    "long-person": "/people/{person.ref}",
    "long-topic": "/topics/{topic.ref}?on=2013-05-06",
    "long-dialogue": "/agreements/{dialogue.ref}",
    "long-collection": "/collections/{collection.ref}?page=2",
}
# The same of an institution that has filled in the profile of its site
OF_AN_INSTITUTION = {
    "home-of-an-institution": "/",
    "about-of-an-institution": "/about",
    **{
        f"{name}-of-an-institution": f"/about/{name}"
        for name in ("privacy", "accessibility", "imprint", "data")
    },
}
PROFILE = {
    **{
        name: {"en": f"{name} in English", "ko": f"{name} 한국어"}
        for name in ("name", "contact", "scope", "imprint", "privacy", "data_protection", "accessibility")
    },
    **{name: {"ko": f"{name} 한국어"} for name in ("institution", "words")},
    "accent": "#7a1f3d", "contact_email": "office@example.org",
    "license_name": "CC BY 4.0", "license_url": "https://example.org/by",
}  # fmt: skip
LIMITS = {
    "agreements.countries.queries._MAX_ACTIVITIES": 1,
    "agreements.countries.queries._MAX_ORGANIZATIONS": 1,
    "agreements.countries.views._OPEN_ROWS": 1,
    "agreements.countries.views._SHOWN_OF_COUNTRY": 1,
    "agreements.countries.views._SHOWN_OF_PAIR": 1,
    "pages.facets._SHOWN_VALUES": 1,
    "pages.linked_records.SHOWN_PER_GROUP": 1,
    "pages.list_results.PAGE_SIZE": 2,
    "pages.pagination.PAGE_SIZE": 2,
    "pages.search.PAGE_SIZE": 2,
    "record_collections.views.PAGE_SIZE": 2,
    "pages.search._SHOWN_PER_KIND": 1,
}
STATUS = {
    "agreement-document-refused": 400,
    "withdrawn": 410,
    "agreement-not-compared": 400,
    "agreements-refused": 400,
    "topic-refused": 400,
    "statistics-refused": 400,
}
PUBLIC_TEMPLATES = ["*.html"] + [
    f"{folder}/**/*.html"
    for folder in (
        "access", "account", "accounts", "activities", "agreements", "components", "countries", "following", "mfa",
        "organizations", "pages", "people", "pictures", "reconcile", "record_collections", "reminders",
        "statistics", "usersessions",
    )
]  # fmt: skip
# What no page can show, and why
NOWHERE = {
    "components/_header.html: for code, name, path in others — rows: never two rows": "there are two languages",
    'pages/api_reference.html: if page_language != "en" — page_language != "en": never True': "only in Korean",
    'pages/api_reference.html: translate "What follows is in English." — in no text': "as above: api.ko.txt",
    'pages/components.html: if page_language != "en" — page_language != "en": never True': "only in Korean",
    'pages/components.html: translate "What follows is in English." — in no text': "as above: components.ko.txt",
    'agreements/_key_facts.html: body.nature|label:"agreements.Agreement.nature" — '
    '|label:"agreements.Agreement.nature": never any other than without it': "the codes are the English words",
    **dict.fromkeys(
        [
            "pages/search.html: if results.documents — results.documents: never True",
            "pages/search.html: if not results.count and not results.documents — "
            "not results.count and not results.documents: never the first alone",
        ],
        "no text is extracted here; what is found in documents is a fragment",
    ),
    "access/report.html: token — in no text": "it differs each time",
    "following/follow.html: token — in no text": "as above",
    **dict.fromkeys(
        [
            "following/letter_frame.html: <style> body { margin: 0; padding: 24px 16px; font: 16px/1.5 — in no text",
            "following/letter_frame.html: ; padding-top: 20px; } h1 { font-size: 20px; line-height: 1. — in no text",
            "following/letter_frame.html: ; color: #fff; font-weight: bold; } .button { border-radius: — in no text",
            "following/letter_frame.html: ; } a { color: #8cc4e8; } .logo { padding: 3px; background:  — in no text",
            "following/letter_frame.html: #8cc4e8 — in no text",
            "following/letter_frame.html: accent — in no text",
            "following/letter_frame.html: profile.dark_accent — in no text",
            "following/letter_frame.html: logo_id — in no text",
            "following/letter_frame.html: size.0 — in no text",
            "following/letter_frame.html: size.1 — in no text",
            "components/_header.html: size.0 — in no text",
            "components/_header.html: size.1 — in no text",
        ],
        "no words",
    ),
}
REF = re.compile(r"\{(\w+)\.ref\}")


def html_of(address: str, language: str, status: int) -> str:
    response = Client().get(f"{'/ko' if language == 'ko' else ''}{address}", follow=True)
    assert response.status_code == status, address
    return response.content.decode()


def outlines(world, members, nodes: TemplateNodes, language: str) -> Iterator[tuple[str, str]]:
    """Name and text of each page."""
    yield from _outlines_of(PAGES, world, members, nodes, language)
    with pytest.MonkeyPatch.context() as patch:
        for place, limit in LIMITS.items():
            patch.setattr(place, limit)
        yield from _outlines_of(LONG_LISTS, world, members, nodes, language)
    yield f"frame.{language}.txt", nodes.keep(html_of("/about", language, 200), frame_outline)
    profile = SiteProfileFactory(**PROFILE)
    yield from _outlines_of(OF_AN_INSTITUTION, world, members, nodes, language)
    yield (
        f"frame-of-an-institution.{language}.txt",
        nodes.keep(html_of("/about", language, 200), frame_outline),
    )
    profile.delete()


def _outlines_of(
    pages: dict[str, str], world, members, nodes: TemplateNodes, language: str
) -> Iterator[tuple[str, str]]:
    for name, address in pages.items():
        html = html_of(address.format(**vars(world)), language, STATUS.get(name, 200))
        record = REF.search(address)
        own = getattr(world, record[1]).ref if record else ""
        yield f"{name}.{language}.txt", members.named(nodes.keep(html, public_outline), own)


def test_pages_in_english(world, members, bodies, compared_with_reviewed):
    """With what they show without each of their members, and parts of them in further states."""
    nodes = TemplateNodes(*PUBLIC_TEMPLATES, with_filters=True)
    with nodes.marked():
        texts = {**dict(outlines(world, members, nodes, "en")), **dict(fragment_outlines(nodes, "en"))}
        without = without_each_member(world, members, bodies, nodes)

    compared_with_reviewed("en", {**texts, "without.txt": without.text})
    assert without.ill_formed == []
    assert without.unseen == set(NOT_SHOWN)
    check_nothing_missing(nodes, NOWHERE)


def test_pages_in_korean(world, members, compared_with_reviewed):
    nodes = TemplateNodes()

    compared_with_reviewed(
        "ko", {**dict(outlines(world, members, nodes, "ko")), **dict(fragment_outlines(nodes, "ko"))}
    )
