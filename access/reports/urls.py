"""URLs of problem reports."""

from django.urls import path

from access.reports import views

app_name = "report"
urlpatterns = [
    path("<ref:ref>/", views.ReportView.as_view(), name="form"),
    path("<ref:ref>/sent", views.ReportSentView.as_view(), name="sent"),
]
