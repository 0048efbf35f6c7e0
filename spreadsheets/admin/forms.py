"""Forms for the way of a spreadsheet to the records."""

from collections import Counter
from pathlib import Path

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from spreadsheets.columns import SHEET_COLUMNS, guess_columns
from spreadsheets.files.reader import UPLOAD_LIMITS, SheetError, read_table
from spreadsheets.models import SavedList, SpreadsheetImport

MAX_UPLOAD_BYTES = UPLOAD_LIMITS.bytes
_UPLOAD_FORMATS = ["csv", "xlsx"]


class UploadForm(forms.Form):
    """The file. What is in it decides whether it is a spreadsheet, not what it is called."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        max_length=200,
        validators=[FileExtensionValidator(_UPLOAD_FORMATS, _("Only CSV and XLSX files can be read."))],
        help_text=_(
            "A CSV or XLSX file of at most 10 MB. The first row holds the headers, every further row one agreement. "
            "Nothing is changed before you have seen what would be."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{one}" for one in _UPLOAD_FORMATS)}),
    )

    def clean_file(self):
        """The file, and in ``table`` what is in it."""
        file = self.cleaned_data["file"]
        if file.size > MAX_UPLOAD_BYTES:
            raise ValidationError(
                _("The file has %(size)s. At most %(most)s can be read: leave out pictures, or divide it."),
                params={"size": filesizeformat(file.size), "most": filesizeformat(MAX_UPLOAD_BYTES)},
            )
        try:
            self.table = read_table(file.read(), file.name)
        except SheetError as error:
            raise ValidationError(str(error)) from error
        file.seek(0)
        return file


class ColumnsForm(forms.Form):
    """What each column of an import means, and the name of the list that it is of."""

    name = forms.CharField(
        label=_("Name of the list"),
        max_length=100,
        help_text=_(
            "The rows are known by it: the next issue of the same list, brought in under the same name, changes these "
            "agreements. Under another name it makes new ones. What the columns mean is kept under it."
        ),
        widget=forms.TextInput(attrs={"list": "saved-lists"}),
    )

    def __init__(self, data=None, *, spreadsheet: SpreadsheetImport):
        super().__init__(data, initial={"name": _suggested_name(spreadsheet)})
        self.spreadsheet = spreadsheet
        choices = column_choices()
        for number, (meaning, (header, _values)) in enumerate(
            zip(_suggested_columns(spreadsheet), spreadsheet.samples, strict=True)
        ):
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=header or _("(no header)"), choices=choices, initial=meaning, required=False
            )

    def rows(self):
        """For each column: its field, its first values."""
        for number, (_header, values) in enumerate(self.spreadsheet.samples):
            yield self[f"column-{number}"], values

    def columns(self) -> list[str]:
        return [
            self.cleaned_data.get(f"column-{number}", "") for number in range(len(self.spreadsheet.samples))
        ]

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean(self):
        meanings = Counter(filter(None, self.columns()))
        if not meanings:
            raise ValidationError(_("Say of at least one column what it means."))
        for column in SHEET_COLUMNS:
            if meanings[column.name] > 1 and not column.many:
                raise ValidationError(
                    _("Only one column can mean “%(meaning)s”: choose which."),
                    params={"meaning": column.label},
                )


def column_choices() -> list:
    """All meanings under their groups; first that of none."""
    groups: dict[str, list] = {}
    for column in SHEET_COLUMNS:
        groups.setdefault(str(column.group), []).append((column.name, column.label))
    return [("", _("kept in the internal note")), *groups.items()]


def saved_list_of(spreadsheet: SpreadsheetImport) -> SavedList | None:
    """The list whose headers are these."""
    return spreadsheet.saved_list or SavedList.objects.of_headers(spreadsheet.headers).first()


def _suggested_name(spreadsheet: SpreadsheetImport) -> str:
    """The name under which these headers came before, else that of the file unless it is another list's."""
    if saved := saved_list_of(spreadsheet):
        return saved.name
    stem = Path(spreadsheet.name).stem[:100]
    return "" if SavedList.objects.filter(name=stem).exists() else stem


def _suggested_columns(spreadsheet: SpreadsheetImport) -> list[str]:
    """What was said of this import, else of these headers before, else what they look like."""
    if spreadsheet.columns:
        return spreadsheet.columns
    if saved := saved_list_of(spreadsheet):
        return saved.of(spreadsheet.headers)
    return guess_columns(spreadsheet.headers)
