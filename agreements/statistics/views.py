"""Page of statistics: charts of the agreements that a list's filters find; each as CSV, SVG, PNG, and for a frame."""

import csv

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.decorators import method_decorator
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from agreements.statistics.charts import CHARTS, Chart, ListPath
from agreements.statistics.counts import count_statistics
from agreements.statistics.picture_file import PictureFile
from agreements.views import AgreementList
from exports.csv_writer import BYTE_ORDER_MARK
from pages.list_form import ListForm
from pages.list_links import ListLinks, query_string
from pages.list_query import ListQuery
from pages.list_results import ListResults
from register import addresses
from site_profile.current import profile_of

_DRAWING = "agreements.statistics.picture_png.draw_png"  # loads the library for pictures
_FRAMED_CSP: dict = settings.SECURE_CSP | {"frame-ancestors": ["*"], "script-src": [CSP.NONE]}


class StatisticsView(AgreementList):
    """All charts. Takes the filters of the list of agreements; ``on`` is the day that is counted as of."""

    template_name = "statistics/statistics.html"
    facet_filters = ()  # no list stands beside: every filter has its box
    orderings = ()  # charts are in no order that filters could choose
    url_name = "statistics:page"

    def get(self, request: HttpRequest, name: str = "") -> HttpResponse:
        if name and name not in CHARTS:
            raise Http404
        query = ListQuery(request.GET, self)
        if not query.is_valid:
            return render(request, StatisticsView.template_name, self._page(query, []), status=400)
        counts = count_statistics(query.filterset, query.filterset.day)
        path = _list_path(query)
        charts = [
            make(counts, path, query.filterset.day) for key, make in CHARTS.items() if name in ("", key)
        ]
        self.is_partial = any(chart.is_partial for chart in charts)
        return self.respond(query, charts)

    def respond(self, query: ListQuery, charts: list[Chart]) -> HttpResponse:
        return render(self.request, self.template_name, self._page(query, charts))

    def _page(self, query: ListQuery, charts: list[Chart]) -> dict:
        text = query_string(self.request)
        return {
            "section": "statistics",
            "query": query,
            "form": ListForm(query),
            "results": ListResults(query, ListLinks(query)),
            "charts": charts,
            "question": f"?{text}" if text else "",
            "list_address": _list_path(query)() if query.is_valid else "",
            "alternates": addresses.paths_by_language(
                lambda: reverse("statistics:page") + (f"?{text}" if text else "")
            ),
        }


class ChartCSVView(StatisticsView):
    """The numbers of one chart as a table."""

    rate_limit = "files"

    def respond(self, query, charts):
        [chart] = charts
        response = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{chart.name}.csv"'
        response["X-Robots-Tag"] = "noindex"
        writer = csv.writer(response)
        writer.writerow([chart.row_heading, *(name for _look, name in chart.series), _("Total")])
        writer.writerows([row.label, *row.values, row.total] for row in chart.rows)
        return response


class ChartPictureView(StatisticsView):
    """One chart as a picture of its own: heading, claim, what the looks mean, where it is from."""

    rate_limit = "files"
    extension = ""

    def respond(self, query, charts):
        page = addresses.absolute_url(self.request, reverse("statistics:page"))
        source = f"{profile_of(self.request).site_name}, {query.filterset.day.isoformat()}, {page}"
        words = ListResults(query, ListLinks(query)).sentence if query.has_filters else ""
        picture = PictureFile(charts[0], words, source)
        response = self.drawn(picture)
        response["Content-Disposition"] = f'attachment; filename="{charts[0].name}.{self.extension}"'
        response["X-Robots-Tag"] = "noindex"
        return response

    def drawn(self, picture: PictureFile) -> HttpResponse:
        """The picture in its format."""
        raise NotImplementedError


class ChartSVGView(ChartPictureView):
    """One chart as an SVG."""

    extension = "svg"

    def drawn(self, picture):
        return render(
            self.request, "statistics/picture.html", {"picture": picture}, content_type="image/svg+xml"
        )


class ChartPNGView(ChartPictureView):
    """One chart as a PNG."""

    extension = "png"

    def drawn(self, picture):
        return HttpResponse(import_string(_DRAWING)(picture), content_type="image/png")


@method_decorator(xframe_options_exempt, name="dispatch")
@method_decorator(csp_override(_FRAMED_CSP), name="dispatch")
class EmbeddedChartView(StatisticsView):
    """One chart for a frame on any other site, without scripts."""

    def respond(self, query, charts):
        return render(
            self.request, "statistics/embedded.html", {**self._page(query, charts), "chart": charts[0]}
        )


def _list_path(query: ListQuery) -> ListPath:
    """Function that gives the path of the list with further filters; empty where one of these is set already."""
    data = ListLinks(query).export_query
    data.pop("ordering", None)

    def path(**more: str) -> str:
        if any(name in data for name in more if name != "on"):
            return ""
        merged = data.copy()
        for name, value in more.items():
            merged[name] = str(value)
        return addresses.list_path("agreement", merged.urlencode(safe=","))

    return path
