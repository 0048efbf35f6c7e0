"""Settings of the public side: kept pages, limits, the API and the head of its description."""

import os

# Pages as a process built them, by their ETag: some 10 MB
PAGES_CACHE = {
    "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
    "LOCATION": "pages",
    "OPTIONS": {"MAX_ENTRIES": 200},
}
# Requests a minute; 0 for no limit. To the API: of a network without a key, and of a partner that has no limit of its
# own. Of a network elsewhere: searches and filtered lists, exports and other files, queries of matching (OpenRefine),
# letters that ask to confirm an address.
RATE_LIMITS = {
    "anonymous": int(os.environ.get("API_LIMIT_ANONYMOUS", "60")),
    "partner": int(os.environ.get("API_LIMIT_PARTNER", "600")),
    "search": int(os.environ.get("SEARCH_LIMIT", "60")),
    "files": int(os.environ.get("FILES_LIMIT", "60")),
    "follow": int(os.environ.get("FOLLOW_LIMIT", "5")),
    "reconcile": int(os.environ.get("RECONCILE_LIMIT", "1500")),
}
# How many questions that take longer than a quarter of a second the public may ask at once, in all processes together
COSTLY_QUESTIONS = int(os.environ.get("COSTLY_QUESTIONS", "1"))
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["api.parsers.StrictJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "api.openapi.ApiSchema",
    "EXCEPTION_HANDLER": "api.problems.exception_handler",
    "URL_FORMAT_OVERRIDE": None,
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Entente",
    "DESCRIPTION": "An open register of institutional agreements: what was agreed, by whom, and how we know.",
    "VERSION": "1.0",
    "OAS_VERSION": "3.1.1",
    "SERVERS": [
        {"url": "/"}
    ],  # of the document that is kept; the one that is served names the register's address
    "SERVE_INCLUDE_SCHEMA": False,
    "APPEND_COMPONENTS": {
        "securitySchemes": {
            "key": {
                "type": "http",
                "scheme": "bearer",
                "bearerFormat": "ent_<id>.<secret>",
                "description": "A partner's key. Never part of an address.",
            }
        }
    },
}
