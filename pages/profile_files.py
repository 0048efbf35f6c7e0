"""Files that follow from the profile of the site: its logo, the style sheet of its colour, security.txt."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from api.caching import conditional_response
from exports.public_file import PublicFileView
from register import addresses
from site_profile.colours import is_colour, nearest_dark_shade, nearest_light_shade
from site_profile.current import profile_of

_for_a_year = cache_control(
    public=True, immutable=True, max_age=31_536_000
)  # another file has another address
_STYLE = """:root {{ --accent: {light}; --accent-ink: var(--paper); --second: var(--ink); }}
@media (prefers-color-scheme: dark) {{ :root {{ --accent: {dark}; }} }}
"""
_SECURITY_DAYS = 180  # for which security.txt is good; RFC 9116 recommends less than a year


@require_safe
@_for_a_year
def accent_style(request: HttpRequest, digits: str) -> HttpResponse:
    """Style sheet of an accent colour, in light and dark. Uses no database; 404 for what no profile can have."""
    colour = f"#{digits}"
    if not is_colour(colour) or nearest_dark_shade(colour) != colour:
        raise Http404
    return HttpResponse(
        _STYLE.format(light=colour, dark=nearest_light_shade(colour)), content_type="text/css"
    )


class LogoView(PublicFileView):
    """The logo of the site. Of an earlier logo there is nothing."""

    rate_limit = ""  # part of every page

    def get(self, request: HttpRequest, sha256: str) -> HttpResponseBase:
        profile = profile_of(request)
        if not profile.logo_content or profile.logo_sha256 != sha256:
            raise Http404
        response = HttpResponse(profile.logo_content, content_type=profile.logo_media_type)
        return _for_a_year(lambda _request: response)(request)


class SecurityTextView(PublicFileView):
    """security.txt (RFC 9116): whom to tell of a weakness; 404 where the profile names nobody."""

    rate_limit = ""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        contact = profile_of(request).security_address
        if not contact:
            raise Http404
        last_day = timezone.localdate() + timedelta(days=_SECURITY_DAYS)
        address = addresses.absolute_url(request, request.path)
        lines = [
            f"Contact: {contact}",
            f"Expires: {datetime.combine(last_day, time(), tzinfo=UTC):%Y-%m-%dT%H:%M:%SZ}",
            f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
            *([f"Canonical: {address}"] if address.startswith("https://") else []),
            "",
        ]
        text = "\n".join(lines)
        return conditional_response(
            request, lambda: HttpResponse(text, content_type="text/plain; charset=utf-8")
        )
