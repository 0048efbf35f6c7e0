"""Bodies as JSON text, in one canonical form, and their hash."""

import hashlib
import json

from django.utils.translation import override

from register.kinds import Kind
from register.records import Record

# Replaces a text that was redacted.
REDACTION_MARKER = "[redacted]"


def body_to_json(body: dict) -> str:
    """JSON text: UTF-8 unescaped, no spaces, members in the order of the schema."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def body_sha256(text: str) -> str:
    """SHA-256 of the UTF-8 bytes of a body text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def record_body_json(kind: Kind, record: Record) -> str:
    """Body text of a desk record. Made without a language: labels are never in it."""
    with override(None):
        return body_to_json(kind.body(record))
