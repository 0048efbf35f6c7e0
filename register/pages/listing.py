"""A list as somebody asked for it: what was asked, in words and as links; which page of the answer; what was wrong."""

import math
from functools import cached_property

from django.apps import apps
from django.http import HttpRequest, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from core import edtf
from register.filters import RegisterFilterSet
from register.kinds import kind_named
from register.models import Entry
from register.pages import reading
from register.parameters import NumberParameter, Parameter, without_empty

PER_PAGE = 25
# Pages further on would cost more the further they are; whoever needs all of it asks the API.
LAST_PAGE = 400

PAGE: dict[str, Parameter] = {"page": NumberParameter(least=1, most=LAST_PAGE, label=gettext_lazy("page"))}
# Filters that a link sets and the form only carries along: the records they name are shown by their names.
BY_REFERENCE = {"party", "person", "topic", "agreement"}


class Pages:
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
        return min(max(1, math.ceil(self.count / PER_PAGE)), LAST_PAGE)

    @property
    def is_cut(self) -> bool:
        """Whether there is more than these pages show."""
        return self.count > LAST_PAGE * PER_PAGE

    @property
    def first(self) -> int:
        return (self.page - 1) * PER_PAGE + 1

    @property
    def last(self) -> int:
        return min(self.page * PER_PAGE, self.count)

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
        return f"?{asked.urlencode()}"

    def query(self, without: str = "") -> QueryDict:
        """The parameters of the address but the page and ``without``."""
        asked = self.data.copy()
        for name in {"page", without} & set(asked):
            del asked[name]
        return asked

    def link(self, without: str = "") -> str:
        """The same list without one of the filters."""
        asked = self.query(without).urlencode()
        return f"?{asked}" if asked else ""


class Asked(Pages):
    """One reading of an address. ``selects`` are ``{filter: choices}``: a list, or the name of a model's field."""

    def __init__(
        self, data: QueryDict, filterset: type[RegisterFilterSet], selects: dict, days=(), orderings=()
    ):
        self.data = without_empty(data)
        self.questions = filterset(self.data, also=PAGE)
        self.is_valid = self.questions.is_valid()
        self.selects = {name: choices_of(choices) for name, choices in selects.items()}
        self.day_names, self.orderings = days, [(value, str(words)) for value, words in orderings]

    # The answer

    @property
    def day(self):
        return self.questions.day if self.is_valid else None

    @cached_property
    def found(self):
        return self.questions.qs if self.is_valid else Entry.public.none()

    @cached_property
    def count(self) -> int:
        return self.found.order_by().count() if self.is_valid else 0

    @cached_property
    def entries(self) -> list[Entry]:
        first = (self.page - 1) * PER_PAGE
        return list(self.found[first : first + PER_PAGE]) if self.count else []

    @property
    def page(self) -> int:
        return (self.questions.asked.get("page") or 1) if self.is_valid else 1

    # What was asked

    @property
    def is_filtered(self) -> bool:
        return any(name not in {"page", "ordering"} for name in self.data)

    @cached_property
    def filters(self) -> list[dict]:
        """The active filters: name, value in words, and the address of the same list without it."""
        if not self.is_valid:
            return []
        return [
            {
                "name": name,
                "label": self.label(name),
                "value": self.words(name, value),
                "without": self.link(name) or "?",
            }
            for name, value in self.questions.asked.items()
            if name not in {"page", "ordering"}
        ]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What the form does not show and must hand on."""
        shown = {"q", "page", "ordering", *self.selects, *self.day_names}
        return [(name, value) for name, values in self.data.lists() if name not in shown for value in values]

    def label(self, name: str) -> str:
        field = self.questions.form.fields.get(name)
        return str(field.label or name.replace("_", " ")) if field else name

    def words(self, name: str, value) -> str:
        if name in BY_REFERENCE or isinstance(value, list):
            return _(" or ").join(" + ".join(self.word(name, one) for one in together) for together in value)
        if hasattr(value, "isoformat"):
            return edtf.parse(value.isoformat()[:10]).words()
        return f"“{value}”" if name == "q" else str(value)

    def word(self, name: str, value: str) -> str:
        if name in BY_REFERENCE:
            return self.directory.name(value)
        return dict(self.selects.get(name, [])).get(value, value)

    @cached_property
    def directory(self) -> reading.Directory:
        asked = self.questions.asked
        named = [asked[name] for name in BY_REFERENCE & set(asked)]
        return reading.Directory(ref for values in named for together in values for ref in together)

    # The form

    @property
    def search(self) -> str:
        return self.data.get("q", "")

    @property
    def controls(self) -> list[dict]:
        """The select boxes: name, label, options as (value, words, whether chosen), and what was wrong."""
        return [
            {
                "name": name,
                "label": self.label(name),
                "options": self.options(name, choices),
                "errors": self.errors_of(name),
            }
            for name, choices in self.selects.items()
        ]

    def options(self, name: str, choices: list) -> list[tuple[str, str, bool]]:
        chosen = ",".join(self.data.getlist(name))
        known = [(value, words, value == chosen) for value, words in choices]
        if chosen and not any(is_chosen for *_one, is_chosen in known):
            known.insert(0, (chosen, self.words_of_several(choices, chosen), True))
        return known

    def words_of_several(self, choices: list, chosen: str) -> str:
        words = dict(choices)
        return ", ".join(words.get(one, one) for one in chosen.split(","))

    @property
    def day_controls(self) -> list[dict]:
        return [
            {
                "name": name,
                "label": self.label(name),
                "value": self.data.get(name, ""),
                "errors": self.errors_of(name),
            }
            for name in self.day_names
        ]

    @property
    def ordering(self) -> str:
        return self.data.get("ordering") or (self.orderings[0][0] if self.orderings else "")

    @property
    def has_open_filters(self) -> bool:
        """Whether the box with the filters should be open: one of them is used, or wrong."""
        return bool(set(self.data) & {*self.selects, *self.day_names, "ordering"})

    @property
    def errors(self) -> list[dict]:
        """What was wrong, in words, with the place of the form where it can be mended."""
        if self.is_valid:
            return []
        shown = {"q", *self.selects, *self.day_names, "ordering"}
        return [
            {"place": f"filter-{name}" if name in shown else "", "label": self.label(name), "words": words}
            for name, found in self.questions.errors.items()
            for words in found
        ]

    def errors_of(self, name: str) -> list[str]:
        return [] if self.is_valid else list(self.questions.errors.get(name, []))

    @property
    def search_errors(self) -> list[str]:
        return self.errors_of("q")


def choices_of(choices) -> list[tuple[str, str]]:
    """``(value, words)`` in the active language: of the countries, of a model's field, or as given."""
    if choices == "countries":
        return sorted(((code, str(name)) for code, name in countries), key=lambda one: one[1])
    if isinstance(choices, str):
        model, _dot, name = choices.rpartition(".")
        choices = apps.get_model(model)._meta.get_field(name).flatchoices
    return [(value, str(words)) for value, words in choices if value]


def address(kind: str, asked: str) -> str:
    """The path of the list of a kind in the active language, with the query string that was asked."""
    path = reverse(f"{kind_named(kind).plural}:list")
    return f"{path}?{asked}" if asked else path


def asked_of(request: HttpRequest) -> str:
    """The query string that says something."""
    return without_empty(request.GET).urlencode()


def data_address(kind: str, asked: Asked) -> str:
    """The same question asked of the API."""
    return f"/api/v1/{kind_named(kind).plural}/{asked.link()}"
