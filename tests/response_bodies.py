"""Bodies of answers, whole, whether the test client was given them at once or as a stream."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase


def body_of(response: HttpResponseBase) -> bytes:
    """The bytes of an answer; a stream is read to its end, which closes its file."""
    return response.content if isinstance(response, HttpResponse) else b"".join(response.streaming_content)
