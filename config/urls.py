"""The whole site on one screen. The first language stands at the root, others under ``/ko/``; the rest has none."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path, register_converter

from api.catalog import ApiCatalogView
from api.views import FallbackView
from config.converters import RefConverter
from desk.workflow.preview_views import preview_link_view
from exports.sitemaps import PagesSitemapView, SitemapView
from metrics.views import metrics
from pages import health, profile_files, site
from pages.record_addresses import RecordAddressView

register_converter(RefConverter, "ref")

handler400 = site.bad_request_page
handler500 = site.server_error_page

urlpatterns = [
    path("api/v1/", include("config.api")),
    re_path("^api(?P<path>/.*)?$", FallbackView.as_view()),
    path("data/", include("exports.dumps.urls")),
    path(".well-known/api-catalog", ApiCatalogView.as_view()),
    path(".well-known/security.txt", profile_files.SecurityTextView.as_view(), name="security"),
    path("logo-<slug:sha256>.png", profile_files.LogoView.as_view(), name="logo"),
    path("accent-<slug:digits>.css", profile_files.accent_style, name="accent"),
    path("", include("reconcile.urls")),
    path("robots.txt", site.robots_txt),
    path("favicon.ico", site.favicon),
    path("healthz", health.liveness),
    path("readyz", health.readiness, name="readiness"),
    path("metrics", metrics, name="metrics"),
    path("sitemap.xml", SitemapView.as_view(), name="sitemap"),
    path("sitemap-pages.xml", PagesSitemapView.as_view(), name="sitemap-pages"),
    path("sitemap-<slug:kind>-<int:part>.xml", SitemapView.as_view(), name="sitemap-part"),
    path("accounts/", include("access.accounts.sso_urls")),  # one address, which the provider knows
    *i18n_patterns(
        path("", include("pages.urls")),
        path("agreements/", include("agreements.urls")),
        path("organizations/", include("organizations.urls")),
        path("people/", include("people.urls")),
        path("activities/", include("activities.urls")),
        path("topics/", include("agreements.topics.urls")),
        path("collections/", include("record_collections.urls")),
        path("countries/", include("agreements.countries.urls")),
        path("statistics/", include("agreements.statistics.urls")),
        path("report/", include("access.reports.urls")),
        path("follow/", include("following.urls")),
        path("preview/<str:token>", preview_link_view, name="preview_link"),
        path("admin/", admin.site.urls),
        path("accounts/", include("reminders.urls")),
        path("accounts/", include("access.accounts.urls")),
        re_path(
            "^(?P<prefix>[a-z]+)/(?P<ref>[A-Za-z][1-9][0-9]{0,9})(?P<rest>(/.*)?)$",
            RecordAddressView.as_view(),
        ),
        prefix_default_language=False,
    ),
]
