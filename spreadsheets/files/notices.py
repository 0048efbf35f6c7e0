"""Notices of the reader: what it did with a file beyond taking its cells as they are."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

_MAX_EXAMPLES = 5

SENTENCES = {
    "encoding": _(
        "The file does not say in which encoding it was written. It was read as %(encoding)s: see whether "
        "the words are right."
    ),
    "broken": _("Some lines hold characters that are not %(encoding)s: see whether their words are right."),
    "sheets": _("The sheet “%(sheet)s” was read. These have rows too: %(others)s."),
    "hidden_sheets": _("Hidden sheets were passed over: %(others)s."),
    "title": _("The header is row %(header)s. What stands above it was passed over."),
    "header_rows": _("The header has %(count)s rows. They were joined to one."),
    "second_header": _("The second row of the header repeats it in other words and was passed over."),
    "column_numbers": _("A row that numbers the columns was left out."),
    "nameless": _("Columns without a header were named after their letters: %(columns)s."),
    "twice": _("Columns with the same header were numbered: %(columns)s."),
    "merged_fill": _("What is merged over several rows in these columns counts for each of the rows: %(columns)s."),
    "merged_join": _("Rows over which a number or a title is merged are one agreement: %(columns)s."),
    "merged_leave": _("Of what is merged over several rows only the first row has something: %(columns)s."),
    "down_fill": _("Empty cells of these columns were filled with what stands above: %(columns)s."),
    "down_join": _("Rows whose cells are empty in these columns were joined with the row above: %(columns)s."),
    "down_leave": _(
        "Cells of these columns are empty below others, as if those held for them too: %(columns)s. They were "
        "left empty."
    ),
    "groups": _("Rows that head those below them became the column “%(column)s”."),
    "groups_open": _("These rows may be headings for those below them. They were taken as rows."),
    "groups_out": _("Rows that head those below them were left out."),
    "totals": _("Rows of totals were left out."),
    "numbers": _("Rows that hold nothing but a number were left out."),
    "headers": _("Rows that repeat the header were left out."),
    "remarks": _("Remarks below the table were left out."),
    "struck_rows": _("Rows that are struck through were taken like the others."),
    "struck_rows_out": _("Rows that are struck through were left out."),
    "struck": _("What is struck through in these cells does not count: %(cells)s."),
    "hidden_rows": _("Hidden rows were taken like the others."),
    "hidden_rows_out": _("Hidden rows were left out."),
    "hidden_columns": _("Hidden columns were taken like the others: %(columns)s."),
    "hidden_columns_out": _("Hidden columns were left out: %(columns)s."),
    "formulas": _(
        "Formulas without a stored result count as empty: %(cells)s. Open the file again where it was made, "
        "save it, and upload it again."
    ),
    "errors": _("Formulas that ended in an error count as empty: %(cells)s."),
}  # fmt: skip


@dataclass(frozen=True)
class SheetNotice:
    """A notice as data, in no language: which of the sentences, what it names, and where."""

    code: str
    values: dict[str, str] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)
    examples: list[str] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """The notice in the active language."""
        return str(SENTENCES[self.code]) % self.values


def notice_of_rows(code: str, rows: dict[int, str], **values: str) -> SheetNotice:
    """The notice about these rows, by number with a text that shows what each is."""
    examples = list(dict.fromkeys(filter(None, rows.values())))[:_MAX_EXAMPLES]
    return SheetNotice(code, values, list(rows), examples)
