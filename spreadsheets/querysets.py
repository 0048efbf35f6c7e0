"""Questions about spreadsheets that are brought in."""

from django.db import models

from core.locks import SPREADSHEET_WORK_LOCK, locked_keys


class SavedListQuerySet(models.QuerySet):
    """Lists of agreements that somebody keeps."""

    def of_headers(self, headers: list[str]) -> models.QuerySet:
        """Those for exactly these headers, in any order; the one that was used last comes first."""
        return self.filter(headers__contains=headers, headers__contained_by=headers).order_by("-updated_at")


class SpreadsheetImportQuerySet(models.QuerySet):
    """Imports of spreadsheets."""

    def at_work(self) -> set[int]:
        """The keys of those that a background step is at work on right now: a killed one holds no lock."""
        return locked_keys(SPREADSHEET_WORK_LOCK)
