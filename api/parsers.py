"""How content that is sent to the API is read."""

import json

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class StrictJSONParser(JSONParser):
    """JSON of which every text can be kept and told again, and that is not nested without end."""

    def parse(self, stream, media_type=None, parser_context=None):
        try:
            content = super().parse(stream, media_type, parser_context)
            reject_lone_surrogates(content)
        except (RecursionError, UnicodeEncodeError) as error:
            raise ParseError("The content is no JSON that can be read: see RFC 7493.") from error
        return content


def reject_lone_surrogates(content) -> None:
    """JSON can write half of a surrogate pair, which is no text (RFC 7493, 2.1). Raises UnicodeEncodeError."""
    json.dumps(content, ensure_ascii=False).encode()
