"""Bodies as bytes: one way to write a record's body as JSON text, and the hash of exactly those bytes."""

import hashlib
import json

from django.utils.translation import override

from register.kinds import Kind
from register.records import Record

# What stands in a body where the law had something taken out.
REDACTION_MARKER = "[redacted]"


def body_to_json(body: dict) -> str:
    """JSON text: UTF-8 unescaped, no spaces, members in the order of the schema."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def body_sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def record_body_json(kind: Kind, record: Record) -> str:
    """The text that would be published of a record today. Labels are never in it, so language cannot matter."""
    with override(None):
        return body_to_json(kind.body(record))
