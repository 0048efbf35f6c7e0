"""One settings file; what differs between installations comes from the environment."""

import json
import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from config.accounts import *  # noqa: F403  # Django reads the settings of one module
from config.environment import database, env_flag, env_languages, env_list, env_networks, mailer
from config.log import log_settings
from config.public import *  # noqa: F403  # likewise
from core.country_names import COUNTRY_NAMES

BASE_DIR = Path(__file__).resolve().parent.parent

# What kind of installation this is

DEBUG = env_flag("DEBUG", default=False)
SECRET_KEY = os.environ.get("SECRET_KEY", "")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured("Set SECRET_KEY to a long random string (or DEBUG=1 for development).")
    SECRET_KEY = "for development only, never used where DEBUG is off"
SECRET_KEY_FALLBACKS = env_list("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS") or (["localhost", "127.0.0.1", "[::1]"] if DEBUG else [])
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
SITE_URL = os.environ.get("SITE_URL", "http://127.0.0.1:8000" if DEBUG else "").rstrip("/")

# The house

INSTALLED_APPS = [
    "metrics",
    "webhooks",
    "following",
    "reminders",
    "access",
    "briefs",
    "intake",
    "spreadsheets",
    "interchange",
    "activities",
    "record_collections",
    "agreements",
    "people",
    "organizations",
    "sources",
    "merging",
    "redaction",
    "desk.profile",
    "desk.workflow",
    "desk",
    "pages",
    "document_texts",
    "reconcile",
    "exports",
    "api",
    "site_profile",
    "register",
    "lifecycle",
    "history",
    "core",
    "config.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_countries",
    "django_filters",
    "config.apps.WorkerConfig",
    "drf_spectacular",
    "rest_framework",
]
MIDDLEWARE = [
    "core.request_ids.RequestIDMiddleware",
    "metrics.middleware.RequestMetricsMiddleware",
    "api.middleware.ProblemDetailsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.language.LanguageFromPathMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "api.middleware.ContentLengthMiddleware",
    "access.keys.middleware.KeyAndRateLimitMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "access.accounts.middleware.SessionLimitsMiddleware",
    "history.middleware.ActMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "access.accounts.middleware.StaffAreaMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
CACHES = {"default": SHARED_CACHE, "pages": PAGES_CACHE}  # noqa: F405  # of the two files above
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "core.form_renderer.FormRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.csp",
            ],
            "builtins": [
                "pages.templatetags.oneline"
            ],  # concerns the layout of a template's source, as comments do
        },
    }
]

# The kinds of public record; everything else about them is in their declaration, see register/kinds.py

REGISTER_KINDS = [
    "agreements.kind.AgreementRecordKind",
    "organizations.kind.OrganizationRecordKind",
    "people.kind.PersonRecordKind",
    "activities.kind.ActivityRecordKind",
    "agreements.topics.kind.TopicRecordKind",
    "record_collections.kind.CollectionRecordKind",
]

# Who is told, in the transaction that publishes, that the register has changed

REGISTER_FOLLOWERS = [
    "desk.workflow.followers.follow_publication",
    "document_texts.following.follow_versions",
    "webhooks.tasks.wake_delivery_worker",
]

# Tables outside of the register that the public side reads as well

REGISTER_READABLE_MODELS = [
    "site_profile.SiteProfile",
    "document_texts.DocumentText",
    "document_texts.DocumentPassage",
]

# Whether somebody else than the last editor of a record has to publish it

FOUR_EYES = env_flag("FOUR_EYES", default=False)

# Who may refuse a publication, beside the kind of record itself

REGISTER_REFUSALS = ["redaction.linked_titles.refusals_by_redaction"]

# Pages of the staff area that stand on several kinds of record

DESK_PAGES = ["briefs.urls", "intake.urls"]

# Which names are alike, for those who enter a record that may be there already

NAME_MATCHING = "spreadsheets.matching.alike"

# Facts that are suggested for a form from the text of a source: the function that staff pages call

TEXT_SUGGESTIONS = "extraction.extractors.suggest"
# A language model that is asked as well, at an address that speaks as OpenAI does (https://model.example.org/v1);
# without one, texts never leave this machine
EXTRACTION_MODEL_URL = os.environ.get("EXTRACTION_MODEL_URL", "")
EXTRACTION_MODEL = os.environ.get("EXTRACTION_MODEL", "")
EXTRACTION_MODEL_KEY = os.environ.get("EXTRACTION_MODEL_KEY", "")
EXTRACTION_MODEL_TIMEOUT = float(os.environ.get("EXTRACTION_MODEL_TIMEOUT", "30"))  # seconds

# Keys of the hashes by which redacted words are known: the first makes new ones. A key goes only when no rule needs it.

