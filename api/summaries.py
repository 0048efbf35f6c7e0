"""A record in short, as it stands beside others: who it is, where it is, what it is called, which countries."""

import json

from register.addresses import RecordUrls
from register.kinds import kinds

# JSON text of the entry called ``other``.
SUMMARY_SQL = """concat(
    '{"ref":"', other.ref, '","kind":"', other.kind, '","url":"', %s::json ->> other.kind, other.ref,
    '","html_url":"', %s::json ->> other.kind, other.ref, '","version":', other.number, ',"title":', other.title,
    ',"countries":', to_json(ARRAY(
        SELECT substr(key, 9) FROM unnest(other.keys) AS key WHERE key LIKE 'country:%%' ORDER BY key
    )), '}'
)"""


def summary_parameters(request) -> list[str]:
    """The parameters of `SUMMARY`: what stands before references in addresses, by kind, in the API and on pages."""
    addresses = {kind.name: RecordUrls.of(request, kind) for kind in kinds()}
    return [
        json.dumps({name: getattr(one, side) for name, one in addresses.items()}) for side in ("api", "page")
    ]
