"""Answers that belong to no kind of record: errors of the server, robots.txt, the icon."""

import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.defaults import bad_request

from api import problems
from api.middleware import is_api_request
from core import request_ids
from core.database_errors import RETRY_AFTER_SECONDS, is_database_away
from core.language import path_in_language
from register import addresses


def bad_request_page(request, exception):
    """Page for status 400, and for 413 where a form holds more than the server takes. Uses no database."""
    if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        return HttpResponse(render_to_string("413.html", {"most_bytes": most}), status=413)
    return bad_request(request, exception)


def server_error_page(request):
    """Page for status 500, or 503 while the database is away, with the request id to quote. Uses no database.

    Django calls this while it handles the exception, of a view or of middleware.
    """
    is_away = is_database_away(sys.exception())
    if is_api_request(request):
        return (
            problems.database_away_response(request) if is_away else problems.server_error_response(request)
        )
    template, status = ("503.html", 503) if is_away else ("500.html", 500)
    fronts = {code: path_in_language("/", code) for code in dict(settings.LANGUAGES)}
    content = render_to_string(template, {"request_id": request_ids.current_request_id(), "fronts": fronts})
    response = HttpResponse(content, status=status)
    if is_away:
        response.headers["Cache-Control"] = "no-store"
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


@cache_control(public=True, max_age=86_400)
def favicon(request):
    """The address that browsers and readers of feeds try unbidden."""
    return redirect(static("img/favicon.ico"))


def robots_txt(request):
    """robots.txt: rules for crawlers, and the address of the sitemap."""
    sitemap = addresses.absolute_url(request, reverse("sitemap"))
    codes = dict(settings.LANGUAGES)
    private = [path_in_language(path, code) for path in ("/admin/", "/accounts/") for code in codes]
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in private),
        "Allow: /",
        f"Sitemap: {sitemap}",
        "",
    ]
    response = HttpResponse("\n".join(lines), content_type="text/plain")
    response["Cache-Control"] = "public, max-age=300"
    return response
