"""Fields of a staff form as HTML: what Django's `fieldset.html` writes, put together without a template for each.

A page of an agreement has some three hundred fields, and templates were three quarters of its time.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from desk.widgets import inner_widget

_ENDS = ":?.!"  # after which a label has no colon


def render_lines(lines: Iterable[Any]) -> SafeString:
    """The lines of a fieldset of the admin."""
    return mark_safe("".join(map(_render_line, lines)))  # each is made by format_html


def _render_line(line: Any) -> str:
    fields = list(line)
    names = "".join(f" field-{name}" for field in fields if (name := _name_of_input(field)))
    several = "" if len(fields) == 1 else " flex-container form-multiline"
    hidden = "" if line.has_visible_field else " hidden"
    boxes = mark_safe("".join(_render_box(field, len(fields) == 1) for field in fields))  # as above
    return format_html('<div class="form-row{}{}{}">{}</div>', several, hidden, names, boxes)


def _render_box(field: Any, is_alone: bool) -> str:
    help_text, is_hidden = _field_member(field, "help_text"), _field_member(field, "is_hidden")
    is_checkbox = field.is_checkbox
    label = _label_html(field)
    errors = "" if field.is_readonly else field.errors()
    classes = "flex-container"
    classes += " errors" if errors else ""
    classes += "" if is_alone else " fieldBox"
    classes += f" field-{_name_of_input(field)}" if not is_alone and _name_of_input(field) else ""
    classes += " hidden" if is_hidden and not is_alone else ""
    classes += " checkbox-row" if is_checkbox else ""
    is_fieldset = not field.is_readonly and field.is_fieldset
    input_ = _input_html(field)
    before = "" if is_fieldset else label
    head = format_html('<div class="checkbox">{}{}</div>', input_, before) if is_checkbox else before
    parts = [head, _help_html(field, help_text, is_hidden), errors, "" if is_checkbox else input_]
    box = format_html(
        '<div class="{}">{}</div>', classes, format_html_join("", "{}", ((part,) for part in parts))
    )
    if not is_fieldset:
        return box
    described = format_html(' aria-describedby="{}_helptext"', field.field.id_for_label) if help_text else ""
    return format_html("<fieldset{}>{}{}</fieldset>", described, label, box)


def _input_html(field: Any) -> Any:
    if field.is_readonly:
        return format_html('<div class="readonly">{}</div>', field.contents())
    return field.field.as_widget()


def _help_html(field: Any, help_text: Any, is_hidden: bool) -> str:
    if not help_text:
        return ""
    target = "" if field.is_readonly else field.field.id_for_label
    attribute = format_html(' id="{}_helptext"', target) if target else ""
    words = mark_safe(str(help_text))  # ours; Django's own template takes it as HTML, too
    return format_html(
        '<div class="help{}"{}><div>{}</div></div>', " hidden" if is_hidden else "", attribute, words
    )


def _label_html(field: Any) -> Any:
    """The label, as Django's ``label_tag`` writes it."""
    if field.is_readonly:
        return field.label_tag()
    bound = field.field
    classes = ["vCheckboxLabel"] if field.is_checkbox else []
    classes += ["required"] if bound.field.required else []
    classes += [] if field.is_first else ["inline"]
    class_ = format_html(' class="{}"', " ".join(classes)) if classes else ""
    suffix = "" if field.is_checkbox or str(bound.label)[-1:] in _ENDS else bound.form.label_suffix
    target = bound.id_for_label
    for_ = format_html(' for="{}"', target) if target and not field.is_fieldset else ""
    tag = mark_safe("legend" if field.is_fieldset else "label")  # a literal
    return format_html("<{}{}{}>{}{}</{}>", tag, for_, class_, bound.label, suffix, tag)


def _name_of_input(field: Any) -> str:
    return str(_field_member(field, "name") or "")


def _field_member(field: Any, name: str) -> Any:
    return field.field.get(name) if field.is_readonly else getattr(field.field, name)


def filled_fields(fieldset: Any) -> int:
    """Number of fields of a fieldset that hold something that was not there from the start; the order says nothing."""
    form = fieldset.form
    names = [name for line in fieldset.fields for name in ([line] if isinstance(line, str) else line)]
    return sum(1 for name in names if name in form.fields and name != "position" and _is_filled(form, name))


def _is_filled(form: Any, name: str) -> bool:
    value, initial = form[name].value(), form.fields[name].initial
    start = initial() if callable(initial) else initial
    if isinstance(value, list | tuple):
        return any(value)
    if value in (None, "", False, {}) or str(value) == str(start):
        return False
    return not inner_widget(form.fields[name].widget).is_hidden


def has_errors(fieldset: Any) -> bool:
    """True for a fieldset with an error in one of its lines; Django looks at single fields only."""
    names = {name for line in fieldset.fields for name in ([line] if isinstance(line, str) else line)}
    return not names.isdisjoint(fieldset.form.errors)
