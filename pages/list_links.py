"""Addresses of a list with other parameters."""

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from pages.list_query import ListQuery
from register.kinds import kind_named
from register.parameters import drop_empty_parameters


class ListLinks:
    """Addresses of the first page of a list with some parameters changed, relative to the list itself."""

    def __init__(self, query: ListQuery):
        self._data, self._values, self._filterset = query.data, query.values, query.filterset

    def without(self, name: str) -> str:
        """The same list without one of the filters."""
        return _address(self._without("page", name))

    def with_values(self, **changed: str) -> str:
        """The same list with these parameters; an empty one is left out."""
        data = self._without("page", *changed)
        for name, value in changed.items():
            if value:
                data[name] = value
        return _address(data)

    def toggling(self, name: str, value: str) -> str:
        """The same list with one more value of a filter, or without it."""
        groups = [group for group in self._values.get(name, []) if group != [value]]
        if len(groups) == len(self._values.get(name, [])):
            groups = [*groups, [value]]
        return self.with_values(**{name: ",".join(" ".join(group) for group in groups)})

    @property
    def export_query(self) -> QueryDict:
        """The parameters for the list's exports and for the API: without those that only pages have."""
        known = self._filterset.base_filters
        data = self._without("page", *(name for name in self._data if name not in known))
        if data.get("ordering") not in known["ordering"].field.choices:
            data.pop("ordering", None)
        return data

    def _without(self, *names: str) -> QueryDict:
        data = self._data.copy()
        for name in names:
            data.pop(name, None)
        return data


def _address(data: QueryDict) -> str:
    return f"?{data.urlencode(safe=',')}"


def query_string(request: HttpRequest) -> str:
    """The query string of a request without empty parameters."""
    return drop_empty_parameters(request.GET).urlencode()


def list_api_path(kind: str, query: QueryDict) -> str:
    """The path of a list in the API."""
    text = query.urlencode(safe=",")
    return f"/api/v1/{kind_named(kind).plural}/{'?' if text else ''}{text}"


def follow_path(kind: str, query: QueryDict) -> str:
    """The path of the page on which a list is followed, in any order."""
    data = query.copy()
    data.pop("ordering", None)
    path = reverse("follow:list", args=[kind_named(kind).plural])
    return f"{path}?{data.urlencode(safe=',')}" if data else path
