"""Results of the list of agreements: what only may be in the chosen states is counted apart."""

from functools import cached_property

from pages.list_results import ListResults


class AgreementListResults(ListResults):
    """Agreements that fit a request."""

    counted_filters = ("possible",)

    @cached_property
    def only_possible(self) -> list[dict]:
        """For each chosen state: the number of those that only may be in it, and their list."""
        counts = self.counts.by_value.get("possible", {})
        chosen = [code for [code] in self.query.values.get("state", [])]
        return [
            {
                "count": counts[code],
                "label": self.values.value_label("state", code),
                "address": self.links.with_values(state="", certainty="", possible=code),
            }
            for code in chosen
            if counts.get(code)
        ]
