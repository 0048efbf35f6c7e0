"""The search over every kind of record."""

import re

from django.db.models import Case, Count, IntegerField, Value, When
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from register.models import Entry
from register.pages import addresses, listing
from register.pages.views import PublicView
from register.parameters import ChoiceParameter, QueryParameter, StrictForm, without_empty

REF = re.compile(r"[AOPET][1-9][0-9]{0,8}")
# A search that names an organization finds the organization first, then what it agreed and did.
ORDER = ["organization", "agreement", "activity", "person", "topic"]
KIND_WORDS = {
    "organization": _("Organizations"),
    "agreement": _("Agreements"),
    "activity": _("Activities"),
    "person": _("People"),
    "topic": _("Topics"),
}


class SearchForm(StrictForm):
    """What may be asked of the search."""

    q = QueryParameter(label=_("search"))
    kind = ChoiceParameter(choices=ORDER, label=_("kind"))
    page = listing.PAGE["page"]


class Found(listing.Pages):
    """The answer to one search."""

    def __init__(self, data: QueryDict):
        self.data = without_empty(data)
        self.form = SearchForm(self.data)
        self.is_valid = self.form.is_valid()
        self.search = self.data.get("q", "").strip()
        self.by_kind = self.counted() if self.is_valid and self.search else {}
        self.kind = self.form.cleaned_data.get("kind") or "" if self.is_valid else ""

    def counted(self) -> dict[str, int]:
        found = Entry.public.matching(self.search).order_by().values_list("kind").annotate(Count("ref"))
        return dict(found)

    @property
    def count(self) -> int:
        return self.by_kind.get(self.kind, 0) if self.kind else sum(self.by_kind.values())

    @property
    def page(self) -> int:
        return (self.form.cleaned_data.get("page") or 1) if self.is_valid else 1

    @property
    def entries(self) -> list[Entry]:
        if not self.count:
            return []
        found = Entry.public.matching(self.search)
        if self.kind:
            found = found.of_kind(self.kind)
        places = [When(kind=kind, then=Value(place)) for place, kind in enumerate(ORDER)]
        found = found.annotate(place=Case(*places, default=Value(len(ORDER)), output_field=IntegerField()))
        first = (self.page - 1) * listing.PER_PAGE
        return list(
            found.order_by("place", "-sort_on", "-serial").defer("body")[first : first + listing.PER_PAGE]
        )

    @property
    def kinds(self) -> list[dict]:
        """The kinds that were found, each with its count and the address of only those."""
        chosen = [
            {
                "words": _("Everything"),
                "count": sum(self.by_kind.values()),
                "address": self.link_to(""),
                "is_this": not self.kind,
            }
        ]
        return chosen + [
            {
                "words": KIND_WORDS[kind],
                "count": self.by_kind[kind],
                "address": self.link_to(kind),
                "is_this": self.kind == kind,
            }
            for kind in ORDER
            if kind in self.by_kind
        ]

    def link_to(self, kind: str) -> str:
        asked = QueryDict(mutable=True)
        asked.update({"q": self.search, **({"kind": kind} if kind else {})})
        return f"?{asked.urlencode()}"

    @property
    def errors(self) -> list[dict]:
        if self.is_valid:
            return []
        return [
            {
                "place": "filter-q" if name == "q" else "",
                "label": str(getattr(self.form.fields.get(name), "label", name)),
                "words": words,
            }
            for name, found in self.form.errors.items()
            for words in found
        ]


class Search(PublicView):
    """Everything that holds these words, in any language; a reference leads straight to its record."""

    def get(self, request):
        found = Found(request.GET)
        if REF.fullmatch(found.search.upper()) and found.is_valid:
            entry = Entry.public.filter(ref=found.search.upper()).values_list("ref", "title").first()
            if entry:
                return HttpResponseRedirect(addresses.page(*entry))
        if found.page > found.pages:
            return found.first_page()
        asked = listing.asked_of(request)
        context = {
            "section": "search",
            "found": found,
            "rows": [
                {
                    "ref": one.ref,
                    "title": one.title,
                    "kind": one.kind,
                    "keys": Keys(one.keys),
                    "sort_on": one.sort_on,
                }
                for one in found.entries
            ],
            "alternates": addresses.in_every_language(
                lambda: reverse("site:search") + (f"?{asked}" if asked else "")
            ),
        }
        return render(request, "register/search.html", context, status=400 if found.errors else 200)


class Keys:
    """The facts of an entry by name, for a row: the first of each."""

    def __init__(self, keys: list[str]):
        self.first: dict[str, str] = {}
        for key in keys:
            name, _colon, value = key.partition(":")
            self.first.setdefault(name, value)

    def __getitem__(self, name: str) -> str:
        return self.first.get(name, "")
