"""Reading of the file of an import: its notices, and a form to have it read otherwise."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spreadsheets.files.notices import SheetNotice
from spreadsheets.files.table import ReadingOptions
from spreadsheets.files.text_encoding import encoding_label
from spreadsheets.models import SpreadsheetImport

_LABELS = {
    "encoding": gettext_lazy("Encoding"),
    "sheet": gettext_lazy("Sheet"),
    "header_row": gettext_lazy("Header begins in row"),
    "header_rows": gettext_lazy("Rows of the header"),
    "groups": gettext_lazy("Headings of groups"),
    "merged": gettext_lazy("Cells merged over several rows"),
    "down": gettext_lazy("Empty cells below others"),
    "hidden": gettext_lazy("Hidden rows and columns"),
    "struck": gettext_lazy("Rows that are struck through"),
    "extras": gettext_lazy("Totals, remarks and the like"),
}
_VALUES = {
    ("groups", "column"): gettext_lazy("are a column of their own"),
    ("groups", "rows"): gettext_lazy("are rows like the others"),
    ("groups", "leave_out"): gettext_lazy("are left out"),
    ("merged", "fill"): gettext_lazy("count for each of the rows"),
    ("merged", "join"): gettext_lazy("make the rows one agreement"),
    ("merged", "leave"): gettext_lazy("count for the first row only"),
    ("down", "fill"): gettext_lazy("mean what stands above"),
    ("down", "join"): gettext_lazy("make the rows one agreement"),
    ("down", "leave"): gettext_lazy("are empty"),
    ("hidden", "take"): gettext_lazy("are taken like the others"),
    ("hidden", "leave_out"): gettext_lazy("are left out"),
    ("struck", "leave_out"): gettext_lazy("are left out"),
    ("struck", "take"): gettext_lazy("are taken like the others"),
    ("extras", "leave_out"): gettext_lazy("are left out"),
    ("extras", "take"): gettext_lazy("are rows like the others"),
}
_NUMBERS = {"header_row", "header_rows"}
_OF_FILE = {"encoding", "sheet"}  # of another sheet or encoding nothing else is known yet


class ReadingForm(forms.Form):
    """Choices about the reading of one file: only what the file leaves open."""

    def __init__(self, data=None, *, spreadsheet: SpreadsheetImport):
        super().__init__(data)
        self.before = spreadsheet.reading_options
        for choice in spreadsheet.reading.get("choices", []):
            name = choice["name"]
            choices = [(value, _option_label(name, value, detail)) for value, detail in choice["options"]]
            self.fields[name] = forms.ChoiceField(
                label=_LABELS[name], choices=choices, initial=choice["chosen"]
            )

    def options(self) -> ReadingOptions:
        """The options with what was chosen otherwise than it was read.

        What nobody changed stays open, so that the next issue of the list is read by what it shows itself.
        """
        before, changed = self.before.as_json(), set(self.changed_data)
        if "header_row" in changed:
            changed.add("header_rows")  # as many as the form said when another row was chosen
        if changed & _OF_FILE:
            changed &= _OF_FILE
            before = {name: value for name, value in before.items() if name in _OF_FILE}
        values = {
            name: int(value) if name in _NUMBERS else value
            for name, value in self.cleaned_data.items()
            if name in changed
        }
        return ReadingOptions.from_json(before | values)


def _option_label(name: str, value: str, detail: str) -> str:
    if name == "encoding":
        return f"{encoding_label(value)}: {detail}"
    if name == "sheet":
        return f"{value} ({detail or _('hidden')})"
    if name == "header_row":
        return f"{value}: {detail}"
    return str(_VALUES.get((name, value), value))


def reading_context(spreadsheet: SpreadsheetImport) -> dict:
    """Context of the part of a page that shows how the file was read."""
    notices = [SheetNotice(**notice) for notice in spreadsheet.reading.get("notices", [])]
    return {
        "reading_form": ReadingForm(spreadsheet=spreadsheet),
        "reading_notices": notices,
        "reading_words": spreadsheet.reading.get("words", []) if _is_encoding_open(spreadsheet) else [],
    }


def _is_encoding_open(spreadsheet: SpreadsheetImport) -> bool:
    return any(choice["name"] == "encoding" for choice in spreadsheet.reading.get("choices", []))
