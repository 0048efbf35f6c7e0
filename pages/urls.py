"""Addresses of the site's own pages."""

from django.urls import path

from exports.search import SearchFeedView, SearchTableView
from exports.views import ChangeFeedView
from pages import api_reference, components, home, search, site, suggestions

app_name = "site"
urlpatterns = [
    path("", home.HomeView.as_view(), name="home"),
    path("search", search.SearchView.as_view(), name="search"),
    path("search/suggestions", suggestions.SuggestionsView.as_view(), name="suggestions"),
    path("search.atom", SearchFeedView.as_view(), name="search_feed"),
    path("search.csv", SearchTableView.as_view(), name="search_table"),
    path("about", site.AboutView.as_view(), name="about"),
    path("about/data", site.AboutDataView.as_view(), name="data"),
    path("about/api", api_reference.ApiReferenceView.as_view(), name="api"),
    path("about/components", components.ComponentsView.as_view(), name="components"),
    path("about/problems/", site.ProblemListView.as_view(), name="problems"),
    path("about/problems/<slug:code>", site.ProblemView.as_view(), name="problem"),
    path("changes.atom", ChangeFeedView.as_view(), name="changes"),
]
