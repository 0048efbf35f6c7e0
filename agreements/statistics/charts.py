"""Charts of the page of statistics: rows, a claim that follows from them, and the drawing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from agreements.choices import Nature
from agreements.statistics import claims
from agreements.statistics.counts import StatisticsCounts
from agreements.statistics.shapes import Drawing, Row, draw_bars, draw_columns
from core.collation import collation_key
from core.localized import in_language
from lifecycle.choices import State
from lifecycle.evidence import EvidenceAge
from pages.co_occurrence import ValueCount
from pages.pictures.year_chart import yearly_totals

_MOST_BARS = 15
_OF_NATURES = tuple(zip(("first", "second", "third"), Nature.labels, strict=True))
_ONE_SERIES = (("first", _("agreements")),)
_LAGS = {
    "before": _("before the day of signing"),
    "same_day": _("on the day of signing"),
    "month": _("within 30 days"),
    "quarter": _("within 3 months"),
    "year": _("within a year"),
    "later": _("later"),
}
_ENDINGS = {
    "silently": _("expired, without an act on record"),
    State.EXPIRED: _("expired, as recorded"),
    **{
        state: state.label for state in (State.TERMINATED, State.SUPERSEDED, State.COMPLETED, State.CANCELLED)
    },
}

# Path of the list of agreements with further filters; empty where one of them is set already.
ListPath = Callable[..., str]


@dataclass(frozen=True)
class Chart:
    """One chart. ``series`` are (look, name); ``is_partial`` where its numbers took too long to count."""

    name: str
    heading: str | Promise
    claim: str
    row_heading: str | Promise
    series: Sequence[tuple[str, str | Promise]]
    rows: Sequence[Row]
    note: str | Promise = ""
    by_year: bool = False
    is_partial: bool = False

    @property
    def is_empty(self) -> bool:
        return not any(row.total for row in self.rows)

    @cached_property
    def drawing(self) -> Drawing:
        looks = [look for look, _name in self.series]
        return draw_columns(self.rows, looks) if self.by_year else draw_bars(self.rows, looks)


def _by_nature(value: ValueCount) -> list[int]:
    return [value.counts.get(nature, 0) for nature in Nature.values]


def signed_chart(counts: StatisticsCounts, path: ListPath, day: date) -> Chart:
    values = {value.key: value for value in counts.by_fact["year"].values if value.key.isdigit()}
    years = range(min(map(int, values)), max(map(int, values)) + 1) if values else ()
    rows = [
        Row(
            str(year),
            _by_nature(values[key]) if (key := f"{year:04}") in values else [0] * len(Nature.values),
            path(year=key) if key in values else "",
        )
        for year in years
    ]
    return Chart(
        "signed", _("Signed or begun, by year"), claims.of_years(rows), _("Year"), _OF_NATURES, rows,
        _("The year that an agreement is listed under: of its signing, or of what came instead."), by_year=True,
    )  # fmt: skip


def effect_chart(counts: StatisticsCounts, path: ListPath, day: date) -> Chart:
    rows = []
    for year in yearly_totals(counts.changes or [], day):
        on = day if year.year == day.year else date(year.year, 12, 31)
        rows.append(
            Row(str(year.year), [year.known, year.presumed], path(state="in_force", on=on.isoformat()))
        )
    claim = claims.of_effect(*(rows[-1].values if rows else (0, 0)), day)
    series = (("known", _("in effect, as recorded or derived by rule")), ("presumed", _("presumed")))
    return Chart(
        "in-effect", _("In effect, at the end of each year"), claim, _("Year"), series, rows,
        _("The last year as of the day of the page. What only may have been in effect does not count."), by_year=True,
        is_partial=counts.changes is None,
    )  # fmt: skip


def evidence_chart(counts: StatisticsCounts, path: ListPath, day: date) -> Chart:
    ages = (counts.lives or {}).get("age", {})
    rows = [
        Row(str(age.label), [ages.get(age, 0)], path(state="in_force", evidence=str(age)))
        for age in EvidenceAge
    ]
    return Chart(
        "evidence", _("Age of the last evidence of those in effect"),
        claims.of_evidence(sum(ages.values()), ages.get(EvidenceAge.OVER_10, 0), day), _("Last evidence"),
        _ONE_SERIES, rows, is_partial=counts.lives is None,
    )  # fmt: skip


def countries_chart(counts: StatisticsCounts, path: ListPath, day: date) -> Chart:
    known = dict(countries)
    named = [
        (value, str(known[value.key]), "") for value in counts.by_fact["country"].values if value.key in known
    ]
    rows = _top_rows(named, lambda key: path(country=key))
    return Chart(
        "countries", _("Countries"), claims.of_top(rows), _("Country"), _OF_NATURES, rows[:_MOST_BARS]
    )


def organizations_chart(counts: StatisticsCounts, path: ListPath, day: date) -> Chart:
    rows = _top_rows(_titled(counts, "party"), lambda key: path(party=key))
    heading, row_heading = _("Organizations that take part"), _("Organization")
    return Chart("organizations", heading, claims.of_top(rows), row_heading, _OF_NATURES, rows[:_MOST_BARS])


def topics_chart(counts: StatisticsCounts, path: ListPath, day: date) -> Chart:
    rows = _top_rows(_titled(counts, "topic"), lambda key: path(topic=key))
    return Chart("topics", _("Topics"), claims.of_top(rows), _("Topic"), _OF_NATURES, rows[:_MOST_BARS])


def _titled(counts: StatisticsCounts, fact: str) -> list[tuple[ValueCount, str, str]]:
    """The values of a fact that are records, each with its title and the language of that."""
    return [(value, *in_language(value.title)) for value in counts.by_fact[fact].values if value.title]


def _top_rows(named: list[tuple[ValueCount, str, str]], path: Callable[[str], str]) -> list[Row]:
    """Rows of the values with most agreements; of as many, in the order of the alphabet."""
    named.sort(key=lambda item: (-item[0].together, collation_key(item[1], get_language())))
    return [Row(name, _by_nature(value), path(value.key), language) for value, name, language in named]


def lag_chart(counts: StatisticsCounts, path: ListPath, day: date) -> Chart:
    lives = counts.lives or {}
    lags = lives.get("lag", {})
    rows = [Row(str(label), [lags.get(code, 0)]) for code, label in _LAGS.items()]
    claim = claims.of_lags(sum(lags.values()), lives.get("median", {}).get("", 0))
    note = _("Counted are agreements of which both days are known to the day, by more than a presumption.")
    return Chart(
        "time-to-effect", _("From signing to effect"), claim, _("Took effect"), _ONE_SERIES, rows, note,
        is_partial=counts.lives is None,
    )  # fmt: skip


def endings_chart(counts: StatisticsCounts, path: ListPath, day: date) -> Chart:
    ended = (counts.lives or {}).get("ended", {})
    filters = {"silently": {"state": State.EXPIRED, "certainty": "derived,presumed"}}
    filters[State.EXPIRED] = {"state": State.EXPIRED, "certainty": "recorded"}
    rows = [
        Row(str(label), [ended.get(code, 0)], path(**filters.get(code, {"state": code})))
        for code, label in _ENDINGS.items()
    ]
    claim = claims.of_endings(sum(ended.values()), ended.get("silently", 0))
    return Chart(
        "endings",
        _("How agreements end"),
        claim,
        _("End"),
        _ONE_SERIES,
        rows,
        is_partial=counts.lives is None,
    )


CHARTS = {
    "signed": signed_chart,
    "in-effect": effect_chart,
    "evidence": evidence_chart,
    "countries": countries_chart,
    "organizations": organizations_chart,
    "topics": topics_chart,
    "time-to-effect": lag_chart,
    "endings": endings_chart,
}
