"""Home page: search, counts, newest records, what is coming."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from pages.views import PublicPageView
from register import addresses
from register.index import first_values
from register.kinds import Kind, kinds
from register.models import Entry, Tally
from register.routers import REGISTER_ALIAS
from register.sql import DATE_IN_BODY

_NEWEST = 6  # records in each list of the newest


class HomeView(PublicPageView):
    """The home page. Each kind adds what it alone has by `Kind.home_context`."""

    is_conditional = True

    def get(self, request):
        day = timezone.localdate()
        context = {
            "counts": _record_counts(),
            "day": day,
            "alternates": addresses.paths_by_language(lambda: reverse("site:home")),
            **_newest_lists([kind for kind in kinds() if kind.home_list]),
        }
        for kind in kinds():
            context |= kind.home_context(day, self.revision)
        return render(request, "pages/home.html", context)


def _record_counts() -> dict[str, int]:
    """Number of records by kind; of a kind with a main fact, by the values of that fact."""
    facts = {kind.name: kind.main_fact for kind in kinds()}
    tallies = {
        (tally.kind, tally.fact, tally.value): tally.records
        for tally in Tally.objects.using(REGISTER_ALIAS).filter(fact__in={*facts.values(), ""})
    }
    counts: dict[str, int] = {}
    for kind in kinds():
        if kind.main_fact:
            counts |= {
                value: tallies.get((kind.name, kind.main_fact, value), 0) for value in kind.main_fact_values
            }
        else:
            counts[kind.name] = tallies.get((kind.name, "", ""), 0)
    return counts


def _newest_lists(listed: list[Kind]) -> dict[str, list[dict]]:
    """The records of each kind that were published last, by `Kind.home_list`: entry and first value of each fact."""
    entries = Entry.public.order_by("-published_at", "-serial").defer("body").annotate(on=DATE_IN_BODY)
    return {
        kind.home_list: [
            {"entry": entry, "facts": first_values(entry.keys)}
            for entry in entries.of_kind(kind.name)[:_NEWEST]
        ]
        for kind in listed
    }
