"""Form field of the facts that a source supports: checkboxes by the parts of the record."""

from django import forms


class FactsInput(forms.CheckboxSelectMultiple):
    """Checkboxes of facts, under a heading for each part; one template, as a page may hold thousands of them."""

    template_name = "sources/facts_input.html"
    is_short = staticmethod(lambda: False)

    def get_context(self, name, value, attrs):
        ticked = set(value or [])
        groups = [
            (heading, [(path, label, path in ticked) for path, label in facts])
            for heading, facts in self.choices
            if heading
        ]
        id_ = (attrs or {}).get("id", name)
        widget = {
            "name": name, "groups": groups, "id": id_, "count": len(ticked), "is_short": self.is_short()
        }  # fmt: skip
        return {"widget": widget}

    def id_for_label(self, id_, index=None):
        return ""  # a group of boxes has no label of its own; the template names it


class FactsField(forms.MultipleChoiceField):
    """Paths of facts; a path ticked before stays valid, even when the fact is gone."""

    widget = FactsInput

    def validate(self, value):
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def has_changed(self, initial, data):
        return set(initial or []) != set(data or [])
