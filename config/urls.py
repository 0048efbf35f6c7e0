"""The whole site on one screen. English stands at the root, Korean under ``/ko/``; the rest has no language."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path, register_converter

from register.api import Unknown
from register.api.catalog import Catalog
from register.converters import RefConverter
from register.exports.sitemaps import Sitemap, SitemapOfPages
from register.pages import site

register_converter(RefConverter, "ref")

handler500 = site.server_error

urlpatterns = [
    path("api/v1/", include("config.api")),
    re_path("^api(?P<path>/.*)?$", Unknown.as_view()),
    path("data/", include("register.dumps.urls")),
    path(".well-known/api-catalog", Catalog.as_view()),
    path("", include("register.reconcile.urls")),
    path("robots.txt", site.robots),
    path("healthz", site.health),
    path("sitemap.xml", Sitemap.as_view(), name="sitemap"),
    path("sitemap-pages.xml", SitemapOfPages.as_view(), name="sitemap-pages"),
    path("sitemap-<slug:kind>-<int:part>.xml", Sitemap.as_view(), name="sitemap-part"),
    *i18n_patterns(
        path("", include("register.pages.urls")),
        path("agreements/", include("agreements.urls")),
        path("organizations/", include("organizations.urls")),
        path("people/", include("people.urls")),
        path("activities/", include("activities.urls")),
        path("topics/", include("agreements.topic_urls")),
        path("countries/", include("register.pages.country_urls")),
        path("report/", include("access.reports.urls")),
        path("admin/", admin.site.urls),
        prefix_default_language=False,
    ),
]
