"""Settings of the plain Django REST framework app, which has nothing that it can do without."""

import os

from config.environment import database

SECRET_KEY = "for measuring only"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "bench.references.drf_app"
MIDDLEWARE: list[str] = []
INSTALLED_APPS = ["rest_framework", "bench.references"]
DATABASES = {"default": database(os.environ["DATABASE_URL"])}
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
}
