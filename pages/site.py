"""Pages that belong to no kind of record: about, problems of the API, errors of the server, robots.txt."""

import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.defaults import bad_request

from api import problems
from api.middleware import is_api_request
from api.problem_types import PROBLEM_TYPES
from core import request_ids
from core.database_errors import RETRY_AFTER_SECONDS, is_database_away
from exports.dumps import manifest
from pages.views import PublicPageView
from register import addresses


class AboutView(PublicPageView):
    """About this register. Subclasses are further pages of the same frame."""

    template_name = "pages/about.html"
    address = "site:about"

    def get(self, request):
        context = {"alternates": addresses.paths_by_language(lambda: reverse(self.address)), **self.context()}
        return render(request, self.template_name, context)

    def context(self) -> dict:
        return {}


class AboutDataView(AboutView):
    """The data: licence, API, dumps."""

    template_name = "pages/about_data.html"
    address = "site:data"

    def context(self):
        license = {"name": settings.DATA_LICENSE, "address": settings.DATA_LICENSE_URL}
        return {
            "dump": manifest.current_manifest(),
            "was_made": manifest.last_manifest() is not None,
            "license": license,
        }


class ProblemListView(AboutView):
    """The problem types of the API (RFC 9457), for people."""

    template_name = "pages/problem_list.html"
    address = "site:problems"

    def context(self):
        return {"problems": PROBLEM_TYPES}


class ProblemView(PublicPageView):
    """One problem type: its meaning, and what to do. The page that ``type`` of a problem leads to."""

    def get(self, request, code):
        if code not in PROBLEM_TYPES:
            raise Http404
        context = {
            "code": code,
            "problem": PROBLEM_TYPES[code],
            "alternates": addresses.paths_by_language(lambda: reverse("site:problem", args=[code])),
        }
        return render(request, "pages/problem_detail.html", context)


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
    content = render_to_string(template, {"request_id": request_ids.current_request_id()})
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
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /ko/admin/",
        "Disallow: /accounts/",
        "Disallow: /ko/accounts/",
        "Allow: /",
        f"Sitemap: {sitemap}",
        "",
    ]
    response = HttpResponse("\n".join(lines), content_type="text/plain")
    response["Cache-Control"] = "public, max-age=300"
    return response
