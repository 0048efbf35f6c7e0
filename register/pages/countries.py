"""The pages of countries: all of them on a map, one, and what links two of them on a day."""

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from core.collation import sort_key
from register.api.reading import revision
from register.limits import unless_too_slow
from register.pages import addresses, country_reading, reading
from register.pages.standing import standing
from register.pages.views import PublicView
from register.parameters import DayParameter, form_for, near, without_empty
from register.pictures import reading as pictures
from register.pictures.reading import NATURES
from register.pictures.world import world
from register.pictures.years import Years, years

# In the order in which a page shows how agreements stand on a day.
STANDINGS = {
    "holds": {"words": _("In effect"), "states": "in_force,suspended"},
    "coming": {
        "words": _("Planned, or signed and not yet in effect"),
        "states": "under_negotiation,planned,signed",
    },
    "ended": {"words": _("Ended"), "states": "expired,terminated,superseded,cancelled,completed"},
    "unknown": {"words": _("Not known whether it holds"), "states": ""},
}
# Codes that ISO 3166 once gave and took back, with their countries.
FORMER = {
    "AN", "BU", "CS", "DD", "DY", "FQ", "FX", "HV", "JT", "MI", "NH", "NQ", "NT", "PC", "PU", "PZ", "RH", "SU", "TP",
    "VD", "WK", "YD", "YU", "ZR",
}  # fmt: skip
# How many agreements of one nature that stand alike are shown.
OF_COUNTRY, OF_PAIR = 5, 10
# Partners and topics that stand open on the page; the others unfold.
OPEN = 12

INSTRUMENTS = "nature:instrument"

ON = {"on": DayParameter(label=_("day"), example="2020-01-31")}


class CountryList(PublicView):
    """Every country that agreements have to do with: on a map, and by name."""

    def get(self, request: HttpRequest) -> HttpResponse:
        today, now = timezone.localdate(), revision()
        context = {
            "section": "country",
            "world": world(pictures.every_country(now)),
            "years": years(pictures.every_year(now, today), today),
            "alternates": addresses.in_every_language(lambda: reverse("countries:list")),
        }
        return render(request, "countries/country_list.html", context)


