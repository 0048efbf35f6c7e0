"""Addresses of the site's own pages."""

from django.urls import path

from register.exports.views import ChangeFeed
from register.pages import api_reference, components, search, site

app_name = "site"
urlpatterns = [
    path("", site.Home.as_view(), name="home"),
    path("search", search.Search.as_view(), name="search"),
    path("about", site.About.as_view(), name="about"),
    path("about/data", site.AboutData.as_view(), name="data"),
    path("about/api", api_reference.ApiReference.as_view(), name="api"),
    path("about/components", components.Components.as_view(), name="components"),
    path("about/problems/", site.ProblemList.as_view(), name="problems"),
    path("about/problems/<slug:code>", site.ProblemPage.as_view(), name="problem"),
    path("changes.atom", ChangeFeed.as_view(), name="changes"),
]
