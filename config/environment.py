"""Values of the environment in the shapes that settings have."""

import ipaddress
import os
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy, to_locale

# Of a host that answers nothing any more: seconds until a connection is given up, milliseconds for what was sent
_LINK_LIMITS = {"connect_timeout": "5", "tcp_user_timeout": "15000"}


def env_flag(name: str, default: bool) -> bool:
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def env_list(name: str) -> list[str]:
    return [item.strip() for item in os.environ.get(name, "").split(",") if item.strip()]


def env_languages(name: str, default: str, catalogs: Path) -> list[tuple[str, Any]]:
    """``(code, name)`` of languages separated by commas. Raises ImproperlyConfigured of one without words of ours."""
    codes = [code.lower() for code in env_list(name)] or default.split(",")
    known = {"en", *(code for code in LANG_INFO if (catalogs / to_locale(code)).is_dir())}
    for code in codes:
        if code not in known:
            raise ImproperlyConfigured(
                f"{name} names “{code}”, in which there are no words. There are: {', '.join(sorted(known))}."
            )
    names = {code: LANG_INFO[code]["name"] for code in codes}
    return [(code, gettext_lazy(name)) for code, name in names.items()]  # translated by Django


def env_networks(name: str) -> list[str]:
    """Networks such as 10.0.0.0/8, separated by commas; of one that is none, Python says so at the start."""
    return [str(ipaddress.ip_network(network)) for network in env_list(name)]


def env_days(name: str, default: str, *, least: int) -> list[int]:
    """Numbers of days, separated by commas, each at least so many."""
    texts = [text.strip() for text in os.environ.get(name, default).split(",") if text.strip()]
    if not all(text.isdecimal() and least <= int(text) <= 3660 for text in texts):
        raise ImproperlyConfigured(f"{name} holds numbers of days from {least} to 3660, separated by commas.")
    return [int(text) for text in texts]


def database(url: str) -> dict:
    """A DATABASES entry from ``postgresql://user:password@host:port/name?host=/socket/dir``."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    options.setdefault("fallback_application_name", program_name())
    for name, value in _LINK_LIMITS.items():
        options.setdefault(name, value)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def program_name() -> str:
    """Name of this process at the database: ``gunicorn``, ``manage.py import_records``."""
    program, *arguments = [*sys.argv, ""]
    name = Path(program).name
    return " ".join([name, *arguments[:1]]).strip() if name == "manage.py" else name


def mailer(url: str) -> dict:
    """A MAILERS entry from ``smtp://user:password@host:port`` or, for TLS from the start, ``smtps://…``."""
    if not url:
        return {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    is_smtps = parts.scheme == "smtps"
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname or "localhost",
            "port": parts.port or (465 if is_smtps else 587 if parts.username else 25),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": is_smtps,
            "use_tls": bool(parts.username) and not is_smtps,  # a password never travels in the open
            "timeout": 15,
        },
    }


def single_sign_on() -> dict:
    """The provider of single sign-on, and who of its people may have an account without an invitation."""
    return {
        "issuer": os.environ.get("OIDC_ISSUER", "").rstrip("/"),
        "client_id": os.environ.get("OIDC_CLIENT_ID", ""),
        "client_secret": os.environ.get("OIDC_CLIENT_SECRET", ""),
        "name": os.environ.get("OIDC_NAME", ""),
        "domains": [domain.lower() for domain in env_list("OIDC_DOMAINS")],
        "groups": env_list("OIDC_GROUPS"),
        "new_accounts": os.environ.get("OIDC_NEW_ACCOUNTS", ""),
    }
