"""One page shows every component, so that a change of one is seen, in both languages and by axe."""

import re
from collections import Counter

import pytest
from django.conf import settings

from pages import components


def test_every_component_is_shown_or_stands_around_every_page():
    assert components.component_names() == set(components.component_samples()) | components.FRAME_COMPONENTS


def test_every_component_says_in_its_first_comment_what_it_needs():
    names = components.component_names()

    assert names == {path.name for path in (settings.BASE_DIR / "templates" / "components").glob("_*.html")}
    for name in names:
        assert len(components.first_comment(name).split()) > 2, name


@pytest.mark.django_db
def test_no_two_samples_have_the_same_id(client):
    ids = re.findall(r'\sid="([^"]+)"', client.get("/about/components").content.decode())

    assert [id for id, times in Counter(ids).items() if times > 1] == []
