"""Forms of the page “record from a text”: the text of a source, and what it is."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from agreements.models import AgreementCitation
from core.file_texts.files import ACCEPTED_ENDINGS, FileText, read_file
from core.file_texts.lines import MAX_CHARACTERS, plain_lines
from core.uploads.check import check_upload
from core.uploads.formats import ACCEPTED_ENDINGS as DOCUMENT_ENDINGS
from core.visible_text import is_seen
from core.web_addresses import validate_web_address
from desk.widgets import RecordSelect
from desk.word_fields import LanguageField
from intake.given_texts import GivenText
from sources.choices import TextOrigin
from sources.models import Source, SourceText
from sources.texts.known import KnownSource, likeliest_source
from sources.texts.store import text_with

MOST_TEXTS = 6  # beside each other
_ANOTHER = "another"  # source than the recorded ones
_TOO_LONG = _("This text is too long: leave out what is not about the agreement.")


class TextForm(forms.Form):
    """The text of a source: pasted, out of a file, or of a source that is recorded.

    ``beside``: the number of texts that were given or chosen before; ``is_new``: a record is made of them.
    """

    text = forms.CharField(
        label=capfirst(_("text")),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Paste the words of a press release, a web page or a letter. It stays in this house."),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED_ENDINGS}),
        help_text=_(
            "PDF, HWP, HWPX, DOCX, ODT, a saved web page or plain text. A document is kept as our copy."
        ),
    )
    address = forms.CharField(
        label=capfirst(_("address")),
        required=False,
        max_length=1000,
        validators=[validate_web_address],
        widget=forms.URLInput,
        help_text=_("Where the public can read it, if you know. Nothing is fetched from there."),
    )
    source = forms.ModelChoiceField(
        Source.objects.all(),
        label=_("Or a recorded source"),
        required=False,
        widget=RecordSelect(AgreementCitation._meta.get_field("source"), admin.site),
        help_text=_("One that is here already; words above are kept with it, beside those that it has."),
    )
    second = forms.CharField(
        label=_("Text of a second source"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("If another one is about the same agreement. More can be added on the next page."),
    )
    document = forms.FileField(
        label=_("The agreement itself, as a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": DOCUMENT_ENDINGS}),
        help_text=_(
            "Attached to the new record as a document, which only staff see unless you say otherwise."
        ),
    )

    file_text: FileText | None = None

    def __init__(self, *args: Any, beside: int = 0, is_new: bool = True, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.beside = beside
        if not is_new:
            del self.fields["document"]

    def clean_text(self) -> str:
        return _clean_words(self.cleaned_data["text"])

    def clean_second(self) -> str:
        return _clean_words(self.cleaned_data["second"])

    def clean_file(self):
        if file := self.cleaned_data["file"]:
            self.file_text = read_file(file)
        return file

    def clean_document(self):
        if document := self.cleaned_data["document"]:
            check_upload(document)
        return document

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        source = cleaned.get("source")
        given = [name for name in ("text", "file") if cleaned.get(name)]
        if len(given) > 1:
            raise ValidationError(_("Give either words or a file."))
        if not given and not (source and source.texts.exists()):
            raise ValidationError(_("Paste a text, give a file, or choose a source that has a text."))
        if self.beside + len(self.texts_to_keep()) + bool(self.recorded_text) > MOST_TEXTS:
            raise ValidationError(
                _("At most %(count)s texts stand beside each other. Leave one out.") % {"count": MOST_TEXTS}
            )
        return cleaned

    @property
    def recorded_text(self) -> SourceText | None:
        """The text of the chosen source, where none was given for it."""
        source, given = self.cleaned_data["source"], self.cleaned_data["text"] or self.file_text
        return source.latest_text if source and not given else None

    def texts_to_keep(self) -> list[GivenText]:
        """The texts that were given, each once; none where a recorded source has its text already."""
        cleaned, file = self.cleaned_data, self.file_text
        text = file.text if file else cleaned["text"]
        given = []
        if text:
            source, copy = cleaned["source"], cleaned["file"] if file and file.file_format else None
            given.append(
                GivenText.of(
                    text,
                    TextOrigin.FILE if file else TextOrigin.PASTED,
                    file.facts if file else {},
                    address=cleaned["address"],
                    copy=getattr(copy, "kept_token", ""),
                    source=str(source.pk) if source else "",
                )
            )
        if (second := cleaned["second"]) and second != text:
            given.append(GivenText.of(second, TextOrigin.PASTED, {}))
        return given


def _clean_words(text: str) -> str:
    text = plain_lines(text)
    if len(text) > MAX_CHARACTERS:
        raise ValidationError(_TOO_LONG)
    return text if is_seen(text) else ""


class SourceFactsForm(forms.ModelForm):
    """Facts of a source, as guessed from its text, to be put right; or which recorded one it is."""

    recorded = forms.ChoiceField(
        label=_("Which source is it?"),
        choices=(),
        error_messages={"required": _("Please say which source this text is of.")},
    )
    language = LanguageField(
        label=capfirst(_("language")), required=False, help_text=_("By name or code: Korean or ko.")
    )

    class Meta:
        model = Source
        fields = ["title", "publisher", "published_on", "language", "kind", "address"]

    def __init__(
        self,
        data: Any = None,
        *,
        known: list[KnownSource],
        text: str,
        typed: Mapping[str, str],
        **kwargs: Any,
    ):
        super().__init__(data, **kwargs)
        kept = {name: typed[self.add_prefix(name)] for name in self.fields if self.add_prefix(name) in typed}
        if not self.is_bound:
            self.initial |= kept
        self.text = text
        self.known = {str(each.source.pk): each.source for each in known}
        if not known:
            del self.fields["recorded"]
            return
        self._ask_which(known, kept)
        self.order_fields(["recorded"])

    def _ask_which(self, known: list[KnownSource], kept: Mapping[str, str]) -> None:
        """Offer the known sources. Where their words and addresses do not tell which, staff have to say it."""
        field, likeliest = self.fields["recorded"], likeliest_source(known)
        choices = [(str(each.source.pk), self._label(each)) for each in known]
        choices.append((_ANOTHER, _("Another source, as it stands below")))
        initial = str(likeliest.pk) if likeliest else _ANOTHER
        if likeliest is None and any(each.is_sure or each.is_open for each in known):
            initial = ""
            choices.insert(0, ("", _("Please choose")))
            field.help_text = _("Its words and its address do not tell whether it is recorded already.")
        self.initial["recorded"] = kept.get("recorded") or initial
        field.choices = choices

    def _label(self, known: KnownSource) -> str:
        """The source, why it may be this one, and what becomes of the text there."""
        is_recorded = known.source.pk > 0
        becomes = text_with(known.source, self.text)[1] if is_recorded else _("given here as well")
        return f"{known.source} – {known.reason}; {becomes}"

    @property
    def chosen(self) -> Source:
        """The source that somebody confirmed: a recorded one, or that of the form."""
        return self.known.get(self.cleaned_data.get("recorded", ""), self.instance)

    def full_clean(self):
        """Of a recorded source nothing else is asked here, nor before somebody says which one it is."""
        super().full_clean()
        if not self.is_bound or "recorded" not in self.fields:
            return
        unsaid = self.errors.get("recorded")
        if unsaid or self.chosen is not self.instance:
            self._errors = ErrorDict({"recorded": unsaid} if unsaid else {})
