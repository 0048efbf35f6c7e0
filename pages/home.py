"""."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from activities.home import planned_activities
from agreements.home import ending_soon
from pages.pictures.world_map import world_map
from pages.site import NATURES, key
from pages.views import PublicPageView
from register import addresses
from register.facets import co_occurrence
from register.models import Entry, Tally
from register.routers import REGISTER_ALIAS
from register.sql import DATE_IN_BODY
from register.versions import revision

_NEWEST = 6


class HomeView(PublicPageView):
    """The front page: search, how much there is, what is new, what is coming."""

    def get(self, request):
        day = timezone.localdate()
        both = _newest_entries("agreement", "activity")
        context = {
            "counts": _record_counts(),
            "newest": [{"entry": one, "form": key(one, "form")} for one in both if one.kind == "agreement"],
            "met": [one for one in both if one.kind == "activity"],
            "planned": planned_activities(day),
            "ending": ending_soon(day),
            "day": day,
            "world": world_map(co_occurrence.country_counts(revision())),
            "alternates": addresses.paths_by_language(lambda: reverse("site:home")),
        }
        return render(request, "pages/home.html", context)


def _record_counts() -> dict[str, int]:
    """How many records there are: agreements by nature, apart from each other; the others by kind."""
    found = {
        (one.kind, one.fact, one.value): one.records
        for one in Tally.objects.using(REGISTER_ALIAS).filter(fact__in=["", "nature"])
    }
    counts = {nature: found.get(("agreement", "nature", nature), 0) for nature in NATURES}
    return counts | {kind: found.get((kind, "", ""), 0) for kind in ("organization", "person", "activity")}


def _newest_entries(*kinds: str) -> list[Entry]:
    """The records of each kind that were published last."""
    entries = Entry.public.order_by("-published_at", "-serial").defer("body").annotate(on=DATE_IN_BODY)
    first, *others = [entries.of_kind(kind)[:_NEWEST] for kind in kinds]
    return list(first.union(*others, all=True).order_by("-published_at", "-serial"))
