"""Forms of the page “record from a text”: the text of a source, and what it is."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from agreements.models import AgreementCitation
from core.uploads.check import check_upload
from core.uploads.formats import ACCEPTED_ENDINGS as DOCUMENT_ENDINGS
from core.visible_text import is_seen
from core.web_addresses import validate_web_address
from desk.widgets import RecordSelect
from sources.models import Source, SourceText
from sources.texts.files import ACCEPTED_ENDINGS, FileText, read_file
from sources.texts.guesses import guess_source
from sources.texts.lines import MAX_CHARACTERS, plain_lines

_TOO_LONG = _("This text is too long: leave out what is not about the agreement.")


class TextForm(forms.Form):
    """The text of a source: pasted, out of a file, or of a source that is recorded."""

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
        help_text=_("One that is here already; with words above, these become its text."),
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
    known = forms.ModelChoiceField(Source.objects.all(), required=False, widget=forms.HiddenInput)
    makes_new = forms.BooleanField(required=False, widget=forms.HiddenInput)

    file_text: FileText | None = None

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
        if known := cleaned["known"]:
            self._use_known(known)
        source = cleaned.get("source")
        given = [name for name in ("text", "file") if cleaned.get(name)]
        if len(given) > 1:
            raise ValidationError(_("Give either words or a file."))
        if not given and not (source and SourceText.objects.filter(pk=source.pk).exists()):
            raise ValidationError(_("Paste a text, give a file, or choose a source that has a text."))
        if given and source and SourceText.objects.filter(pk=source.pk).exists():
            self.add_error("source", _("This source has a text already: leave the words out to use it."))
        return cleaned

    def _use_known(self, source: Source) -> None:
        """Take a recorded source of the same address; its own text stands, where it has one."""
        self.cleaned_data["source"] = source
        if SourceText.objects.filter(pk=source.pk).exists():
            self.cleaned_data |= {"text": "", "file": None}
            self.file_text = None

    def known_sources(self) -> list[Source]:
        """Sources recorded under the address that was given, or that the text gives, if nothing else was decided."""
        given = self.cleaned_data
        if given["source"] or given["makes_new"]:
            return []
        text, facts = (self.file_text.text, self.file_text.facts) if self.file_text else (given["text"], {})
        return Source.objects.of_page(guess_source(text, facts, address=given["address"]).address)


def _clean_words(text: str) -> str:
    text = plain_lines(text)
    if len(text) > MAX_CHARACTERS:
        raise ValidationError(_TOO_LONG)
    return text if is_seen(text) else ""


class SourceFactsForm(forms.ModelForm):
    """What a source is, as guessed from its text, to be put right."""

    class Meta:
        model = Source
        fields = ["title", "publisher", "published_on", "language", "kind", "address"]
