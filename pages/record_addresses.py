"""Addresses of records as people write them: small letters, a slash at the end."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import Resolver404, resolve

from pages.views import PublicPageView


class RecordAddressView(PublicPageView):
    """An address of a record that differs in the capitals of the reference or the slash at its end: a redirect."""

    def get(self, request: HttpRequest, prefix: str, ref: str, rest: str) -> HttpResponse:
        start = request.path.removesuffix(f"{ref}{rest}")
        path = f"{start}{ref.upper()}{rest.rstrip('/')}"
        for candidate in (f"{path}/", path) if rest.endswith("/") else (path, f"{path}/"):
            if _shows_a_record(candidate):
                query = request.META.get("QUERY_STRING", "")
                return HttpResponsePermanentRedirect(f"{candidate}?{query}" if query else candidate)
        raise Http404


def _shows_a_record(path: str) -> bool:
    """True for a path that a view of a record answers, other than by leading to it."""
    try:
        match = resolve(path)
    except Resolver404:
        return False
    return "ref" in match.kwargs and getattr(match.func, "view_class", None) is not RecordAddressView
