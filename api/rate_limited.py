"""Views outside of /api/ whose requests are limited by network; `access.keys.middleware` counts them."""

from typing import ClassVar

from django.http import HttpRequest


class RateLimitedView:
    """Mixin: the view's limit, by its name in ``settings.RATE_LIMITS``, and the cost of a request in its units."""

    rate_limit: ClassVar[str] = ""  # none where it is empty

    @classmethod
    def rate_cost(cls, request: HttpRequest) -> int:
        """Units of the limit that a request uses; 0 where it is not counted."""
        return 1 if cls.rate_limit else 0
