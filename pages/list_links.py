"""."""

from django.http import HttpRequest

from pages.list_query import ListQuery
from register.kinds import kind_named
from register.parameters import drop_empty_parameters


def query_string(request: HttpRequest) -> str:
    """The query string that says something."""
    return drop_empty_parameters(request.GET).urlencode()


def list_api_path(kind: str, asked: ListQuery) -> str:
    """The same question asked of the API."""
    text = asked.elsewhere().urlencode(safe=",")
    return f"/api/v1/{kind_named(kind).plural}/{'?' if text else ''}{text}"
