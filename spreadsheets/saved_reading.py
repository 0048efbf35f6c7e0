"""Reading of a list as its last issue was read."""

from functools import lru_cache

from spreadsheets.files.reader import RawFile, read_raw
from spreadsheets.files.table import ReadingOptions, SheetError, SheetTable
from spreadsheets.models import SavedList

_MOST_TRIED = 10  # lists, the last used first


def read_as_before(data: bytes, name: str) -> SheetTable:
    """The table in a file: with the choices of the saved list whose headers come out so, or as the reader judges.

    Raises SheetError.
    """

    @lru_cache(maxsize=2)  # a sheet may be large: seldom are more than two of a file tried
    def raw(encoding: str, sheet: str) -> RawFile:
        return read_raw(data, name, encoding=encoding, sheet=sheet)

    def table(options: ReadingOptions) -> SheetTable:
        return raw(options.encoding, options.sheet).table(options)

    with_choices = SavedList.objects.filter(answers__has_key="reading").exclude(answers__reading={})
    for saved in with_choices.order_by("-updated_at")[:_MOST_TRIED]:
        try:
            as_before = table(ReadingOptions.from_json(saved.answers["reading"]))
        except SheetError:
            continue
        if sorted(as_before.headers) == sorted(saved.headers):
            return as_before
    return table(ReadingOptions())
