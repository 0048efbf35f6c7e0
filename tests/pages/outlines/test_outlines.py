"""Each value of a record stands on its pages where it belongs, under its label, and links lead where they say.

The outlines beside this file are the pages as text, each value replaced by the name of its member:
``Legal basis: {milestones.2.legal_basis}``. A change of a page shows there, to be reviewed. They are written anew
by ``REWRITE=outlines ./dev test tests/pages/outlines``.
"""

import difflib
import json
import os
import re
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client

from register.models import Entry, Version
from tests.pages.outlines.members import Members
from tests.pages.outlines.outline import frame_outline, page_outline
from tests.pages.outlines.world import publish_canaries

pytestmark = pytest.mark.django_db
OUTLINES = Path(__file__).parent
LANGUAGES = ("en", "ko")
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
    "agreement-report": "/report/{instrument.ref}/",
    "programme": "/agreements/{programme.ref}",
    "dialogue": "/agreements/{dialogue.ref}",
    "withdrawn": "/agreements/{withdrawn.ref}",
    "organization": "/organizations/{organization.ref}",
    "organization-concerned": "/organizations/{concerned.ref}",
    "organization-dissolved": "/organizations/{dissolved.ref}",
    "organization-on-a-day": "/organizations/{organization.ref}?on=2013-05-06",
    "organization-version": "/organizations/{organization.ref}/versions/2",
    "unit": "/organizations/{unit.ref}",
    "person": "/people/{person.ref}",
    "person-on-a-day": "/people/{person.ref}?on=1984-06-06",
    "activity": "/activities/{activity.ref}",
    "activity-planned": "/activities/{planned.ref}",
    "topic": "/topics/{topic.ref}",
    "country": "/countries/{organization.country}",
    "pair": "/countries/{organization.country}/{concerned.country}",
    "countries": "/countries/",
    "agreements": "/agreements/",
    "organizations": "/organizations/",
    "people": "/people/",
    "activities": "/activities/",
    "topics": "/topics/",
    "search": "/search?q=title",
}
REWRITTEN_BY = "As it should be? Write the outlines anew: REWRITE=outlines ./dev test tests/pages/outlines"
REF = re.compile(r"\{(\w+)\.ref\}")


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Everything, published once for the module, in a transaction that is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield publish_canaries()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def members(world):
    bodies = [json.loads(body) for body in Entry.objects.order_by("ref").values_list("body", flat=True)]
    titles = dict(Entry.objects.values_list("ref", "title"))
    return Members(bodies, titles, list(Version.objects.values_list("ref", "number", "sha256")))


def html_of(address: str, language: str, status: int) -> str:
    response = Client().get(f"{'/ko' if language == 'ko' else ''}{address}", follow=True)
    assert response.status_code == status
    return response.content.decode()


def compared_outline(outline: str, name: str, language: str) -> None:
    file = OUTLINES / f"{name}.{language}.txt"
    if os.environ.get("REWRITE") == "outlines":
        file.write_text(outline)
    differences = difflib.unified_diff(
        file.read_text().splitlines(),
        outline.splitlines(),
        f"reviewed {file.name}",
        "the page",
        lineterm="",
        n=1,
    )
    if lines := list(differences):
        pytest.fail("\n".join([*lines, REWRITTEN_BY]), pytrace=False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_each_value_under_its_label(world, members, name, language):
    html = html_of(PAGES[name].format(**vars(world)), language, 410 if name == "withdrawn" else 200)

    record = REF.search(PAGES[name])
    own = getattr(world, record[1]).ref if record else ""
    compared_outline(members.named(page_outline(html), own), name, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_frame_of_pages_leads_to_its_parts(world, language):
    compared_outline(frame_outline(html_of("/about", language, 200)), "frame", language)
