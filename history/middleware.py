"""Middleware that says whose acts the writes of a request are."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, UnreadablePostError
from django.http.response import HttpResponseBase

from history.acts import act
from history.choices import ActKind

# The field of forms in which staff may say why.
REASON_FIELD = "reason_for_change"
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}


class ActMiddleware:
    """Makes the writes of a request an act of the account that sent it: an edit, unless the view says what else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        is_anonymous = settings.SESSION_COOKIE_NAME not in request.COOKIES
        if request.method in _SAFE_METHODS or is_anonymous or not request.user.is_authenticated:
            return self.get_response(request)
        with act(kind=ActKind.EDIT, by=request.user, reason=_reason(request)):
            return self.get_response(request)


def _reason(request: HttpRequest) -> str:
    """The reason that a form gives; none where it did not come whole, which the view deals with."""
    try:
        return request.POST.get(REASON_FIELD, "").strip()
    except UnreadablePostError:
        return ""
