"""Which page of an answer: its first and last place, and the addresses of the others."""

import math

from django.http import HttpResponseRedirect, QueryDict
from django.utils.translation import gettext_lazy

from register.parameters import NumberParameter, Parameter

PAGE_SIZE = 25
# Pages further on would cost more the further they are; whoever needs all of it asks the API.
MAX_PAGE = 400

PAGE_PARAMETER: dict[str, Parameter] = {
    "page": NumberParameter(least=1, most=MAX_PAGE, label=gettext_lazy("page"))
}


class Pagination:
    """The pages of an answer. Subclasses say which page is asked for, and how much there is."""

    data: QueryDict

    @property
    def page(self) -> int:
        raise NotImplementedError

    @property
    def count(self) -> int:
        raise NotImplementedError

    @property
    def pages(self) -> int:
        return min(max(1, math.ceil(self.count / PAGE_SIZE)), MAX_PAGE)

    @property
    def is_cut(self) -> bool:
        """Whether there is more than these pages show."""
        return self.count > MAX_PAGE * PAGE_SIZE

    @property
    def first(self) -> int:
        return (self.page - 1) * PAGE_SIZE + 1

    @property
    def last(self) -> int:
        return min(self.page * PAGE_SIZE, self.count)

    def first_page(self) -> HttpResponseRedirect:
        return HttpResponseRedirect(self.link() or "?")

    @property
    def page_links(self) -> list[dict]:
        """First, last and the pages round this one; a gap stands for those left out."""
        shown = sorted({1, self.pages, *range(max(1, self.page - 1), min(self.pages, self.page + 1) + 1)})
        links: list[dict] = []
        for number in shown:
            if links and number > links[-1]["number"] + 1:
                links.append({"number": number - 1, "is_gap": True})
            links.append(
                {"number": number, "address": self.page_link(number), "is_this": number == self.page}
            )
        return links

    @property
    def previous_page(self) -> str:
        return self.page_link(self.page - 1) if self.page > 1 else ""

    @property
    def next_page(self) -> str:
        return self.page_link(self.page + 1) if self.page < self.pages else ""

    def page_link(self, number: int) -> str:
        asked = self.query()
        if number > 1:
            asked["page"] = str(number)
        return f"?{asked.urlencode(safe=',')}"

    def query(self, without: str = "") -> QueryDict:
        """The parameters of the address but the page and ``without``."""
        asked = self.data.copy()
        for name in {"page", without} & set(asked):
            del asked[name]
        return asked

    def link(self, without: str = "") -> str:
        """The same list without one of the filters."""
        asked = self.query(without).urlencode(safe=",")
        return f"?{asked}" if asked else ""
