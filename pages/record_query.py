"""Query string of a record page: ``?on=2015-06-30``, or today. As strict as the lists."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from register.clauses import DAY_CLAUSE
from register.parameters import DayParameter, Parameter, drop_empty_parameters, parameter_form

ON_PARAMETER: dict[str, Parameter] = {
    "on": DayParameter(example="2015-06-30", label=_("on this day"), clause=DAY_CLAUSE)
}


class RecordQuery:
    """Parsed parameters of a record page; ``parameters`` are those that the page takes."""

    def __init__(self, data: QueryDict, parameters: Mapping[str, Parameter]):
        self.data = drop_empty_parameters(data)
        self.form = parameter_form(self.data, parameters)
        self.accepts_day = "on" in parameters

    @cached_property
    def errors(self) -> list[dict]:
        """Error messages: the place of the form where it can be mended, label, words."""
        return [
            {
                "place": f"filter-{name}" if name in self.form.fields else "",
                "label": self.form.fields[name].label if name in self.form.fields else name[:80],
                "words": " ".join(map(str, messages)),
            }
            for name, messages in self.form.errors.items()
        ]

    @cached_property
    def other_day(self) -> date | None:
        """The requested day; None for today, or where the request is not valid."""
        day = None if self.errors else self.form.cleaned_data.get("on")
        return None if day == timezone.localdate() else day

    @property
    def day(self) -> date:
        return self.other_day or timezone.localdate()

    @property
    def typed_day(self) -> str:
        """The value of the form's input: the day as it was typed."""
        return self.data.get("on", "")[:20]

    @property
    def day_query(self) -> str:
        """Query string for the same day; empty for today."""
        return f"?on={self.other_day.isoformat()}" if self.other_day else ""

    @property
    def day_query_more(self) -> str:
        """The same day, to be added to a query string; empty for today."""
        return f"&on={self.other_day.isoformat()}" if self.other_day else ""

    @property
    def query_string(self) -> str:
        """Query string of the request, without empty parameters."""
        given = [(name, value) for name, values in self.data.lists() for value in values]
        return f"?{urlencode(given)}" if given else ""
