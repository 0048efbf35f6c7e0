"""SQL of a record's summary as JSON: reference, URLs, version, title, countries."""

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
    """The parameters of `SUMMARY_SQL`: URLs without the reference, by kind, of the API and of pages."""
    urls = {kind.name: RecordUrls.of(request, kind) for kind in kinds()}
    return [
        json.dumps({kind: record_urls.api for kind, record_urls in urls.items()}),
        json.dumps({kind: record_urls.page for kind, record_urls in urls.items()}),
    ]
