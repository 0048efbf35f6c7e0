"""Fields of forms as HTML: what Django's templates of plain widgets write, put together without a template for each.

A staff page of an agreement has some three hundred fields, and lists with thousands of choices.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.formats import localize
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeData, SafeString, mark_safe

_Widget = Mapping[str, Any]
_OPTION = "django/forms/widgets/select_option.html"


class FormRenderer(TemplatesSetting):
    """Writes inputs, lists of choices, text areas and that nothing is wrong by itself; all else has its template."""

    def render(self, template_name: str, context: dict, request: Any = None) -> str:
        if template_name in _LISTS_OF_ERRORS and not context["errors"]:  # of most fields
            return SafeString("")
        write = _WRITERS.get(template_name)
        if write is None or not _is_plain(context["widget"]):
            return super().render(template_name, context, request)
        return mark_safe(write(context["widget"]))  # each value in it is escaped


def _is_plain(widget: _Widget) -> bool:
    """True unless options have templates of their own."""
    groups = widget.get("optgroups", ())
    return all(option["template_name"] == _OPTION for _name, options, _index in groups for option in options)


def _input(widget: _Widget) -> str:
    value = "" if widget["value"] is None else f' value="{_as_text(widget["value"])}"'
    name = conditional_escape(widget["name"])
    return f'<input type="{conditional_escape(widget["type"])}" name="{name}"{value}{_attributes(widget)}>'


def _textarea(widget: _Widget) -> str:
    text = conditional_escape(localize(widget["value"])) if widget["value"] else ""
    return f'<textarea name="{conditional_escape(widget["name"])}"{_attributes(widget)}>\n{text}</textarea>'


def _select(widget: _Widget) -> str:
    groups = "".join(_group(name, options) for name, options, _index in widget["optgroups"])
    return f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget)}>{groups}\n</select>'


def _group(name: Any, options: list[_Widget]) -> str:
    rows = "".join(f"\n  {_option(option)}\n" for option in options)
    return (
        f'\n  <optgroup label="{conditional_escape(localize(name))}">{rows}\n  </optgroup>' if name else rows
    )


def _option(option: _Widget) -> str:
    label = conditional_escape(localize(option["label"]))
    return f'<option value="{_as_text(option["value"])}"{_attributes(option)}>{label}</option>'


def _attributes(widget: _Widget) -> str:
    return "".join(
        f" {conditional_escape(name)}"
        if value is True
        else f' {conditional_escape(name)}="{_as_text(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _as_text(value: Any) -> SafeString:
    """As ``stringformat:"s"`` has it: numbers without the commas of a language."""
    return conditional_escape(value) if isinstance(value, SafeData) else escape(str(value))


_LISTS_OF_ERRORS = {"django/forms/errors/list/default.html", "django/forms/errors/list/ul.html"}
_INPUTS = ("text", "number", "email", "url", "password", "hidden", "date", "checkbox")
_WRITERS: dict[str, Callable[[_Widget], str]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in _INPUTS},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}
