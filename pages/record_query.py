"""The day that the page of a record is asked for: ``?on=2015-06-30``, or today. As strict as the lists."""

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
    """What an address asks of a record's page besides the record."""

    def __init__(self, data: QueryDict, parameters: Mapping[str, Parameter]):
        self.data = drop_empty_parameters(data)
        self.form = parameter_form(self.data, parameters)
        self.is_taken = "on" in parameters  # whether the page can be asked for a day at all

    @cached_property
    def errors(self) -> list[dict]:
        """What was wrong: the place in the form, the label, the words."""
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
        """The day that was asked for, None where that is today or cannot be read."""
        day = None if self.errors else self.form.cleaned_data.get("on")
        return None if day == timezone.localdate() else day

    @property
    def day(self) -> date:
        return self.other_day or timezone.localdate()

    @property
    def typed(self) -> str:
        """What stands in the form: the day as it was typed."""
        return self.data.get("on", "")[:20]

    @property
    def day_query(self) -> str:
        """The end of an address that asks for the same day; empty for today."""
        return f"?on={self.other_day.isoformat()}" if self.other_day else ""

    @property
    def and_day(self) -> str:
        """What asks a list that is asked something already for the same day; empty for today."""
        return f"&on={self.other_day.isoformat()}" if self.other_day else ""

    @property
    def query(self) -> str:
        """The end of an address that asks the same; empty where it asks nothing."""
        given = [(name, value) for name, values in self.data.lists() for value in values]
        return f"?{urlencode(given)}" if given else ""
