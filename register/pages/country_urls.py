"""Addresses of countries."""

from django.urls import path

from register.pages import countries

app_name = "countries"
urlpatterns = [
    path("", countries.CountryList.as_view(), name="list"),
    path("<slug:code>", countries.Country.as_view(), name="detail"),
    path("<slug:code>/<slug:other>", countries.Pair.as_view(), name="pair"),
]
