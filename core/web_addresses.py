"""Addresses of web pages: http and https, and nothing that a browser would run or resolve otherwise."""

import re

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


class WebAddressField(models.URLField):
    """Address of a web page: http or https. To the database and to migrations it is a URLField."""

    default_validators = [validate_web_address]

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs
