"""Addresses of web pages: http and https, and nothing that a browser would run or resolve otherwise."""

import re
from urllib.parse import urlsplit

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

_HTTP = re.compile(r"https?://[^\s/\\?#]", re.IGNORECASE)

validate_web_address = URLValidator(
    schemes=["http", "https"], message=_("Give the address of a web page: https://… or http://….")
)


def is_web_address(text: str) -> bool:
    """True of what may stand in a link: no scheme but http and https, no address without one, no blanks before it."""
    return bool(_HTTP.match(text))


def bare_address(text: str) -> str:
    """An address without what leads to no other page: scheme, www, fragment, tracking, last slash. Empty for none."""
    if not is_web_address(text):
        return ""
    try:
        parts = urlsplit(text.strip())
    except ValueError:  # brackets that are none of IPv6
        return ""
    query = "&".join(pair for pair in parts.query.split("&") if pair and not pair.startswith("utm_"))
    place = parts.netloc.lower().removeprefix("www.") + parts.path.rstrip("/")
    return f"{place}?{query}" if query else place


class WebAddressField(models.URLField):
    """Address of a web page: http or https. To the database and to migrations it is a URLField."""

    default_validators = [validate_web_address]

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs
