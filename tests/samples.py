"""Real registers and announcements that tests may read where they are at hand; the project holds none of them.

ENTENTE_SAMPLES names the folder.
"""

import os
from pathlib import Path

import pytest
from django.conf import settings

SAMPLES = Path(os.environ.get("ENTENTE_SAMPLES", Path(settings.BASE_DIR).parent / "shared"))


def sample(path: str):
    """A mark that skips a test where this file or folder of samples is not at hand."""
    return pytest.mark.skipif(not (SAMPLES / path).exists(), reason=f"no samples: {path} is not at hand")
