"""Reading of a list as its last issue was read."""

from spreadsheets.files.reader import read_table
from spreadsheets.files.table import ReadingOptions, SheetError, SheetTable
from spreadsheets.models import SavedList

_MOST_TRIED = 10  # lists, the last used first


def read_as_before(data: bytes, name: str) -> SheetTable:
    """The table in a file: with the choices of the saved list whose headers come out so, or as the reader judges.

    Raises SheetError.
    """
    with_choices = SavedList.objects.filter(answers__has_key="reading").exclude(answers__reading={})
    for saved in with_choices.order_by("-updated_at")[:_MOST_TRIED]:
        try:
            table = read_table(data, name, ReadingOptions.from_json(saved.answers["reading"]))
        except SheetError:
            continue
        if sorted(table.headers) == sorted(saved.headers):
            return table
    return read_table(data, name)
