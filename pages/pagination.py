"""Page-number pagination."""

import math

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from register.parameters import NumberParameter, Parameter

PAGE_SIZE = 25
# Pages further on would cost more the further they are; whoever needs all of it asks the API.
MAX_PAGE = 400

PAGE_PARAMETER: dict[str, Parameter] = {
    "page": NumberParameter(least=1, most=MAX_PAGE, label=gettext_lazy("page"))
}


class Pagination:
    """The pages of a result: which records are on this one, and the addresses of the others.

    ``count`` is the number of records in all, ``data`` the parameters of the address, ``max_page`` the last page,
    ``size`` the number of records on a page, where it is not the usual one.
    """

    def __init__(self, page: int, count: int, data: QueryDict, *, max_page: int = MAX_PAGE, size: int = 0):
        self.page, self.count, self._data, self._max_page = page, count, data, max_page
        self.size = size or PAGE_SIZE

    @property
    def page_count(self) -> int:
        return min(max(1, math.ceil(self.count / self.size)), self._max_page)

    @property
    def is_past_end(self) -> bool:
        return self.page > self.page_count

    @property
    def is_truncated(self) -> bool:
        """True where there are more records than pages can show."""
        return self.count > MAX_PAGE * PAGE_SIZE

    @property
    def first(self) -> int:
        """The place of the first record of the page, from 1."""
        return (self.page - 1) * self.size + 1

    @property
    def last(self) -> int:
        return min(self.page * self.size, self.count)

    @property
    def links(self) -> list[dict]:
        """First, last and the pages round this one; a gap stands for those left out."""
        near = range(max(1, self.page - 1), min(self.page_count, self.page + 1) + 1)
        links: list[dict] = []
        for number in sorted({1, self.page_count, *near}):
            if links and number > links[-1]["number"] + 1:
                links.append({"number": number - 1, "is_gap": True})
            links.append({"number": number, "address": self.address(number), "is_this": number == self.page})
        return links

    @property
    def previous(self) -> str:
        return self.address(self.page - 1) if self.page > 1 else ""

    @property
    def next(self) -> str:
        return self.address(self.page + 1) if self.page < self.page_count else ""

    def address(self, number: int) -> str:
        """The address of a page, relative to the list."""
        data = self._data.copy()
        data.pop("page", None)
        if number > 1:
            data["page"] = str(number)
        return f"?{data.urlencode(safe=',')}"