class Country(PublicView):
    """One country: its organizations, what it agreed with whom and on what, and how much was in force when."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        if code not in known():
            return unknown(request, code)
        keys, today = [f"country:{code}"], timezone.localdate()
        shared = pictures.shared("country", "topic", keys=keys)
        organizations, more = country_reading.organizations(*keys)
        context = {
            "section": "country",
            "code": code,
            "name": known()[code],
            "day": today,
            "natures": unless_too_slow(lambda: natures(keys, today, shown=OF_COUNTRY)),
            "countries": code,
            "years_query": f"country={code}",
            "partners": partners(shared["country"].found, code),
            "topics": shared["topic"],
            "organizations": organizations,
            "organizations_total": more,
            "years": by_year(keys, today),
            "open": f":{OPEN}",
            "unfolded": f"{OPEN}:",
            "alternates": addresses.in_every_language(lambda: reverse("countries:detail", args=[code])),
        }
        return render(request, "countries/country_detail.html", context)


class Pair(PublicView):
    """Two countries: what links them on a day, what lapsed by then, and what came of it."""

    def get(self, request: HttpRequest, code: str, other: str) -> HttpResponse:
        for one in (code, other):
            if one not in known():
                return unknown(request, one, beside=other if one == code else code)
        if code == other:
            return HttpResponsePermanentRedirect(reverse("countries:detail", args=[code]))
        data = without_empty(request.GET)
        if code > other:
            return HttpResponsePermanentRedirect(pair_address(other, code, data))
        form = form_for(data, ON)
        context = {
            "section": "country",
            "codes": (code, other),
            "names": (known()[code], known()[other]),
            "asked_day": data.get("on", ""),
            "errors": errors(form),
            "alternates": addresses.in_every_language(lambda: pair_address(code, other, data)),
        }
        if not form.is_valid():
            return render(request, "countries/pair_detail.html", context, status=400)
        context |= linked(code, other, form.cleaned_data["on"] or timezone.localdate())
        return render(request, "countries/pair_detail.html", context)


def linked(code: str, other: str, day: date) -> dict:
    """What the page of a pair shows of a day."""
    keys, today = [f"country:{code}", f"country:{other}"], timezone.localdate()
    happened, count = country_reading.activities(keys, day)
    named = [outcome["organizations"] for one in happened for outcome in one.body["outcomes"]]
    directory = reading.Directory(reading.refs_in(named))
    groups = unless_too_slow(lambda: natures(keys, day, shown=OF_PAIR))
    return {
        "day": day,
        "is_today": day == today,
        "natures": groups,
        "countries": f"{code}+{other}",
        "years_query": f"country={code}%2B{other}",
        "results": [
            {"of": row, **result}
            for group in groups or [] for part in group["standings"] for row in part["rows"] for result in row.results
        ],
        "activities": [{**vars(one), "outcomes": outcomes(one, directory)} for one in happened],
        "activities_total": count,
        "years": by_year(keys, today),
    }  # fmt: skip


def by_year(keys: list[str], today: date) -> Years | None:
    """The picture of the instruments with all these keys; None also where there are too many to count in time."""
    changes = unless_too_slow(lambda: pictures.changes_by_year(*keys, INSTRUMENTS, today=today))
    return years(changes or [], today)


def outcomes(one: country_reading.Happened, directory: reading.Directory) -> list[dict]:
    """What a meeting came to, in the shape that the list of outcomes takes."""
    return [
        {**outcome, "organizations": [directory.mention(who) for who in outcome["organizations"]]}
        for outcome in one.body["outcomes"]
    ]


def natures(keys: list[str], day: date, *, shown: int) -> list[dict]:
    """The three natures apart, each with its number and its agreements by how they stand on that day."""
    found = country_reading.agreements(keys, day, shown=shown)
    refs = [row.ref for several in found.values() for part in several for row in part.rows]
    statuses = reading.statuses(refs, day)
    return [
        {
            "nature": nature,
            "count": sum(part.count for part in found.get(nature, [])),
            "standings": [
                {
                    **STANDINGS[part.stands],
                    "count": part.count,
                    "rows": part.rows,
                    "tags": {
                        row.ref: standing(statuses.get(row.ref), nature, row.bindingness) for row in part.rows
                    },
                }
                for part in sorted(found.get(nature, []), key=lambda part: [*STANDINGS].index(part.stands))
            ],
        }
        for nature in NATURES
    ]


def partners(found: list[pictures.Counted], code: str) -> list[dict]:
    """The countries that have agreements in common with this one: the most first, then by name."""
    names, counted = known(), []
    for one in (one for one in found if one.key in names):
        address = reverse("countries:pair", args=sorted([code, one.key]))
        counted.append(
            {"name": names[one.key], "address": address, "counts": one.counts, "together": one.together}
        )
    return sorted(counted, key=lambda one: (-one["together"], sort_key(one["name"], get_language())))


def pair_address(code: str, other: str, asked: QueryDict) -> str:
    path = reverse("countries:pair", args=[code, other])
    return f"{path}?{asked.urlencode()}" if asked else path


def known() -> dict[str, str]:
    """Today's countries by code, with their names in the active language."""
    return {code: str(name) for code, name in countries}


def errors(form) -> list[dict]:
    """What was wrong with the address, in words, with the place where it can be mended."""
    return [
        {
            "place": "filter-on" if name == "on" else "",
            "label": ON[name].label if name in ON else name,
            "words": words,
        }
        for name, found in form.errors.items()
        for words in found
    ]


def unknown(request: HttpRequest, code: str, beside: str = "") -> HttpResponse:
    """The answer for a code that no country has: in a sentence, or by leading there if only its capitals are wrong."""
    upper = code.upper()
    if upper in known():
        right = [upper, beside] if beside else [upper]
        name = "countries:pair" if beside else "countries:detail"
        return HttpResponsePermanentRedirect(reverse(name, args=right))
    meant = "" if upper in FORMER else near(code, known().values())
    by_name = {name: known_code for known_code, name in known().items()}
    context = {
        "section": "country",
        "code": code[:40],
        "is_former": upper in FORMER,
        "meant": meant,
        "meant_address": reverse("countries:detail", args=[by_name[meant]]) if meant else "",
    }
    return render(request, "countries/unknown.html", context, status=404)
