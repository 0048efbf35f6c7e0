"""Forms of a redaction: the words, and the grounds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.visible_text import unstorable_signs


def refuse_unstorable_signs(text: str) -> None:
    """Raises ValidationError for halves of characters (surrogates), which are in no text and have no hash."""
    if signs := unstorable_signs(text):
        raise forms.ValidationError(
            _("It holds a sign that cannot be seen, %s: leave it out.") % ", ".join(signs)
        )


class GroundsForm(forms.Form):
    """Grounds of a redaction: for our file, and in law."""

    reason = forms.CharField(
        label=_("Reason for our file"),
        max_length=400,
        validators=[refuse_unstorable_signs],
        help_text=_("Without the words themselves. Never public."),
    )
    basis = forms.CharField(
        label=_("Legal basis"),
        max_length=300,
        validators=[refuse_unstorable_signs],
        help_text=_("The law and the article."),
    )


class WordsField(forms.CharField):
    """Words to redact, one form a line."""

    def __init__(self, **kwargs):
        super().__init__(
            **{
                "label": _("Words"),
                "widget": forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
                "help_text": _(
                    "One form a line: a name in each script and spelling, or any other text. Capitals, accents, "
                    "hyphens and Korean particles make no difference."
                ),
                "validators": [refuse_unstorable_signs],
                **kwargs,
            }
        )

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if not any(character.isalnum() for line in lines for character in line):
            raise forms.ValidationError(_("Write at least one word."))
        return lines


def typed_words(form: forms.Form) -> list[str]:
    """Words of the field ``words``, also while others have errors; empty where they were not sent or have errors."""
    form.is_valid()
    return getattr(form, "cleaned_data", {}).get("words", [])


class RedactionForm(GroundsForm):
    """A redaction of any words."""

    words = WordsField()
    field_order = ["words"]
