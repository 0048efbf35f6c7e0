"""Pages of countries: all of them on a map, one of them, and a pair of them on a day."""

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from agreements.choices import Nature
from agreements.countries import queries
from agreements.pictures import in_force_by_year
from core.collation import collation_key
from core.country_names import country_order
from core.edtf import bounds as edtf
from lifecycle.choices import STATE_GROUPS
from lifecycle.spans import ONE_DAY
from pages import co_occurrence, mentions
from pages.list_links import follow_path
from pages.pictures.world_map import world_map
from pages.pictures.year_chart import YearChart, year_chart
from pages.status import status_display
from pages.views import PublicPageView
from register import addresses, periods
from register.parameters import DayParameter, closest_match, drop_empty_parameters, parameter_form

# Groups of the status of agreements on a day, in the order of the page.
STATUS_GROUP_LABELS = {
    "holds": _("In effect"),
    "provisional": _("Provisionally applied"),
    "suspended": _("Suspended"),
    "concluded": _("Signed; entry into force not recorded"),
    "adopted": _("Adopted or agreed, not signed"),
    "coming": _("Under negotiation, planned, or signed and not yet in effect"),
    "ended": _("Ended"),
    "unknown": _("Not known whether in force"),
}
_BEGUN_GROUPS = ("holds", "provisional", "suspended", "concluded", "ended")
# Codes of former countries, withdrawn from ISO 3166.
_FORMER_COUNTRY_CODES = {
    "AN", "BU", "CS", "DD", "DY", "FQ", "FX", "HV", "JT", "MI", "NH", "NQ", "NT", "PC", "PU", "PZ", "RH", "SU", "TP",
    "VD", "WK", "YD", "YU", "ZR",
}  # fmt: skip
# Agreements of one nature and group of status on a page.
_SHOWN_OF_COUNTRY, _SHOWN_OF_PAIR = 5, 10
# Partners and topics that are shown at once; the others unfold.
_OPEN_ROWS = 12

_INSTRUMENTS_KEY = "nature:instrument"

_DAY_PARAMETERS = {"on": DayParameter(label=_("day"), example="2020-01-31")}


class CountryList(PublicPageView):
    """Every country of a participant: on a map, and by name."""

    is_conditional = True

    def get(self, request: HttpRequest) -> HttpResponse:
        today, now = timezone.localdate(), self.revision
        context = {
            "section": "country",
            "world": world_map(co_occurrence.country_counts(now)),
            "years": year_chart(in_force_by_year.instruments_in_force_by_year(now, today), today),
            "alternates": addresses.paths_by_language(lambda: reverse("countries:list")),
        }
        return render(request, "countries/country_list.html", context)


class CountryDetail(PublicPageView):
    """One country: its agreements, organizations, partner countries, topics, and a chart by year."""

    is_conditional = True

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        if code not in _current_countries():
            return _unknown_country(request, code)
        keys, today = [f"country:{code}"], timezone.localdate()
        shared = co_occurrence.co_occurring_values("country", "topic", keys=keys)
        organizations, more = queries.organizations_of_country(*keys)
        context = {
            "section": "country",
            "code": code,
            "name": _current_countries()[code],
            "day": today,
            "natures": self.unless_too_slow(
                lambda: _agreements_by_nature(keys, today, shown=_SHOWN_OF_COUNTRY)
            ),
            "countries": code,
            "years_query": f"country={code}",
            "follow_address": follow_path("agreement", QueryDict(f"country={code}")),
            "partners": _partner_countries(shared["country"].values, code),
            "topics": shared["topic"],
            "organizations": organizations,
            "organizations_total": more,
            "years": _country_year_chart(self, keys, today),
            "open": f":{_OPEN_ROWS}",
            "unfolded": f"{_OPEN_ROWS}:",
            "alternates": addresses.paths_by_language(lambda: reverse("countries:detail", args=[code])),
        }
        return render(request, "countries/country_detail.html", context)


class CountryPair(PublicPageView):
    """Two countries: their agreements on a day, in effect or ended, with results and activities."""

    is_conditional = True

    def get(self, request: HttpRequest, code: str, other: str) -> HttpResponse:
        for country_code in (code, other):
            if country_code not in _current_countries():
                return _unknown_country(request, country_code, beside=other if country_code == code else code)
        if code == other:
            return HttpResponsePermanentRedirect(reverse("countries:detail", args=[code]))
        data = drop_empty_parameters(request.GET)
        if code > other:
            return HttpResponsePermanentRedirect(_pair_address(other, code, data))
        form = parameter_form(data, _DAY_PARAMETERS)
        codes = _codes_in_order(code, other)
        context = {
            "section": "country",
            "codes": codes,
            "names": [_current_countries()[country] for country in codes],
            "follow_address": follow_path("agreement", QueryDict(f"country={code}%2B{other}")),
            "address_of_today": _pair_address(code, other, QueryDict()),
            "typed_day": data.get("on", ""),
            "errors": _parameter_errors(form),
            "alternates": addresses.paths_by_language(lambda: _pair_address(code, other, data)),
        }
        if not form.is_valid():
            return render(request, "countries/pair_detail.html", context, status=400)
        context |= _pair_context(self, code, other, form.cleaned_data["on"] or timezone.localdate())
        return render(request, "countries/pair_detail.html", context)


def _codes_in_order(code: str, other: str) -> list[str]:
    """Codes of a pair by the alphabet, but for `country_order`."""
    return sorted((code, other), key=lambda country: (country_order(country), country))


