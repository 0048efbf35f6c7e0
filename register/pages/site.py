"""The pages that belong to no kind of record: the front page, about, what machines ask first."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q, TextField
from django.db.models.expressions import RawSQL
from django.http import Http404, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from core import request_ids
from register.api import problems
from register.api.middleware import is_in_api
from register.api.problem_kinds import PROBLEMS
from register.api.reading import revision
from register.choices import State
from register.dumps import manifest
from register.models import Entry, Period, Tally
from register.pages import addresses, reading
from register.pages.views import PublicView
from register.pictures import reading as pictures
from register.pictures.world import world
from register.querysets import REGISTER

NATURES = ["instrument", "programme", "dialogue"]
NEWEST, COMING = 6, 8
AHEAD = timedelta(days=365)
# When an activity was, as it is known: the day that lists are sorted by would say more than that.
ON = RawSQL("coalesce(body::json ->> 'on', '')", [], output_field=TextField())


class Home(PublicView):
    """The front page: search, how much there is, what is new, what is coming."""

    def get(self, request):
        day = timezone.localdate()
        both = newest("agreement", "activity")
        context = {
            "counts": counts(),
            "newest": [{"entry": one, "form": key(one, "form")} for one in both if one.kind == "agreement"],
            "met": [one for one in both if one.kind == "activity"],
            "planned": planned(day),
            "ending": ending(day),
            "day": day,
            "world": world(pictures.every_country(revision())),
            "alternates": addresses.in_every_language(lambda: reverse("site:home")),
        }
        return render(request, "register/home.html", context)


def counts() -> dict[str, int]:
    """How many records there are: agreements by nature, apart from each other; the others by kind."""
    found = {
        (one.kind, one.fact, one.value): one.records
        for one in Tally.objects.using(REGISTER).filter(fact__in=["", "nature"])
    }
    counts = {nature: found.get(("agreement", "nature", nature), 0) for nature in NATURES}
    return counts | {kind: found.get((kind, "", ""), 0) for kind in ("organization", "person", "activity")}


def newest(*kinds: str) -> list[Entry]:
    """The records of each kind that were published last."""
    entries = Entry.public.order_by("-published_at", "-serial").defer("body").annotate(on=ON)
    first, *others = [entries.of_kind(kind)[:NEWEST] for kind in kinds]
    return list(first.union(*others, all=True).order_by("-published_at", "-serial"))


def key(entry: Entry, name: str) -> str:
    """The value of a key that a record has once, such as its form; empty where it has none."""
    return next((found.partition(":")[2] for found in entry.keys if found.startswith(f"{name}:")), "")


def planned(day) -> list[Entry]:
    """Activities that are planned, the soonest first; those without a date last."""
    found = Entry.public.of_kind("activity").with_keys("state:planned").defer("body").annotate(on=ON)
    return list(found.filter(Q(sort_on__gte=day) | Q(sort_on__year=1)).order_by("sort_on", "serial")[:COMING])


def ending(day) -> list[dict]:
    """Agreements in force that may end within a year, the soonest first."""
    last = day + AHEAD
    periods = (
        Period.objects.using(REGISTER)
        .filter(state__in=[State.IN_FORCE, State.SUSPENDED], end_latest__gt=day, end_latest__lte=last)
        .select_related("entry")
        .defer("entry__body")
        .order_by("end_latest", "entry")[:COMING]
    )
    return [{"entry": one.entry, "ends": reading.last_days(one)} for one in periods]


class About(PublicView):
    """What this register is, and how to read it."""

    template_name = "register/about.html"
    address = "site:about"

    def get(self, request):
        context = {"alternates": addresses.in_every_language(lambda: reverse(self.address)), **self.context()}
        return render(request, self.template_name, context)

    def context(self) -> dict:
        return {}


class AboutData(About):
    """What may be done with the data, and where machines get it."""

    template_name = "register/about_data.html"
    address = "site:data"

    def context(self):
        license = {"name": settings.DATA_LICENSE, "address": settings.DATA_LICENSE_URL}
        return {"dump": manifest.current(), "was_made": manifest.last() is not None, "license": license}


class ProblemList(About):
    """Every kind of problem that the API answers with, for people."""

    template_name = "register/problem_list.html"
    address = "site:problems"

    def context(self):
        return {"problems": PROBLEMS}


class ProblemPage(PublicView):
    """One kind of problem: what it means and what to do."""

    def get(self, request, code):
        if code not in PROBLEMS:
            raise Http404
        context = {
            "code": code,
            "problem": PROBLEMS[code],
            "alternates": addresses.in_every_language(lambda: reverse("site:problem", args=[code])),
        }
        return render(request, "register/problem_detail.html", context)


def server_error(request):
    """A fault of ours: what to name when it is reported. Asks nothing of the database."""
    if is_in_api(request):
        return problems.server_error(request)
    return HttpResponseServerError(render_to_string("500.html", {"request_id": request_ids.current()}))


@never_cache
def health(request):
    """Whether the register can be read. Says no more than that."""
    Entry.public.only("ref").first()
    return HttpResponse("ok\n", content_type="text/plain")


def robots(request):
    """What crawlers are asked to leave alone."""
    sitemap = addresses.absolute(request, reverse("sitemap"))
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
