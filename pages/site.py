"""The pages that belong to no kind of record: the front page, about, what machines ask first."""

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import never_cache

from api import problems
from api.middleware import is_api_request
from api.problem_types import PROBLEM_TYPES
from core import request_ids
from exports.dumps import manifest
from pages.views import PublicPageView
from register import addresses
from register.models import Entry

MAX_COMING = 8
NATURES = ["instrument", "programme", "dialogue"]


def key(entry: Entry, name: str) -> str:
    """The value of a key that a record has once, such as its form; empty where it has none."""
    return next((found.partition(":")[2] for found in entry.keys if found.startswith(f"{name}:")), "")


class AboutView(PublicPageView):
    """What this register is, and how to read it."""

    template_name = "pages/about.html"
    address = "site:about"

    def get(self, request):
        context = {"alternates": addresses.paths_by_language(lambda: reverse(self.address)), **self.context()}
        return render(request, self.template_name, context)

    def context(self) -> dict:
        return {}


class AboutDataView(AboutView):
    """What may be done with the data, and where machines get it."""

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
    """Every kind of problem that the API answers with, for people."""

    template_name = "pages/problem_list.html"
    address = "site:problems"

    def context(self):
        return {"problems": PROBLEM_TYPES}


class ProblemView(PublicPageView):
    """One kind of problem: what it means and what to do."""

    def get(self, request, code):
        if code not in PROBLEM_TYPES:
            raise Http404
        context = {
            "code": code,
            "problem": PROBLEM_TYPES[code],
            "alternates": addresses.paths_by_language(lambda: reverse("site:problem", args=[code])),
        }
        return render(request, "pages/problem_detail.html", context)


def server_error_page(request):
    """A fault of ours: what to name when it is reported. Asks nothing of the database."""
    if is_api_request(request):
        return problems.server_error_response(request)
    return HttpResponseServerError(
        render_to_string("500.html", {"request_id": request_ids.current_request_id()})
    )


@never_cache
def health_check(request):
    """Whether the register can be read. Says no more than that."""
    Entry.public.only("ref").first()
    return HttpResponse("ok\n", content_type="text/plain")


def robots_txt(request):
    """What crawlers are asked to leave alone."""
    sitemap = addresses.absolute_url(request, reverse("sitemap"))
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /ko/admin/",
        "Allow: /",
        f"Sitemap: {sitemap}",
        "",
    ]
    response = HttpResponse("\n".join(lines), content_type="text/plain")
    response["Cache-Control"] = "public, max-age=300"
    return response
