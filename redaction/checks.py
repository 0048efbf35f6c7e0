"""System checks of the settings for redaction."""

import os
from pathlib import Path

from django.conf import settings
from django.core.checks import Error


def check_log_is_writable(app_configs, **kwargs) -> list[Error]:
    """Error redaction.E001: without its log no redaction is made, which is found out before somebody needs one."""
    if not settings.REDACTION_LOG:
        return []
    path = Path(settings.REDACTION_LOG)
    is_writable = path.parent.is_dir() and os.access(path.parent, os.W_OK)
    if is_writable and (path.is_file() or not path.exists()):
        return []
    return [
        Error(
            f"REDACTION_LOG cannot be written: {path}.",
            hint="Make its folder, and let the program write in it.",
            id="redaction.E001",
        )
    ]
