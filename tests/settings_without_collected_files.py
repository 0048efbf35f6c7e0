"""The settings, but for static files: those of a server of tests need not be collected first."""

from config.settings import *  # noqa: F403  # these settings are those

STORAGES["staticfiles"] = {  # noqa: F405  # from there
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
