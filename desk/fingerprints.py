"""Fingerprints of a confirmation page: if anything on it changed since, it is shown again and nothing is done.

A page puts ``fingerprints(things)`` in its form (``admin/_shown.html``). The action behind it gathers the same things
again inside its transaction, under its lock, and calls ``require_as_shown`` before it stores anything.
"""

import hashlib
import json
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHOWN = "shown"  # the name of the hidden field


class ChangedSinceShown(ValidationError):
    """Refusal of an act whose confirmation page showed something else than what is there now."""

    def __init__(self):
        super().__init__(
            _(
                "Nothing was done: what is here changed after this page was opened. Look at it as it is now, and "
                "confirm again. What you typed is kept."
            ),
            code="changed",
        )


def fingerprints(things: Mapping[str, object]) -> str:
    """Fingerprint of each thing on a page by its name, as JSON. ``things``: values that JSON can hold, by any names."""
    return json.dumps({name: _fingerprint(value) for name, value in things.items()}, separators=(",", ":"))


def changed_names(shown: str, things: Mapping[str, object]) -> set[str]:
    """Names of what was not ``shown`` (the hidden field, as it came back), or is other or gone by now."""
    now, before = {name: _fingerprint(value) for name, value in things.items()}, shown_fingerprints(shown)
    return {name for name in {*now, *before} if now.get(name) != before.get(name)}


def require_as_shown(shown: str, things: Mapping[str, object]) -> None:
    """Raises ChangedSinceShown unless these are exactly the things that the page showed."""
    if not shown or changed_names(shown, things):
        raise ChangedSinceShown


def shown_fingerprints(shown: str) -> dict:
    """Fingerprints by name in the hidden field as it came back; empty where it is none of ours."""
    try:
        before = json.loads(shown)
    except (ValueError, RecursionError):
        return {}
    return before if isinstance(before, dict) else {}


def _fingerprint(value: object) -> str:
    text = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