def _pair_context(view: PublicPageView, code: str, other: str, day: date) -> dict:
    """Template context of the page of a pair on a day."""
    keys, today = [f"country:{code}", f"country:{other}"], timezone.localdate()
    activities, count = queries.activities_of_countries(keys, day)
    named = [activity.body["outcomes"] for activity in activities]
    directory = mentions.RecordDirectory(mentions.mentioned_refs(named))
    natures = view.unless_too_slow(lambda: _agreements_by_nature(keys, day, shown=_SHOWN_OF_PAIR))
    return {
        "day": day,
        "is_today": day == today,
        "natures": natures,
        "countries": f"{code}+{other}",
        "years_query": f"country={code}%2B{other}",
        "results": [
            {"of": row, **result}
            for nature in natures or [] for group in nature["status_groups"] if group["has_begun"]
            for row in group["rows"] for result in row.results if day == today or _is_of(result, day)
        ],
        "activities": [
            {**vars(activity), "outcomes": _activity_outcomes(activity, directory)} for activity in activities
        ],
        "activities_total": count,
        "years": _country_year_chart(view, keys, today),
    }  # fmt: skip


def _is_of(result: dict, day: date) -> bool:
    """A result that had come by the day for certain."""
    return edtf.is_certainly_before(result["as_of"] or result["period"], day + ONE_DAY)


def _country_year_chart(view: PublicPageView, keys: list[str], today: date) -> YearChart | None:
    """Chart of the instruments in force with all these keys; None also if they are too many to count in time."""
    changes = view.unless_too_slow(
        lambda: in_force_by_year.in_force_changes_by_year(*keys, _INSTRUMENTS_KEY, today=today)
    )
    return year_chart(changes or [], today)


def _activity_outcomes(activity: queries.ActivityRow, directory: mentions.RecordDirectory) -> list[dict]:
    """Outcomes of an activity, in the shape that the template of outcomes needs."""
    return [{**outcome, "concerned": directory.mentions_in(outcome)} for outcome in activity.body["outcomes"]]


def _agreements_by_nature(keys: list[str], day: date, *, shown: int) -> list[dict]:
    """The natures, each with its number of agreements and some of them by status on a day."""
    groups_by_nature = queries.agreements_by_status(keys, day, shown=shown)
    refs = [row.ref for groups in groups_by_nature.values() for group in groups for row in group.rows]
    statuses = periods.status_by_ref(refs, day)
    return [
        {
            "nature": nature,
            "count": sum(group.count for group in groups_by_nature.get(nature, [])),
            "status_groups": [
                {
                    "words": STATUS_GROUP_LABELS[group.status],
                    "states": "" if group.status == "unknown" else ",".join(STATE_GROUPS[group.status]),
                    "has_begun": group.status in _BEGUN_GROUPS,
                    "count": group.count,
                    "rows": group.rows,
                    "tags": {
                        row.ref: status_display(statuses.get(row.ref), nature, row.bindingness, row.form)
                        for row in group.rows
                    },
                }
                for group in sorted(
                    groups_by_nature.get(nature, []),
                    key=lambda group: [*STATUS_GROUP_LABELS].index(group.status),
                )
            ],
        }
        for nature in Nature.values
    ]


def _partner_countries(partners: list[co_occurrence.ValueCount], code: str) -> list[dict]:
    """The countries that have agreements in common with this one: the most first, then by name."""
    names, counted = _current_countries(), []
    for partner in (partner for partner in partners if partner.key in names):
        address = reverse("countries:pair", args=sorted([code, partner.key]))
        counted.append(
            {
                "name": names[partner.key],
                "address": address,
                "counts": partner.counts,
                "together": partner.together,
            }
        )
    return sorted(
        counted, key=lambda country: (-country["together"], collation_key(country["name"], get_language()))
    )


def _pair_address(code: str, other: str, data: QueryDict) -> str:
    path = reverse("countries:pair", args=[code, other])
    return f"{path}?{data.urlencode()}" if data else path


def _current_countries() -> dict[str, str]:
    """Today's countries by code, with their names in the active language."""
    return {code: str(name) for code, name in countries}


def _parameter_errors(form) -> list[dict]:
    """Errors of the query string, in words, with the id of the field that corrects them."""
    return [
        {
            "place": "filter-on" if name == "on" else "",
            "label": _DAY_PARAMETERS[name].label if name in _DAY_PARAMETERS else name,
            "words": words,
        }
        for name, messages in form.errors.items()
        for words in messages
    ]


def _unknown_country(request: HttpRequest, code: str, beside: str = "") -> HttpResponse:
    """Response for an unknown code: a page with a suggestion, or a redirect if only its capitals are wrong."""
    upper = code.upper()
    if upper in _current_countries():
        right = [upper, beside] if beside else [upper]
        name = "countries:pair" if beside else "countries:detail"
        return HttpResponsePermanentRedirect(reverse(name, args=right))
    suggestion = "" if upper in _FORMER_COUNTRY_CODES else closest_match(code, _current_countries().values())
    by_name = {name: known_code for known_code, name in _current_countries().items()}
    context = {
        "section": "country",
        "code": code[:40],
        "is_former": upper in _FORMER_COUNTRY_CODES,
        "suggestion": suggestion,
        "suggestion_address": reverse("countries:detail", args=[by_name[suggestion]]) if suggestion else "",
    }
    return render(request, "countries/unknown.html", context, status=404)
