"""An answer held in a cache is asked for anew after a release that could answer otherwise."""

from pathlib import Path

from django.conf import settings

from api.caching import source_files


def test_a_change_of_any_room_of_an_app_is_another_release():
    found = {str(file.relative_to(settings.BASE_DIR)) for file in source_files()}

    for path in (
        "register/models.py",
        "register/api/envelopes.py",
        "register/lifecycle/terms.py",
        "agreements/models/life.py",
        "core/edtf/grammar.py",
    ):
        assert Path(settings.BASE_DIR, path).exists()
        assert path in found
