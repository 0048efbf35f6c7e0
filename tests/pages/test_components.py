"""One page shows every component, so that a change of one is seen, in both languages and by axe."""

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


@pytest.mark.parametrize("prefix", ["", "/ko"])
@pytest.mark.django_db
def test_the_page_draws_each_of_them(client, prefix):
    page = client.get(f"{prefix}/about/components").content.decode()
    for name in components.component_samples():
        assert f">{name}</code>" in page
    assert 'class="note is-different"' in page
    assert 'id="card-sample"' in page
    assert page.count('class="tag ') == 6
