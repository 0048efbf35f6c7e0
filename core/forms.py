"""Form field and widget for dates: typed as people write them, stored as EDTF, shown back in words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core import edtf


class EDTFInput(forms.TextInput):
    """Text input with a hint and, where it holds a date, an ``output`` with the parsed date in words."""

    template_name = "core/edtf_input.html"
    hint = _("For example 2023-08, Aug 2023, about 2002 or before 3 Dec 2024.")
    day_first: bool | None = None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        attrs = widget["attrs"]
        attrs["class"] = " ".join(filter(None, (attrs.get("class"), "edtf")))
        widget["words"] = self.words(widget["value"])
        widget["hint"] = self.hint
        if identifier := attrs.get("id"):
            ids = [f"{identifier}_hint"] + [f"{identifier}_words"] * bool(widget["words"])
            attrs["aria-describedby"] = " ".join(filter(None, (attrs.get("aria-describedby"), *ids)))
        return context

    def words(self, value: str | None) -> str:
        """The parsed date in words; "" for an empty value and for one that is no date."""
        try:
            return edtf.parse_natural(value, day_first=self.day_first).words() if value else ""
        except edtf.EDTFError:
            return ""


class EDTFFormField(forms.CharField):
    """Cleans "Aug 2023" to "2023-08"; ``day_first`` settles 03/04/2014, an error otherwise."""

    widget = EDTFInput

    def __init__(self, *, day_first: bool | None = None, **kwargs: Any):
        super().__init__(**kwargs)
        self.day_first = day_first
        self.widget.day_first = day_first

    def to_python(self, value: Any) -> str:
        value = super().to_python(value)
        if value in self.empty_values:
            return value
        try:
            return str(edtf.parse_natural(value, day_first=self.day_first))
        except edtf.EDTFError as error:
            raise ValidationError(str(error), code="invalid") from error

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Without ``maxlength``: the words typed may be longer than the EDTF that is stored."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}
