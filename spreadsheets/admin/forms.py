"""Forms of an import: the upload, and the column mapping."""

from collections import Counter
from pathlib import Path

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from spreadsheets.columns import SHEET_COLUMNS, guess_columns
from spreadsheets.exports.relational import is_relational_workbook
from spreadsheets.files.reader import FORMATS
from spreadsheets.files.table import UPLOAD_LIMITS, SheetError
from spreadsheets.models import SavedList, SpreadsheetImport
from spreadsheets.saved_reading import read_as_before

MAX_UPLOAD_BYTES = UPLOAD_LIMITS.bytes


class UploadForm(forms.Form):
    """Upload of a file, which is parsed at once; ``table`` is its content."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        max_length=200,
        validators=[FileExtensionValidator(FORMATS, _("Only CSV and XLSX files can be read."))],
        help_text=_(
            "A CSV or XLSX file of at most 10 MB, as you keep it: titles above the headers, totals and groups are "
            "recognized. Nothing is changed before you have seen what would be."
        ),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{suffix}" for suffix in FORMATS)}),
    )

    def clean_file(self):
        """The file, with its content in ``table``: that decides whether it is a spreadsheet, not its name."""
        file = self.cleaned_data["file"]
        if file.size > MAX_UPLOAD_BYTES:
            raise ValidationError(
                _("The file has %(size)s. At most %(most)s can be read: leave out pictures, or divide it."),
                params={"size": filesizeformat(file.size), "most": filesizeformat(MAX_UPLOAD_BYTES)},
            )
        data = file.read()
        file.seek(0)
        if is_relational_workbook(data):
            raise ValidationError(
                _(
                    "This is an export of whole records, a sheet for each part. The operator of the register reads it "
                    "back (import_relational). To edit agreements here, export them with one row an agreement."
                )
            )
        try:
            self.table = read_as_before(data, file.name)
        except SheetError as error:
            raise ValidationError(str(error)) from error
        return file


class ColumnsForm(forms.Form):
    """Column mapping of an import, and the name of the list."""

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

    def field_rows(self):
        """Field and first values of each column."""
        for number, (_header, values) in enumerate(self.spreadsheet.samples):
            yield self[f"column-{number}"], values

    def meanings(self) -> list[str]:
        """Name of the SheetColumn of each column of the file, "" for none."""
        return [
            self.cleaned_data.get(f"column-{number}", "") for number in range(len(self.spreadsheet.samples))
        ]

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean(self):
        meanings = Counter(filter(None, self.meanings()))
        if not meanings:
            raise ValidationError(_("Say of at least one column what it means."))
        for column in SHEET_COLUMNS:
            if meanings[column.name] > 1 and not column.many:
                raise ValidationError(
                    _("Only one column can mean “%(meaning)s”: choose which."),
                    params={"meaning": column.label},
                )


def column_choices() -> list:
    """Choices of a column's meaning by group; first that of none."""
    groups: dict[str, list] = {}
    for column in SHEET_COLUMNS:
        groups.setdefault(str(column.group), []).append((column.name, column.label))
    return [("", _("kept in the internal note")), *groups.items()]


def saved_list_of(spreadsheet: SpreadsheetImport) -> SavedList | None:
    """The list that an import is of: as chosen, or else by its headers."""
    return spreadsheet.saved_list or SavedList.objects.with_headers(spreadsheet.headers).first()


def _suggested_name(spreadsheet: SpreadsheetImport) -> str:
    """The name of the list that has these headers, else that of the file unless another list has it."""
    if saved := saved_list_of(spreadsheet):
        return saved.name
    stem = Path(spreadsheet.name).stem[:100]
    return "" if SavedList.objects.filter(name=stem).exists() else stem


def _suggested_columns(spreadsheet: SpreadsheetImport) -> list[str]:
    """The columns of this import as chosen, else as saved for these headers, else guessed."""
    if spreadsheet.columns:
        return spreadsheet.columns
    if saved := saved_list_of(spreadsheet):
        return saved.columns_for(spreadsheet.headers)
    return spreadsheet.reading.get("columns") or guess_columns(spreadsheet.headers)
