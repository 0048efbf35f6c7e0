"""The committed dictionary is what the models say."""

from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command


def test_the_data_dictionary_is_current():
    call_command("data_dictionary", stdout=(printed := StringIO()))

    assert Path(settings.BASE_DIR, "docs/data-dictionary.md").read_text() == printed.getvalue()
