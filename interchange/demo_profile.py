"""The profile of the demonstration's invented institute."""

import json
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from site_profile.logos import drawn_anew
from site_profile.models import ONLY_KEY, SiteProfile

_FOLDER = Path(__file__).resolve().parent / "demo" / "site"


@transaction.atomic
def make_demo_profile(*, again: bool = False) -> None:
    """Fill in the profile of the site. One that somebody has saved stays, unless ``again``."""
    if SiteProfile.objects.filter(pk=ONLY_KEY).exists() and not again:
        return
    facts = json.loads((_FOLDER / "profile.json").read_text(encoding="utf-8"))
    profile = SiteProfile.objects.filter(pk=ONLY_KEY).first() or SiteProfile()
    for name, value in facts.items():
        setattr(profile, name, value)
    profile.logo = drawn_anew(
        SimpleUploadedFile("logo.png", (_FOLDER / "logo.png").read_bytes(), "image/png")
    )
    profile.full_clean()
    profile.save()
