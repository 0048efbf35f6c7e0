"""The form of a list: its search box, select boxes, day inputs, hidden fields and error messages."""

from pages.list_query import ListQuery


class ListForm:
    """Form of a list, filled in with a request."""

    def __init__(self, query: ListQuery):
        self._query = query
        # Filters with a facet beside the list need no box.
        self._select_names = [name for name in query.choices if name not in query.options.facet_filters]
        self._shown_names = {*self._select_names, *query.options.day_filters, "ordering"}
        self.search = query.search

    @property
    def selects(self) -> list[dict]:
        """The select boxes: name, label, options as (value, label, is_selected), errors."""
        return [
            {
                "name": name,
                "label": self._query.label(name),
                "options": self._options(name),
                "errors": self._query.errors.get(name, []),
            }
            for name in self._select_names
        ]

    def _options(self, name: str) -> list[tuple[str, str, bool]]:
        choices = self._query.choices[name]
        selected = ",".join(self._query.data.getlist(name))
        options = [(value, label, value == selected) for value, label in choices]
        if selected and selected not in dict(choices):
            options.insert(0, (selected, _labels_of_several(choices, selected), True))
        return options

    @property
    def day_inputs(self) -> list[dict]:
        return [
            {
                "name": name,
                "label": self._query.label(name),
                "value": self._query.data.get(name, ""),
                "errors": self._query.errors.get(name, []),
            }
            for name in self._query.options.day_filters
        ]

    @property
    def orderings(self) -> list[tuple[str, str, bool]]:
        """The options of the order, as (value, label, is_selected). The usual order needs no value."""
        usual = dict(self._query.orderings[:1])
        return [
            ("" if value in usual else value, label, value == self._query.ordering)
            for value, label in self._query.orderings
        ]

    @property
    def hidden_fields(self) -> list[tuple[str, str]]:
        """(name, value) of what the form does not show and must hand on."""
        omitted = {"q", "page", *self._shown_names, *self._query.errors}
        return [
            (name, value)
            for name, values in self._query.data.lists()
            if name not in omitted
            for value in values
        ]

    @property
    def is_open(self) -> bool:
        """True where the fold with the filters stands open: one of them is used, or something is wrong."""
        return bool(self.errors or set(self._query.data) & self._shown_names)

    @property
    def errors(self) -> list[dict]:
        """Error messages: the place of the form where it can be mended, label, words."""
        shown = {"q", *self._shown_names}
        return [
            {
                "place": f"filter-{name}" if name in shown else "",
                "label": self._query.label(name),
                "words": words,
            }
            for name, messages in self._query.errors.items()
            for words in messages
        ]

    @property
    def search_errors(self) -> list[str]:
        return list(self._query.errors.get("q", []))


def _labels_of_several(choices: list[tuple[str, str]], selected: str) -> str:
    labels = dict(choices)
    return ", ".join(labels.get(value, value) for value in selected.split(","))
