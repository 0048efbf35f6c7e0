"""Plain widgets are written as Django's own templates write them, to the byte."""

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from core.form_renderer import FormRenderer

VALUES = [
    "",
    None,
    0,
    1234567,
    12.5,
    True,
    "plain",
    '<b> & "quoted" \'s',
    mark_safe("<i>&amp;</i>"),
    "두\n줄 ",
]
ATTRS = {
    "id": "id_x",
    "required": True,
    "disabled": False,
    "data-n": 1234,
    "title": gettext_lazy("Title"),
    "class": 'a"b',
}
CHOICES = [
    ("", "---------"),
    (1234, 1234),
    ("a", gettext_lazy("Agreement")),
    ("<", mark_safe("<b>")),
    (gettext_lazy("Title"), [("b", "B & C"), (None, "None")]),
]
WIDGETS = [
    forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.PasswordInput, forms.HiddenInput,
    forms.DateInput, forms.CheckboxInput, forms.Textarea, forms.Select, forms.SelectMultiple, forms.NullBooleanSelect,
    forms.RadioSelect, forms.ClearableFileInput,
]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("widget", WIDGETS)
def test_a_widget_is_written_as_its_template_would(widget, language):
    made = widget(attrs=ATTRS)
    if hasattr(made, "choices") and widget is not forms.NullBooleanSelect:
        made.choices = CHOICES
    with override(language):
        for value in [["a", "b"]] if widget is forms.SelectMultiple else VALUES:
            ours, theirs = (
                made.render("a<b", value, renderer=one()) for one in (FormRenderer, TemplatesSetting)
            )
            assert ours == theirs
