"""URL routes of countries."""

from django.urls import path

from agreements.countries import views

app_name = "countries"
urlpatterns = [
    path("", views.CountryList.as_view(), name="list"),
    path("<slug:code>", views.CountryDetail.as_view(), name="detail"),
    path("<slug:code>/<slug:other>", views.CountryPair.as_view(), name="pair"),
]
