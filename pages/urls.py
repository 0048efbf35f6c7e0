"""Addresses of the site's own pages."""

from django.urls import path

from exports.search import SearchFeedView, SearchTableView
from exports.views import ChangeFeedView
from pages import about_views, api_reference, components, home, search, suggestions

app_name = "site"
urlpatterns = [
    path("", home.HomeView.as_view(), name="home"),
    path("search", search.SearchView.as_view(), name="search"),
    path("search/suggestions", suggestions.SuggestionsView.as_view(), name="suggestions"),
    path("search.atom", SearchFeedView.as_view(), name="search_feed"),
    path("search.csv", SearchTableView.as_view(), name="search_table"),
    path("about", about_views.AboutView.as_view(), name="about"),
    path("about/glossary", about_views.GlossaryView.as_view(), name="glossary"),
    path("about/privacy", about_views.PrivacyView.as_view(), name="privacy"),
    path("about/accessibility", about_views.AccessibilityView.as_view(), name="accessibility"),
    path("about/imprint", about_views.ImprintView.as_view(), name="imprint"),
    path("about/data", about_views.AboutDataView.as_view(), name="data"),
    path("about/api", api_reference.ApiReferenceView.as_view(), name="api"),
    path("about/components", components.ComponentsView.as_view(), name="components"),
    path("about/problems/", about_views.ProblemListView.as_view(), name="problems"),
    path("about/problems/<slug:code>", about_views.ProblemView.as_view(), name="problem"),
    path("changes.atom", ChangeFeedView.as_view(), name="changes"),
]
