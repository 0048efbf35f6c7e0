"""URL routes of statistics."""

from django.urls import path

from agreements.statistics import views

app_name = "statistics"
urlpatterns = [
    path("", views.StatisticsView.as_view(), name="page"),
    path("<slug:name>.csv", views.ChartCSVView.as_view(), name="csv"),
    path("<slug:name>.svg", views.ChartSVGView.as_view(), name="svg"),
    path("<slug:name>.png", views.ChartPNGView.as_view(), name="png"),
    path("<slug:name>/embed", views.EmbeddedChartView.as_view(), name="embed"),
]
