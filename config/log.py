"""The log: one line an event on the standard error, each with the name of the request."""

from typing import Any


def log_settings(level: str) -> dict[str, Any]:
    """Settings of Python's logging, from this level on."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "request_id": {"()": "core.request_ids.RequestIDFilter"},
            "secret_paths": {"()": "core.secret_paths.SecretPathFilter"},
        },
        "formatters": {
            "line": {"format": "{asctime} {levelname} {name} [{request_id}] {message}", "style": "{"}
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "filters": ["request_id", "secret_paths"],
                "formatter": "line",
            }
        },
        "root": {"handlers": ["console"], "level": level.upper()},
        "loggers": {
            name: {"handlers": [], "level": "NOTSET", "propagate": True}
            for name in ("django", "django.server")
        }
        | {"fontTools": {"level": "WARNING"}},  # else it says every letter that it puts into a PDF
    }
