"""Pages about the register itself: what it records and promises, its statements, its glossary, its data."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from api.problem_types import PROBLEM_TYPES
from exports.dumps import manifest
from pages.glossary import HEADINGS, glossary
from pages.views import PublicPageView
from register import addresses


class AboutView(PublicPageView):
    """About this register. Subclasses are further pages of the same frame."""

    is_conditional = True
    template_name = "pages/about.html"
    address = "site:about"

    def get(self, request):
        context = {"alternates": addresses.paths_by_language(lambda: reverse(self.address)), **self.context()}
        return render(request, self.template_name, context)

    def context(self) -> dict:
        return {}


class GlossaryView(AboutView):
    """The glossary."""

    template_name = "pages/glossary.html"
    address = "site:glossary"

    def context(self):
        return {"groups": [(HEADINGS[name], terms) for name, terms in glossary().items()]}


class PrivacyView(AboutView):
    """Privacy: what the software does with data of readers, and what the institution says of it."""

    template_name = "pages/privacy.html"
    address = "site:privacy"


class AccessibilityView(AboutView):
    """Accessibility: what the software is built to, and what the institution says of it."""

    template_name = "pages/accessibility.html"
    address = "site:accessibility"


class ImprintView(AboutView):
    """The imprint: who answers for the site."""

    template_name = "pages/imprint.html"
    address = "site:imprint"


class AboutDataView(AboutView):
    """The data: licence, API, dumps."""

    is_conditional = False  # the bulk files are no part of the register's revision
    template_name = "pages/about_data.html"
    address = "site:data"

    def context(self):
        return {"dump": manifest.current_manifest(), "was_made": manifest.last_manifest() is not None}


class ProblemListView(AboutView):
    """The problem types of the API (RFC 9457), for people."""

    template_name = "pages/problem_list.html"
    address = "site:problems"

    def context(self):
        return {"problems": PROBLEM_TYPES}


class ProblemView(PublicPageView):
    """One problem type: its meaning, and what to do. The page that ``type`` of a problem leads to."""

    is_conditional = True

    def get(self, request, code):
        if code not in PROBLEM_TYPES:
            raise Http404
        context = {
            "code": code,
            "problem": PROBLEM_TYPES[code],
            "alternates": addresses.paths_by_language(lambda: reverse("site:problem", args=[code])),
        }
        return render(request, "pages/problem_detail.html", context)
