"""An answer held in a cache is asked for anew after a release that could answer otherwise."""

from pathlib import Path

import pytest
from django.conf import settings

from api.caching import source_files


@pytest.mark.parametrize(
    "room", [app for app in settings.INSTALLED_APPS if Path(settings.BASE_DIR, app).is_dir()]
)
def test_a_change_of_any_room_is_another_release(room):
    files = {file.relative_to(settings.BASE_DIR) for file in source_files()}

    of_room = {file.relative_to(settings.BASE_DIR) for file in Path(settings.BASE_DIR, room).rglob("*.py")}
    assert of_room
    assert of_room <= files


@pytest.mark.parametrize("folder", ["templates", "locale", "static"])
def test_so_is_a_change_of_a_page_its_words_or_its_look(folder):
    files = {file.relative_to(settings.BASE_DIR).parts[0] for file in source_files()}

    assert folder in files