REDACTION_KEYS = env_list("REDACTION_KEYS") or [SECRET_KEY, *SECRET_KEY_FALLBACKS]
# A file outside of the backups to which each redaction is added, for `manage.py apply_redactions --from FILE`
REDACTION_LOG = os.environ.get("REDACTION_LOG", "")

# Databases: the desk, and the register that the public reads (a role, perhaps a replica)

if "DATABASE_URL" not in os.environ:
    raise ImproperlyConfigured("Set DATABASE_URL, or use ./dev, which brings a PostgreSQL of its own.")
DATABASES = {
    "default": database(os.environ["DATABASE_URL"]),
    "register": database(os.environ.get("REGISTER_DATABASE_URL") or os.environ["DATABASE_URL"]),
}
DATABASES["register"]["TEST"] = {"MIRROR": "default"}
DATABASE_ROUTERS = ["register.routers.RegisterRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Work in the background: a queue in the same database, worked off by ``manage.py db_worker``

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# The log

LOGGING = log_settings(os.environ.get("LOG_LEVEL", "INFO"))

# Letters: in development they are printed
MAILERS = {"default": mailer(os.environ.get("EMAIL_URL", "" if DEBUG else "smtp://localhost"))}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("EMAIL_FROM", "entente@localhost")

# Metrics for Prometheus at /metrics: the token, and the networks, that open them; without either they are not there

METRICS_TOKEN = os.environ.get("METRICS_TOKEN", "")
METRICS_NETWORKS = env_networks("METRICS_NETWORKS")

# For development only: let webhooks and link checks go to any machine, webhooks also without TLS

OUTBOUND_INSECURE = env_flag("OUTBOUND_INSECURE", default=False)
# Whether addresses of sources are looked at: many machines of institutions have no way out
LINK_CHECKS = env_flag("LINK_CHECKS", default=False)
# The most words of a source that a public page quotes for a fact; none without it, as quoting is a right of others
PUBLIC_QUOTATION_WORDS = int(os.environ.get("PUBLIC_QUOTATION_WORDS", "0"))

# Languages and time

LOCALE_PATHS = [BASE_DIR / "locale"]
# Those of the public pages and of the staff area: the first at the root, others under their codes
LANGUAGES = env_languages("REGISTER_LANGUAGES", default="en,ko", catalogs=LOCALE_PATHS[0])
LANGUAGE_CODE = LANGUAGES[0][0]
FORMAT_MODULE_PATH = "config.formats"
USE_I18N = True
COUNTRIES_OVERRIDE = COUNTRY_NAMES
USE_TZ = True
TIME_ZONE = os.environ.get("TIME_ZONE", "UTC")

# Files

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", BASE_DIR / "media"))
DUMPS_ROOT = Path(os.environ.get("DUMPS_ROOT", BASE_DIR / "dumps"))  # the bulk files that `make_dumps` writes
# Where attached files lie: a folder that all web hosts share, or a storage such as S3 (docs/operations.md)
FILES_STORAGE = {
    "BACKEND": os.environ.get("FILES_STORAGE", "django.core.files.storage.FileSystemStorage"),
    "OPTIONS": json.loads(os.environ.get("FILES_STORAGE_OPTIONS", "{}")),
}
STORAGES = {
    "default": FILES_STORAGE,
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

STORED_FILE_KEEPERS = [  # asked before one is removed
    "register.body_files.is_named_in_a_version",
    "merging.files.is_named_by_a_merger",
]
# A form of a record with hundreds of parts; Django would answer more than a thousand fields with an error and lose them
DATA_UPLOAD_MAX_NUMBER_FIELDS = 50_000
# Of a form without its files: two long texts in Hangul, so that one that is too long is answered on its own page
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "core.uploads.handlers.MemoryUploadHandler",
    "core.uploads.handlers.TemporaryUploadHandler",
]
UPLOAD_MAX_BYTES = int(os.environ.get("UPLOAD_MAX_MB", "25")) * 1024 * 1024
CLAMD = os.environ.get("CLAMD", "")  # the virus scanner, tcp://host:3310 or unix:///run/clamav/clamd.ctl
CLAMD_TIMEOUT = 30  # seconds for each of its steps

# Security: nothing from elsewhere, nothing inline

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env_flag("SECURE_SSL_REDIRECT", default=not DEBUG)
SECURE_REDIRECT_EXEMPT = ["^(healthz|readyz)$"]  # probes come from this machine, without TLS
SECURE_HSTS_SECONDS = int(os.environ.get("SECURE_HSTS_SECONDS", "0" if DEBUG else "31536000"))
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEBUG
BEHIND_PROXY = env_flag("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
