"""The whole site on one screen. English stands at the root, Korean under ``/ko/``; the rest has no language."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, register_converter

from register.converters import RefConverter
from register.pages import site

register_converter(RefConverter, "ref")

urlpatterns = [
    path("api/v1/", include("config.api")),
    path("robots.txt", site.robots),
    path("healthz", site.health),
    *i18n_patterns(
        path("", include("register.pages.urls")),
        path("agreements/", include("agreements.urls")),
        path("organizations/", include("organizations.urls")),
        path("people/", include("people.urls")),
        path("activities/", include("activities.urls")),
        path("topics/", include("agreements.topic_urls")),
        path("report/", include("access.urls")),
        path("admin/", admin.site.urls),
        prefix_default_language=False,
    ),
]
