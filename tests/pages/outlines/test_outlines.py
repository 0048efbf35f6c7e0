"""Each value of a record stands on its pages where it belongs, under its label, and links lead where they say.

The outlines beside this file are the pages as text, each value replaced by the name of its member:
``Legal basis: {milestones.2.legal_basis}``. A change of a page shows there, to be reviewed. They are written anew
by ``REWRITE=outlines ./dev test tests/pages/outlines``.
"""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from tests.pages.outlines.outline import frame_outline, page_outline

pytestmark = pytest.mark.django_db
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
    "person-on-a-day": "/people/{person.ref}?on={day_before_signing}",
    "activity": "/activities/{activity.ref}",
    "activity-planned": "/activities/{planned.ref}",
    "topic": "/topics/{topic.ref}",
    "country": "/countries/{organization.country}",
    "pair": "/countries/{organization.country}/{concerned.country}",
    "countries": "/countries/",
    "agreements": "/agreements/",
    "agreements-filtered": "/agreements/?form=plan&state=in_force&on=2013-05-06&more=party",
    "organizations": "/organizations/",
    "people": "/people/",
    "activities": "/activities/",
    "topics": "/topics/",
    "search": "/search?q=title",
    "search-of-a-kind": "/search?q=title&kind=activity",
}
STATUS = {"withdrawn": 410}
REF = re.compile(r"\{(\w+)\.ref\}")


def html_of(address: str, language: str, status: int) -> str:
    response = Client().get(f"{'/ko' if language == 'ko' else ''}{address}", follow=True)
    assert response.status_code == status, address
    return response.content.decode()


def outlines(world, members, language: str) -> Iterator[tuple[str, str]]:
    """Name and text of each page."""
    for name, address in PAGES.items():
        html = html_of(address.format(**vars(world)), language, STATUS.get(name, 200))
        record = REF.search(address)
        own = getattr(world, record[1]).ref if record else ""
        yield f"{name}.{language}.txt", members.named(page_outline(html), own)
    yield f"frame.{language}.txt", frame_outline(html_of("/about", language, 200))


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_show_each_value_under_its_label(world, members, compared_with_reviewed, language):
    compared_with_reviewed(dict(outlines(world, members, language)))
