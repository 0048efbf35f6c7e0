"""Strict JSON parser for request content (RFC 7493)."""

import json

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class StrictJSONParser(JSONParser):
    """JSON whose every text can be stored and sent again, and that is not nested too deep. Raises ParseError."""

    def parse(self, stream, media_type=None, parser_context=None):
        try:
            content = super().parse(stream, media_type, parser_context)
            reject_lone_surrogates(content)
        except (RecursionError, UnicodeEncodeError) as error:
            raise ParseError("The content is no JSON that can be read: see RFC 7493.") from error
        return content


def reject_lone_surrogates(content) -> None:
    """Raises UnicodeEncodeError for half of a surrogate pair, which JSON can write but is no text (RFC 7493, 2.1)."""
    json.dumps(content, ensure_ascii=False).encode()
