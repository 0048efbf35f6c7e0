"""The form of a list: what it shows, what it hands on, and what was wrong with what was typed."""

from django.http import QueryDict

from pages.pagination import Pagination
from register.filterset import RegisterFilterSet
from register.parameters import MAX_QUERY_LENGTH


class ListForm(Pagination):
    """The boxes of a list. Subclasses read the address: ``data``, ``questions`` and whether these are valid."""

    data: QueryDict
    questions: RegisterFilterSet
    is_valid: bool
    choices: dict[str, list]  # (value, words) by filter
    facet_names: tuple[str, ...]
    day_names: tuple[str, ...]
    orderings: list[tuple[str, str]]
    longest_search = MAX_QUERY_LENGTH

    @property
    def search(self) -> str:
        return self.data.get("q", "")

    def label(self, name: str) -> str:
        field = self.questions.form.fields.get(name)
        return str(field.label or name.replace("_", " ")) if field else name

    @property
    def control_names(self) -> list[str]:
        """The filters that are chosen in a box: those that the counts beside the list do not offer."""
        return [name for name in self.choices if name not in self.facet_names]

    @property
    def controls(self) -> list[dict]:
        """The select boxes: name, label, options as (value, words, whether chosen), and what was wrong."""
        return [
            {
                "name": name,
                "label": self.label(name),
                "options": self.options(name, self.choices[name]),
                "errors": self.errors_of(name),
            }
            for name in self.control_names
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
    def has_open_filters(self) -> bool:
        """Whether the box with the filters should be open: one of them is used, or wrong."""
        return bool(set(self.data) & {*self.control_names, *self.day_names, "ordering"})

    @property
    def errors(self) -> list[dict]:
        """What was wrong, in words, with the place of the form where it can be mended."""
        if self.is_valid:
            return []
        shown = {"q", *self.control_names, *self.day_names, "ordering"}
        return [
            {"place": f"filter-{name}" if name in shown else "", "label": self.label(name), "words": words}
            for name, found in self.questions.errors.items()
            for words in found
        ]

    @property
    def wrong(self) -> set[str]:
        """The parameters that cannot be answered."""
        return set() if self.is_valid else set(self.questions.errors)

    def errors_of(self, name: str) -> list[str]:
        return [] if self.is_valid else list(self.questions.errors.get(name, []))

    @property
    def search_errors(self) -> list[str]:
        return self.errors_of("q")
