"""Home page: search, counts, what happened last, what is coming, an example, a map."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from pages.views import PublicPageView
from register import addresses
from register.kinds import kinds
from register.models import Tally
from register.routers import REGISTER_ALIAS

_LATEST = 5  # records of any kind whose main date has passed last


class HomeView(PublicPageView):
    """The home page. Each kind adds by `Kind.home_context` what it alone has, and its rows of what happened last."""

    is_conditional = True

    def get(self, request):
        day = timezone.localdate()
        context = {
            "counts": _record_counts(),
            "day": day,
            "alternates": addresses.paths_by_language(lambda: reverse("site:home")),
        }
        latest: list[dict] = []
        for kind in kinds():
            of_kind = kind.home_context(day, self.revision)
            latest += of_kind.pop("latest", [])
            context |= of_kind
        context["latest"] = sorted(latest, key=lambda row: row["sort_on"], reverse=True)[:_LATEST]
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
